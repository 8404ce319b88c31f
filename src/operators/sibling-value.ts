import { criticalTargets, nearestSiblings, takeValueOf } from './nearness.ts';
import type { Operator } from './operator.ts';

export const siblingValue: Operator = {
  name: 'sibling-value',
  family: 'wrong_value',
  summary: 'Takes the value of another verified call: the neighbouring file, the colleague of the same first name.',
  claim: 'breaks-intent',
  weight: 2,
  targets: (decision) => criticalTargets(decision, ['path', 'name', 'text', 'id', 'list', 'pattern', 'range']),
  *mutate(decision, { pointer }) {
    for (const sibling of nearestSiblings(decision, pointer)) yield takeValueOf(sibling, decision, pointer);
  },
};
