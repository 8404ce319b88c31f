import { criticalTargets, nearestSiblings, takeValueOf } from './nearness.ts';
import type { Operator } from './operator.ts';

export const flippedFlag: Operator = {
  name: 'flipped-flag',
  family: 'wrong_value',
  summary: 'Says no where the request says yes, or the reverse.',
  claim: 'breaks-intent',
  weight: 1,
  targets: (decision) => criticalTargets(decision, ['flag']),
  *mutate(decision, { pointer }) {
    for (const sibling of nearestSiblings(decision, pointer)) yield takeValueOf(sibling, decision, pointer);
  },
};
