import { canonicalJson } from '../model/canonical.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import type { Kind } from '../model/primitive.ts';
import { nameMistake } from '../operators/values/index.ts';
import { readMoment } from '../operators/values/moment.ts';
import { spokenForms } from '../trajectories/speak.ts';
import { nothingTold } from '../trajectories/told.ts';
import { guessKind, schemaAt } from '../verify/roles.ts';
import type { Call } from './actions.ts';
import type { Difference } from './differences.ts';
import type { Failure, LoggedTool } from './failure.ts';

/** The operator that makes this change of one value: by where the wrong value comes from, else by what the two values have to do with each other. */
export function nameWrongValue({ pointer, segments, from, to }: Difference, due: Call, failure: Failure): string | null {
  if (from === undefined || to === undefined) return null;
  if (isReordered(from, to)) return 'reordered-list';
  const kind = kindOf({ segments, from }, failure.tools?.get(due.name));
  const isStale = failure.callsBefore.some((call) => call.name === due.name && isEqual(valueAt(call.arguments, pointer), to));
  if (isStale) return 'stale-value';
  const [ours, theirs] = [from, to].map((value) => (isTelling(value) ? String(value) : null));
  const stands = (text: string | null | undefined) =>
    text !== null && text !== undefined && failure.replies.some((reply) => hasWord(reply, text));
  if (stands(ours) && stands(theirs) && !isSaid(from, kind, failure.request)) return 'wrong-element';
  if (isTelling(to) && isSaid(to, kind, failure.request) && !isWithin(to, from)) return 'distractor-value';
  return nameMistake(from, to, { kind, pointer })?.name ?? null;
}

/** The schema of a place, as far as it is told without a choice. */
export function schemaOf({ segments }: Pick<Difference, 'segments'>, tool: LoggedTool | undefined): JsonObject | undefined {
  return tool === undefined ? undefined : schemaAt(tool.parameters, segments);
}

/** What sort of value an argument is, from its name, its schema and the right value. */
function kindOf({ segments, from }: { segments: Difference['segments']; from: Json }, tool: LoggedTool | undefined): Kind {
  if (readMoment(from) !== null) return 'date';
  // Nobody counts below nothing.
  if (typeof from === 'number' && from < 0) return 'number';
  const name = segments.findLast((segment) => typeof segment === 'string') ?? '';
  return guessKind(String(name), from, schemaOf({ segments }, tool));
}

function isReordered(from: Json, to: Json): boolean {
  if (!Array.isArray(from) || !Array.isArray(to) || from.length !== to.length) return false;
  const sorted = (list: readonly Json[]) => list.map(canonicalJson).sort().join('\n');
  return sorted(from) === sorted(to);
}

/** Whether a value standing somewhere is no chance: small numbers stand everywhere. */
function isTelling(value: Json): boolean {
  return typeof value === 'string' ? value.trim().length > 2 : typeof value === 'number' && Math.abs(value) > 9;
}

/** Whether a text says a value in one of the ways people do. */
function isSaid(value: Json, kind: Kind, text: string): boolean {
  const forms = [...spokenForms(value, kind, '', { ...nothingTold, words: {} }), ...(typeof value === 'object' ? [] : [String(value)])];
  const relative = kind === 'path' && typeof value === 'string' ? value.split('/').slice(-2).join('/') : null;
  return [...forms, ...(relative === null ? [] : [relative])].some((form) => hasWord(text, form));
}

/** Whether the words stand in a text, not inside a longer word. */
function hasWord(text: string, words: string): boolean {
  const [folded, wanted] = [text.toLowerCase(), words.toLowerCase()];
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const [before, after] = [folded[at - 1] ?? ' ', folded[at + wanted.length] ?? ' '];
    if (!/[\p{Letter}\p{Number}_-]/u.test(before) && !/[\p{Letter}\p{Number}_-]/u.test(after)) return true;
  }
  return false;
}

/** Whether the wrong text is a part of the right one, so that it stands wherever that does. */
function isWithin(to: Json, from: Json): boolean {
  return typeof to === 'string' && typeof from === 'string' && from.toLowerCase().includes(to.toLowerCase());
}

function isEqual(left: Json | undefined, right: Json): boolean {
  return left !== undefined && canonicalJson(left) === canonicalJson(right);
}
