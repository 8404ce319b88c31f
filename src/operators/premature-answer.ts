import type { Primitive } from '../model/primitive.ts';
import type { Decision } from '../trajectories/decision.ts';
import type { Step } from '../trajectories/trajectory.ts';
import { type Mutation, type Operator, requestAlone } from './operator.ts';
import { otherReports } from './other-reports.ts';

export const prematureAnswer: Operator = {
  name: 'premature-answer',
  family: 'wrong_number',
  summary: 'Answers without the call it needs, with figures that belong to another one.',
  claim: 'breaks-intent',
  weight: 1,
  targets: (decision) => (decision.due === 'call' ? [{ pointer: '' }] : []),
  *mutate(decision, _target, stream) {
    for (const reports of otherReports(decision.trajectory, stream)) yield reportInstead(decision, reports);
  },
  take: (decision, _target, reports) => reportInstead(decision, reports),
};

function reportInstead({ trajectory }: Decision, reports: Primitive): Mutation {
  const { primitive } = trajectory.steps.at(-1) as Step;
  return { change: { op: 'answer', reports, asked: primitive }, setting: requestAlone, stated: '' };
}
