import { stepOf } from '../trajectories/decision.ts';
import { ANY_KIND } from './kinds.ts';
import { criticalTargets } from './nearness.ts';
import { type Operator, requestAlone } from './operator.ts';

export const needlessQuestion: Operator = {
  name: 'needless-question',
  family: 'wrong_number',
  summary: 'Asks back for what the request says, in place of the call.',
  claim: 'breaks-intent',
  weight: 0.8,
  targets: (decision) => criticalTargets(decision, ANY_KIND),
  *mutate(decision, { pointer }) {
    const words = decision.trajectory.ground.phrases.tools[stepOf(decision).primitive.tool]?.questions?.[pointer];
    if (words !== undefined) yield { change: { op: 'say', words, reports: null }, setting: requestAlone, stated: pointer };
  },
};
