import { valueAt } from '../model/pointer.ts';
import { stepOf } from '../trajectories/decision.ts';
import { criticalTargets, nearestSiblings, takeValueOf } from './nearness.ts';
import { type Operator, requestAlone } from './operator.ts';

export const nearDate: Operator = {
  name: 'near-date',
  family: 'wrong_value',
  summary: 'Takes a date close by: one recorded for a sibling, else the day beside it, the same day a month off or a year off.',
  claim: 'breaks-intent',
  weight: 1.5,
  targets: (decision) => criticalTargets(decision, ['date']),
  *mutate(decision, { pointer }, stream) {
    const siblings = nearestSiblings(decision, pointer);
    for (const sibling of siblings) yield takeValueOf(sibling, decision, pointer);
    const from = valueAt(stepOf(decision).primitive.arguments, pointer);
    if (siblings.length > 0 || typeof from !== 'string') return;
    for (const to of stream.shuffle(slipsOf(from))) {
      yield { change: { op: 'replace', pointer: `/arguments${pointer}`, from, to }, setting: requestAlone, stated: pointer };
    }
  },
};

/** Days a reader slips to; only whole days written as ISO 8601, and only days that exist. */
function slipsOf(date: string): string[] {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date);
  if (match === null) return [];
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const slips: [number, number, number][] = [
    [year, month, day + 1],
    [year, month, day - 1],
    [year, month + 1, day],
    [year, month - 1, day],
    [year - 1, month, day],
  ];
  return slips
    .map(([y, m, d]) => ({ written: new Date(Date.UTC(y, m - 1, d)), d }))
    .filter(({ written, d }) => written.getUTCDate() === d || d < 1 || d > 28)
    .map(({ written }) => written.toISOString().slice(0, 10))
    .filter((slip) => slip !== date);
}
