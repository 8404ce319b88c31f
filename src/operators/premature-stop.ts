import { answersTo, type Step } from '../trajectories/trajectory.ts';
import { type Operator, requestAlone } from './operator.ts';

export const prematureStop: Operator = {
  name: 'premature-stop',
  family: 'wrong_number',
  summary: 'Stops after the first calls and reports what they gave, though the request asks for more.',
  claim: 'breaks-intent',
  weight: 0.8,
  targets: (decision) => (decision.due === 'call' && decision.step > 0 ? [{ pointer: '' }] : []),
  *mutate({ trajectory, step }) {
    const { ground, steps } = trajectory;
    const { primitive: before } = steps[step - 1] as Step;
    const { primitive: last } = steps.at(-1) as Step;
    const right = new Set(answersTo(ground, last));
    const claims = answersTo(ground, before);
    if (claims.length === 0 || claims.some((claim) => right.has(claim))) return;
    yield { change: { op: 'answer', reports: before, asked: before }, setting: requestAlone, stated: '' };
  },
};
