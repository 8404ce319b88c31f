import { canonicalJson } from '../model/canonical.ts';
import type { Json } from '../model/json.ts';
import type { Family } from '../model/pair.ts';
import type { Call } from './actions.ts';
import { nameBreak } from './broken.ts';
import { type Difference, differencesOf } from './differences.ts';
import type { Failure } from './failure.ts';
import { changesSomething, nameWrongTool } from './tool-effects.ts';
import { asksBack, factsIn } from './words.ts';
import { nameWrongValue, schemaOf } from './wrong-value.ts';

/** What a failure is: its family and the operator that makes such ones; null where none has a name for it. */
export interface Classified {
  family: Family;
  operator: string | null;
}

/**
 * Tells what went wrong by what was expected and what was done; a text says why that cannot be told. The first decision that differs
 * counts. Of one call that is wrong in several ways, what is broken comes before another tool, a wrong value before a missing or an
 * added argument. The same failure is always told the same.
 */
export function classify(failure: Failure): Classified | string {
  const [expected, actual] = [failure.expected, failure.actual].map((actions) => actions.filter((action) => action.does !== 'say'));
  const place = (expected as Call[]).findIndex((call, at) => !isSame(call, actual?.[at]));
  const [due, done] = place < 0 ? [undefined, actual?.[expected?.length ?? 0]] : [expected?.[place], actual?.[place]];
  if (done?.does === 'break') return { family: 'broken_call', operator: 'unparseable-call' };
  if (due === undefined && done === undefined) return judgeWords(failure);
  if (due === undefined) return judgeCallTooMany(failure, done as Call);
  if (done === undefined) return judgeCallTooFew(failure, due as Call, place);
  const broken = nameBreak(due as Call, done as Call, failure.tools);
  if (broken !== null) return { family: 'broken_call', operator: broken };
  const later = (expected as Call[]).slice(place + 1);
  if (later.some((call) => isSame(call, done))) return { family: 'wrong_number', operator: 'skipped-call' };
  if (done.does === 'call' && due.does === 'call' && done.name !== due.name) {
    if (failure.callsMade.some((call) => isSame(call, done))) return { family: 'wrong_number', operator: 'repeated-call' };
    return { family: 'wrong_function', operator: nameWrongTool(due.name, done.name, failure.tools) };
  }
  return judgeArguments(failure, due as Call, done as Call);
}

function isSame(left: Call, right: { does: string } | undefined): boolean {
  if (right?.does !== 'call') return false;
  const other = right as Call;
  return left.name === other.name && canonicalJson(left.arguments) === canonicalJson(other.arguments);
}

/** How people are told that something could not be done. */
const FAILED =
  /\b(?:(?:did|could|can|does|is|was)(?:n['’]t| not)|cannot|failed|error|nothing was|no such|there(?:['’]s| is| was) no|exists? already|already exists?|(?:is|are) there already)\b/iu;

/** The calls are right: what is said of them may not be. */
function judgeWords({ expected, actual }: Failure): Classified | string {
  const [right, wrong] = [expected, actual].map((actions) => actions.findLast(({ does }) => does === 'say'));
  if (right?.does !== 'say' || wrong?.does !== 'say') return 'what was done is what was expected';
  if (fold(right.text) === fold(wrong.text)) return 'what was said is what was expected';
  const [ours, theirs] = [factsIn(right.text), factsIn(wrong.text)];
  if (ours.size + theirs.size === 0) {
    const [failed, saidToFail] = [FAILED.test(right.text), FAILED.test(wrong.text)];
    if (failed !== saidToFail) return { family: 'wrong_answer', operator: failed ? 'claims-failed-action' : 'invents-error' };
    return 'both sides answer, and neither names anything to hold the other against';
  }
  const isPart = theirs.size < ours.size && [...theirs].every((fact) => ours.has(fact));
  return { family: 'wrong_answer', operator: isPart ? 'leaves-part-out' : 'contradicts-result' };
}

function judgeCallTooMany({ expected, actual, callsMade }: Failure, done: Call): Classified {
  const made = [...callsMade, ...(expected.filter(({ does }) => does === 'call') as Call[])];
  if (made.some((call) => isSame(call, done))) return { family: 'wrong_number', operator: 'repeated-call' };
  const words = expected.findLast(({ does }) => does === 'say');
  const asks = words?.does === 'say' && asksBack(words.text) && actual.length > 0;
  return { family: 'wrong_number', operator: asks && made.length === 0 ? 'guessed-value' : 'unneeded-call' };
}

function judgeCallTooFew(failure: Failure, due: Call, place: number): Classified {
  const words = failure.actual.findLast(({ does }) => does === 'say');
  const text = words?.does === 'say' ? words.text : '';
  if (asksBack(text)) return { family: 'wrong_number', operator: 'needless-question' };
  const facts = factsIn(text);
  const isChange = changesSomething(due.name, failure.tools);
  const known = factsIn([failure.request, JSON.stringify(due.arguments)].join(' '));
  const isLast = failure.expected.filter(({ does }) => does === 'call').length === place + 1;
  // Who says what was done says it in the words of the request, though not in those alone.
  if (isChange && isLast && text !== '' && 2 * [...facts].filter((fact) => known.has(fact)).length >= facts.size)
    return { family: 'wrong_answer', operator: 'claims-action' };
  const replies = factsIn(failure.replies.join('\n'));
  const isFromReplies = [...facts].some((fact) => replies.has(fact) && !known.has(fact));
  return { family: 'wrong_number', operator: place > 0 || isFromReplies ? 'premature-stop' : 'premature-answer' };
}

function judgeArguments(failure: Failure, due: Call, done: Call): Classified | string {
  const differences = differencesOf(due.arguments, done.arguments);
  const changed = differences.filter(({ what }) => what === 'changed');
  if (changed.length > 0) {
    if (isSwap(changed)) return { family: 'wrong_value', operator: 'swapped-arguments' };
    const names = changed.map((difference) => nameWrongValue(difference, due, failure));
    if (names.every((name) => name === 'same')) return 'both calls mean the same';
    return { family: 'wrong_value', operator: names.find((name) => name !== null && name !== 'same') ?? null };
  }
  if (differences.some(({ what }) => what === 'missing')) return { family: 'missing_optional', operator: 'dropped-constraint' };
  const added = differences.find(({ what }) => what === 'added');
  if (added === undefined) return 'both calls mean the same';
  const initial = schemaOf(added, failure.tools?.get(due.name))?.default;
  if (initial !== undefined && initial !== null && canonicalJson(initial) === canonicalJson(added.to)) return 'both calls mean the same';
  return { family: 'missing_optional', operator: initial === undefined || initial === null ? 'added-restriction' : 'overridden-default' };
}

/** Whether two values only changed places. */
function isSwap(changed: readonly Difference[]): boolean {
  const [one, other] = changed;
  if (one === undefined || other === undefined || changed.length !== 2) return false;
  const same = (left: Json | undefined, right: Json | undefined) => canonicalJson(left) === canonicalJson(right);
  return same(one.from, other.to) && same(one.to, other.from);
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}
