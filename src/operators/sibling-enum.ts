import { criticalTargets, nearestSiblings, takeValueOf } from './nearness.ts';
import type { Operator } from './operator.ts';

export const siblingEnum: Operator = {
  name: 'sibling-enum',
  family: 'wrong_value',
  summary: 'Takes another member of the same choice.',
  claim: 'breaks-intent',
  weight: 1,
  targets: (decision) => criticalTargets(decision, ['enum']),
  *mutate(decision, { pointer }) {
    for (const sibling of nearestSiblings(decision, pointer)) yield takeValueOf(sibling, decision, pointer);
  },
};
