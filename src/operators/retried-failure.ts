import { failedBefore } from '../trajectories/decision.ts';
import { type Operator, requestAlone } from './operator.ts';

export const retriedFailure: Operator = {
  name: 'retried-failure',
  family: 'wrong_number',
  summary: 'Makes the call that has just failed again, as it was.',
  claim: 'breaks-intent',
  weight: 1.5,
  after: 'failure',
  targets: (decision) => (failedBefore(decision) === null ? [] : [{ pointer: '' }]),
  *mutate(decision) {
    const again = failedBefore(decision);
    if (again !== null) yield { change: { op: 'call', again }, setting: requestAlone, stated: '' };
  },
};
