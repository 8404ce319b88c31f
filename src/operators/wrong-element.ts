import { stepOf } from '../trajectories/decision.ts';
import { nearestSiblings, takeValueOf } from './nearness.ts';
import type { Operator } from './operator.ts';

export const wrongElement: Operator = {
  name: 'wrong-element',
  family: 'wrong_value',
  summary: 'Takes another element of the earlier reply than the one the request names.',
  claim: 'breaks-intent',
  weight: 1.5,
  targets: (decision) =>
    decision.due === 'call'
      ? stepOf(decision)
          .links.filter((link) => link.label !== null)
          .map(({ pointer }) => ({ pointer }))
      : [],
  *mutate(decision, { pointer }) {
    const ours = stepOf(decision).links.find((link) => link.pointer === pointer);
    for (const sibling of nearestSiblings(decision, pointer)) {
      const theirs = sibling.upstream.find((link) => link.pointer === pointer && link.call === ours?.call);
      if (theirs !== undefined && theirs.label?.text !== ours?.label?.text) yield takeValueOf(sibling, decision, pointer);
    }
  },
};
