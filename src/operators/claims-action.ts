import { stepOf } from '../trajectories/decision.ts';
import { answersTo } from '../trajectories/trajectory.ts';
import { type Operator, requestAlone } from './operator.ts';

export const claimsAction: Operator = {
  name: 'claims-action',
  family: 'wrong_answer',
  summary: 'Says that it is done, though the call that does it was never made.',
  claim: 'breaks-intent',
  weight: 1,
  targets: ({ due, step, trajectory }) => (due === 'call' && step === trajectory.steps.length - 1 ? [{ pointer: '' }] : []),
  *mutate(decision) {
    const { primitive } = stepOf(decision);
    if (primitive.effect !== 'changed' || answersTo(decision.trajectory.ground, primitive).length === 0) return;
    yield { change: { op: 'answer', reports: primitive, asked: primitive }, setting: requestAlone, stated: '' };
  },
};
