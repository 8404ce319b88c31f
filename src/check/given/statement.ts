import type { Json } from '../../model/json.ts';
import type { Message } from '../../model/pair.ts';
import { quote } from '../claims.ts';
import { isObject, isSame, lookUp, sortedText } from '../json.ts';
import type { Reasons, Row, Side } from '../row.ts';
import { findTool } from '../row.ts';
import { readAmounts } from './amounts.ts';
import { mean } from './equivalence.ts';
import { couldMean, nearnessOf, SAID, type Setting } from './meaning.ts';
import { daysOf, findToday, monthOf, type PartialDay, readDays } from './moments.ts';
import { findSlot, type Slot } from './slot.ts';
import { foldText, holdsWords, stemsOf } from './words.ts';

/** Words that state one value are few; more are not read. */
const MOST_CHARACTERS = 4000;
/** What people say when they take something back. */
const TAKING_BACK =
  /(?:^|[.;!?—-]\s*)no\b|\bno,|\b(?:nope|sorry|i mean(?:t)?|actually|rather|make (?:it|that)|instead|correction|scratch that|wait,|on second thoughts?|change (?:it|that) to)\b/iu;

/** Whether the conversation says, at the place recorded, what the rejected side goes against. */
export function judgeGivenStated(row: Row): Reasons {
  const { stated } = row.pair.evidence;
  const message = row.pair.prompt[stated.message];
  if (message?.role !== 'user' && message?.role !== 'tool')
    return [`message ${stated.message} of the prompt is neither the user's nor a reply`];
  const found = message.content.slice(stated.start, stated.end);
  if (stated.start < 0 || stated.start >= stated.end || found !== stated.text)
    return [`message ${stated.message} has ${quote(found)} from ${stated.start} to ${stated.end}, not ${quote(stated.text)}`];
  if (stated.text.length > MOST_CHARACTERS) return [`the stated words are ${stated.text.length} characters; ${MOST_CHARACTERS} are read`];
  if (stated.label) return ['a given row has no recording that names an element of a reply'];
  const carrier = row.chosen.call === null ? row.rejected : row.chosen;
  const against = row.chosen.call === null ? row.chosen : row.rejected;
  if (carrier.call === null) return ['neither side makes a call that could carry the value'];
  return stated.pointer === '' ? judgeTool(row, carrier, against) : judgeArgument(row, carrier, against);
}

/** The words name the tool: they share a word with its name that the other tool's name has not. */
function judgeTool(row: Row, carrier: Side, against: Side): string[] {
  const { stated } = row.pair.evidence;
  const wanted = carrier.call?.name as string;
  if (stated.value !== wanted) return [`the words state the tool ${quote(stated.value)}, and the call is of ${wanted}`];
  const other = against.call?.name;
  if (other === wanted) return [`${wanted} is stated and both sides call it`];
  if (other === undefined) return [];
  const said = stemsOf(stated.text);
  const [own, foreign] = [stemsOf(wanted), stemsOf(other)];
  if (said.some((stem) => foreign.includes(stem) && !own.includes(stem))) return [`${quote(stated.text)} names ${other} as well`];
  return [];
}

function judgeArgument(row: Row, carrier: Side, against: Side): string[] {
  const { stated } = row.pair.evidence;
  const call = carrier.call as NonNullable<Side['call']>;
  const tool = findTool(row, call.name);
  if (tool === undefined) return [];
  const slot = findSlot(tool.parameters, stated.pointer);
  const carried = lookUp(call.arguments, stated.pointer);
  if (carried === undefined) return [`the call has no argument ${stated.pointer}`];
  if (!isSame(carried, stated.value)) return [`the call has ${quote(carried)} at ${stated.pointer}, not the stated ${quote(stated.value)}`];
  const setting = settingOf(row);
  const near = nearnessOf(stated.text, carried, slot, setting);
  if (near === 0) return [`${quote(stated.text)} does not state ${quote(carried)}`];
  const opposite = against.call?.name === call.name ? lookUp(against.call.arguments, stated.pointer) : undefined;
  if (opposite === undefined || against.call === null) return [];
  if (mean(carried, opposite, slot)) return [`both sides have ${quote(carried)} at ${stated.pointer}`];
  if (formOf(carried) !== formOf(opposite)) return [`${quote(opposite)} is no value of the kind of ${quote(carried)}`];
  if (Array.isArray(carried) && Array.isArray(opposite)) return judgeLists(stated.text, carried, opposite, slot, setting);
  const other = nearnessOf(stated.text, opposite, slot, setting);
  if (other >= SAID || other >= near || couldMean(stated.text, opposite, carried))
    return [`${quote(stated.text)} may also mean the rejected ${quote(opposite)}`];
  return judgeLastWord(row, carried, opposite);
}

