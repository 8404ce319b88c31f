import { valueAt } from '../model/pointer.ts';
import { stepOf } from '../trajectories/decision.ts';
import { criticalTargets, nearestSiblings, takeValueOf } from './nearness.ts';
import { type Operator, requestAlone } from './operator.ts';

export const nearNumber: Operator = {
  name: 'near-number',
  family: 'wrong_value',
  summary: 'Takes a number close by: one recorded for a sibling, else the next one, a swapped pair of digits or a slipped zero.',
  claim: 'breaks-intent',
  weight: 1,
  targets: (decision) => criticalTargets(decision, ['count', 'number', 'position']),
  *mutate(decision, { pointer }, stream) {
    const siblings = nearestSiblings(decision, pointer);
    for (const sibling of siblings) yield takeValueOf(sibling, decision, pointer);
    const { primitive } = stepOf(decision);
    const from = valueAt(primitive.arguments, pointer);
    if (siblings.length > 0 || typeof from !== 'number' || !Number.isInteger(from)) return;
    const slips = primitive.roles[pointer]?.kind === 'position' ? neighboursOf(from) : slipsOf(from);
    for (const to of stream.shuffle(slips)) {
      yield { change: { op: 'replace', pointer: `/arguments${pointer}`, from, to }, setting: requestAlone, stated: pointer };
    }
  },
};

/** The places beside one that is counted from 0: whoever counts from 1 takes the next. */
function neighboursOf(position: number): number[] {
  return [position + 1, position - 1].filter((neighbour) => neighbour >= 0);
}

/** Numbers a hand slips to, of the same sign, none the same. */
function slipsOf(number: number): number[] {
  const digits = String(Math.abs(number));
  const swapped = Array.from(digits.slice(1), (_, i) => Number(digits.slice(0, i) + digits[i + 1] + digits[i] + digits.slice(i + 2)));
  const slips = [Math.abs(number) + 1, Math.abs(number) - 1, Math.abs(number) * 10, ...swapped].filter(
    (slip) => slip > 0 && slip !== Math.abs(number),
  );
  return [...new Set(slips)].map((slip) => slip * Math.sign(number));
}
