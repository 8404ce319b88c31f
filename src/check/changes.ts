import type { AssistantMessage, Change, Deviation, Pair } from '../model/pair.ts';
import { quote } from './claims.ts';
import { applyChange, isSame, sortedText, splitPointer } from './json.ts';
import type { Reasons, Row } from './row.ts';

/** The changes that a row records, in order. */
export function changesOf({ family, operator, op, pointer, from, to, also = [] }: Deviation): Change[] {
  return [{ family, operator, op, pointer, from, to }, ...also];
}

/**
 * A row with two changes as two rows with one each: what it claims is that either is wrong alone. A row with one change is itself. Null where
 * a change cannot be made.
 */
export function splitChanges(pair: Pair, read: (pair: Pair) => Row): Row[] | null {
  const { deviation, evidence } = pair;
  const changes = changesOf(deviation);
  if (changes.length === 1) return [read(pair)];
  const rows = changes.map((change, at) => {
    const rejected = applyChange(pair.chosen[0] as never, change);
    const proof = evidence.alone?.[at];
    if (rejected === null || proof === undefined) return null;
    const { also: _, ...whole } = deviation;
    const { alone: __, ...rest } = evidence;
    return read({
      ...pair,
      rejected: [rejected as unknown as AssistantMessage],
      deviation: { ...whole, ...change },
      evidence: {
        ...rest,
        stated: proof.stated,
        executed: { ...rest.executed, rejected: proof.executed },
        equivalence: { canonical: 'differ', results: proof.results },
      },
      continuation: { chosen: pair.continuation.chosen, rejected: [] },
    });
  });
  return rows.includes(null) ? null : (rows as Row[]);
}

/** What a judge says of each change alone, and of both where the row itself comes after them; null where it says nothing of any. */
export function judgeEach(parts: readonly Row[], judge: (row: Row) => Reasons): Reasons {
  if (parts.length === 1) return judge(parts[0] as Row);
  const all = parts.map(judge);
  if (all.every((reasons) => reasons === null)) return null;
  return all.flatMap((reasons, at) => (reasons ?? []).map((reason) => `${at < 2 ? `change ${at + 1} alone` : 'both changes'}: ${reason}`));
}

/** Whether two changes are of two arguments, and both, applied to chosen in any order, give rejected; null for a row with one. */
export function judgeTogether({ deviation, evidence, chosen, rejected }: Pair): string[] | null {
  if (deviation.also === undefined && evidence.alone === undefined) return null;
  if (deviation.also === undefined || evidence.alone === undefined)
    return ['one of deviation.also and evidence.alone is there, and the other is not'];
  const [one, other] = changesOf(deviation) as [Change, Change];
  const faults: string[] = [];
  for (const { pointer } of [one, other])
    if (!pointer.startsWith('/tool_calls/0/function/arguments/'))
      faults.push(`${quote(pointer)} is no argument: a second change needs two`);
  if (`${one.pointer}/`.startsWith(`${other.pointer}/`) || `${other.pointer}/`.startsWith(`${one.pointer}/`))
    faults.push(`both changes are of one place: ${quote(one.pointer)} and ${quote(other.pointer)}`);
  if (one.op === 'remove' && other.op === 'remove') faults.push('both changes leave something out, which may leave nothing to go by');
  if ([one, other].some((change) => MEASURES.test(nameOf(change)) || (typeof change.from === 'string' && UNITS.test(change.from))))
    faults.push('one of the changes is of what another value is measured in, so that both may come to the same');
  const [before, after] = [
    [one.from, other.from],
    [one.to, other.to],
  ].map((values) => values.map(sortedText).sort().join('\n'));
  if (before === after) faults.push('the two changes trade values, which may come to the same');
  for (const order of [
    [one, other],
    [other, one],
  ]) {
    const rebuilt = order.reduce<ReturnType<typeof applyChange>>(
      (message, change) => (message === null ? null : applyChange(message, change)),
      chosen[0] as never,
    );
    if (rebuilt === null || !isSame(rebuilt, rejected[0] as never)) faults.push('both changes, applied to chosen, do not give rejected');
  }
  if (!isSame(evidence.stated as never, evidence.alone[0]?.stated as never))
    faults.push('evidence.stated is not what states the first change');
  return [...new Set(faults)];
}

const MEASURES = /unit|currency|zone|scale|system|measure|period|format/iu;
const UNITS =
  /^(?:mm|cm|m|km|inch|inches|feet|miles?|g|kg|pounds?|litres?|liters?|celsius|fahrenheit|seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|am|pm)$/iu;

function nameOf({ pointer }: Change): string {
  return splitPointer(pointer).findLast((segment) => !/^\d+$/u.test(segment)) ?? '';
}