/** Whether a value is a day, a time of day or both, as machines write them; other values have no form. */
function formOf(value: Json): string {
  if (typeof value !== 'string') return '';
  const isDay = /^\d{4}-\d{2}-\d{2}/u.test(value);
  return `${isDay ? 'day' : ''}${(isDay && /\d:\d/u.test(value)) || /^\d{1,2}:\d{2}(?::\d{2})?$/u.test(value) ? 'time' : ''}`;
}

/** Of a list, the words state a member that rejected lacks, or all of them where it has one more. */
function judgeLists(words: string, carried: readonly Json[], opposite: readonly Json[], slot: Slot, setting: Setting): string[] {
  const items: Slot = { ...slot, schema: isObject(slot.schema.items) ? slot.schema.items : {} };
  const [own, foreign] = [carried, opposite].map((list) => new Set(list.map(sortedText))) as [Set<string>, Set<string>];
  const missing = carried.filter((item) => !foreign.has(sortedText(item)));
  const added = opposite.filter((item) => !own.has(sortedText(item)));
  const isSaid = (item: Json): boolean => nearnessOf(words, item, items, setting) > 0;
  if (added.some((item) => nearnessOf(words, item, items, setting) >= SAID))
    return [`${quote(words)} says what only rejected has in its list`];
  if (missing.length > 0) return missing.some(isSaid) ? [] : [`${quote(words)} states nothing that rejected lacks in its list`];
  return carried.some(isSaid) ? [] : [`${quote(words)} states nothing of the list`];
}

/** Whether the rejected value is the last word on the matter: said later, in place of the chosen one. */
function judgeLastWord(row: Row, carried: Json, opposite: Json): string[] {
  const { stated } = row.pair.evidence;
  const { prompt } = row.pair;
  const here = (prompt[stated.message] as Message).content.slice(stated.end);
  const back = TAKING_BACK.exec(here);
  // "instead of", "rather than" and "not" name what is left behind.
  const clause = back === null ? '' : (here.slice(back.index).split(/[.;!?\n]/u)[0] as string);
  if (back !== null && !/\b(?:instead of|rather than|not)\b/iu.test(clause) && says(clause, opposite) && !says(clause, carried))
    return [`message ${stated.message} goes on to say ${quote(opposite)} in its place`];
  for (const [index, message] of prompt.entries()) {
    if (index <= stated.message || message.role !== 'user') continue;
    if (TAKING_BACK.test(message.content) && says(message.content, opposite) && !says(message.content, carried))
      return [`message ${index} says ${quote(opposite)} later on`];
  }
  return [];
}

/** Whether a whole message says just this value, not something like it. */
function says(text: string, value: Json): boolean {
  if (typeof value === 'number') return readAmounts(text).includes(value);
  if (typeof value !== 'string' || value.trim() === '') return false;
  const days = daysOf(value).filter((day) => day.day !== null);
  const isDay = ({ month, day }: PartialDay): boolean => days.some((one) => one.day === day && (month === null || one.month === month));
  if (days.length > 0 && readDays(text, null).some(isDay)) return true;
  return holdsWords(foldText(text), foldText(value));
}

function settingOf({ pair }: Row): Setting {
  const { stated } = pair.evidence;
  const texts = pair.prompt.map(({ content }) => content);
  const content = texts[stated.message] as string;
  // Back to the last break before the words.
  const before = content.slice(Math.max(0, stated.start - 120), stated.start);
  const today = findToday(texts);
  const named = texts.slice(0, 12).join('\n').slice(0, 20_000);
  const months = new Set(
    foldText(named)
      .split(' ')
      .flatMap((word) => monthOf(word) ?? []),
  );
  const years = new Set([...named.matchAll(/(?<![\d.,])(?:1[5-9]|20|21)\d{2}(?![\d.,]\d)/gu)].map(([year]) => Number(year)));
  if (today !== null) months.add(today.getUTCMonth() + 1);
  return { around: `${before.split(/[.;:!?,\n]|\b(?:and|but)\b/u).at(-1)}${stated.text}`, today, months, years };
}
