import type { Json, JsonObject } from '../../model/json.ts';
import { quote } from '../claims.ts';
import { isObject, isSame, lookUp } from '../json.ts';
import { findTool, type Reasons, type Row } from '../row.ts';
import { clockOf, daysOf } from './moments.ts';
import { defaultOf, findSlot, type Slot } from './slot.ts';
import { namesOfCode } from './synonyms.ts';
import { foldText, isShortFor, stemsOf } from './words.ts';

/** Whether two calls of a given row mean the same, defaults filled in, however each value is written. */
export function judgeGivenEquivalence(row: Row): Reasons {
  const { chosen, rejected } = row;
  if (chosen.call === null || rejected.call === null) return chosen.call === rejected.call ? ['neither side makes a call'] : [];
  if (chosen.call.name !== rejected.call.name) return [];
  const tool = findTool(row, chosen.call.name);
  if (tool === undefined) return null;
  const slot: Slot = { name: '', description: '', schema: tool.parameters };
  return mean(chosen.call.arguments, rejected.call.arguments, slot)
    ? [`both sides mean ${chosen.call.name} with ${quote(chosen.call.arguments)}`]
    : [];
}

/** Whether two values of one place are the same to whoever takes them. */
export function mean(left: Json | undefined, right: Json | undefined, slot: Slot): boolean {
  const [one, other] = [left ?? defaultOf(slot) ?? null, right ?? defaultOf(slot) ?? null];
  if (isSame(one, other)) return true;
  if (one === null || other === null) return false;
  if (isObject(one) && isObject(other)) return areSameObjects(one, other, slot);
  if (Array.isArray(one) && Array.isArray(other)) return areSameLists(one, other, slot);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  if (typeof one === 'object' || typeof other === 'object') return false;
  return areSameScalars(one, other, slot);
}

function areSameObjects(one: JsonObject, other: JsonObject, slot: Slot): boolean {
  const properties = isObject(slot.schema.properties) ? slot.schema.properties : {};
  const names = new Set([...Object.keys(properties), ...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) =>
    mean(own(one, name), own(other, name), findSlot(slot.schema, `/${name.replace(/~/gu, '~0').replace(/\//gu, '~1')}`)),
  );
}

function own(holder: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(holder, name) ? holder[name] : undefined;
}

/** Lists are the same where every member has its like; in which order matters only where numbers or the description say so. */
function areSameLists(one: readonly Json[], other: readonly Json[], slot: Slot): boolean {
  if (one.length !== other.length) return false;
  const items: Slot = { ...slot, schema: (lookUp(slot.schema, '/items') as JsonObject | undefined) ?? {} };
  const inOrder = one.every((item, index) => mean(item, other[index], items));
  if (inOrder || one.some((item) => typeof item === 'number') || /\b(?:order|sequence|first|from|then)\b/iu.test(slot.description))
    return inOrder;
  const left = [...other];
  return one.every((item) => {
    const at = left.findIndex((like) => mean(item, like, items));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function areSameScalars(one: string | number | boolean, other: string | number | boolean, { schema }: Slot): boolean {
  if (Array.isArray(schema.enum)) return false;
  if (typeof one === 'number' || typeof other === 'number' || typeof one === 'boolean' || typeof other === 'boolean')
    return (
      String(one).trim().toLowerCase() === String(other).trim().toLowerCase() ||
      (String(one).trim() !== '' && String(other).trim() !== '' && Number(one) === Number(other))
    );
  // A path, an address or a pattern is what it is, to the letter.
  const [left, right] = [one.trim(), other.trim()];
  if (/[/\\@<>=*^$]/u.test(left + right)) return left.toLowerCase() === right.toLowerCase();
  const [leftDays, rightDays] = [daysOf(left), daysOf(right)] as unknown as [Json[], Json[]];
  const [leftClock, rightClock] = [clockOf(left), clockOf(right)];
  if (leftDays.length > 0 && rightDays.length > 0)
    return isSame(leftDays[0], rightDays[0]) && isSame(leftClock as unknown as Json, rightClock as unknown as Json);
  if (leftClock !== null && rightClock !== null) return leftClock.hour === rightClock.hour && leftClock.minute === rightClock.minute;
  if (foldText(left) === foldText(right)) return /[\p{L}\p{N}]/u.test(left);
  const [leftStems, rightStems] = [stemsOf(left), stemsOf(right)];
  if (leftStems.length > 0 && leftStems.join(' ') === rightStems.join(' ')) return true;
  const isCode = (code: string, name: string): boolean => namesOfCode(code).some((known) => foldText(known) === foldText(name));
  return isCode(left, right) || isCode(right, left) || isShortFor(left, right) || isShortFor(right, left);
}
