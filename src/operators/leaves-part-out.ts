import { stepOf } from '../trajectories/decision.ts';
import { answersInPart } from '../trajectories/trajectory.ts';
import { type Operator, requestAlone } from './operator.ts';

/** How many ways to leave something out one decision offers. */
const MOST_PARTS = 4;

export const leavesPartOut: Operator = {
  name: 'leaves-part-out',
  family: 'wrong_answer',
  summary: 'Leaves out one of the things that the reply lists and the request asks for.',
  claim: 'breaks-intent',
  weight: 1,
  targets: (decision) => (decision.due === 'answer' && decision.trajectory.answers.length > 0 ? [{ pointer: '' }] : []),
  *mutate(decision, _target, stream) {
    const { primitive } = stepOf(decision);
    // What is told after a change only says that it was made.
    if (primitive.effect === 'changed') return;
    const partial = answersInPart(decision.trajectory.ground, primitive);
    for (const words of stream.shuffle(partial).slice(0, MOST_PARTS)) {
      yield { change: { op: 'say', words, reports: primitive }, setting: requestAlone, stated: '' };
    }
  },
};
