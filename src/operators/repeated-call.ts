import { stepOf } from '../trajectories/decision.ts';
import { type Operator, requestAlone } from './operator.ts';

export const repeatedCall: Operator = {
  name: 'repeated-call',
  family: 'wrong_number',
  summary: 'Makes the same call again though its reply is already there.',
  claim: 'breaks-intent',
  weight: 1,
  targets: (decision) => (decision.due === 'answer' ? [{ pointer: '' }] : []),
  *mutate(decision) {
    const { primitive } = stepOf(decision);
    if (primitive.effect === 'none') yield { change: { op: 'call', again: primitive }, setting: requestAlone, stated: '' };
  },
};
