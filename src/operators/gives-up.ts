import type { Step } from '../trajectories/trajectory.ts';
import { failuresToReport } from './false-failures.ts';
import { type Operator, requestAlone } from './operator.ts';

export const givesUp: Operator = {
  name: 'gives-up',
  family: 'wrong_number',
  summary: 'Says that it cannot be done, without having tried.',
  claim: 'breaks-intent',
  weight: 0.15,
  targets: ({ due, trajectory: { steps } }) => (due === 'call' && steps.length === 1 ? [{ pointer: '' }] : []),
  *mutate({ trajectory: { ground, steps } }, _target, stream) {
    const { primitive: asked } = steps[0] as Step;
    for (const reports of failuresToReport(ground, asked, stream))
      yield { change: { op: 'answer', reports, asked }, setting: requestAlone, stated: '' };
  },
};
