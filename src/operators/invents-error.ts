import { stepOf } from '../trajectories/decision.ts';
import { failuresToReport } from './false-failures.ts';
import { type Operator, requestAlone } from './operator.ts';

export const inventsError: Operator = {
  name: 'invents-error',
  family: 'wrong_answer',
  summary: 'Says that the call failed, though its reply is there.',
  claim: 'breaks-intent',
  weight: 2,
  targets: (decision) => (decision.due === 'answer' && decision.trajectory.answers.length > 0 ? [{ pointer: '' }] : []),
  *mutate(decision, _target, stream) {
    const { primitive: asked } = stepOf(decision);
    for (const reports of failuresToReport(decision.trajectory.ground, asked, stream))
      yield { change: { op: 'answer', reports, asked }, setting: requestAlone, stated: '' };
  },
};
