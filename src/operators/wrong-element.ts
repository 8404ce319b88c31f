import { valueAt } from '../model/pointer.ts';
import { stepOf } from '../trajectories/decision.ts';
import { rankSiblings, takeValueOf } from './nearness.ts';
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
          .links.filter((link) => link.label !== null && stepOf(decision).primitive.roles[link.pointer]?.critical === true)
          .map(({ pointer }) => ({ pointer }))
      : [],
  *mutate(decision, { pointer }) {
    const { primitive, links } = stepOf(decision);
    const ours = links.find((link) => link.pointer === pointer);
    const value = valueAt(primitive.arguments, pointer);
    if (ours === undefined || value === undefined) return;
    const inSameReply = decision.trajectory.ground.families.siblingsAt(primitive, pointer).filter((sibling) => {
      const theirs = sibling.upstream.find((link) => link.pointer === pointer && link.call === ours.call);
      return theirs !== undefined && theirs.label?.text !== ours.label?.text;
    });
    for (const sibling of rankSiblings(inSameReply, value, pointer)) yield takeValueOf(sibling, decision, pointer);
  },
  take: (decision, { pointer }, sibling) => takeValueOf(sibling, decision, pointer),
};
