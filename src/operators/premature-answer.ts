import type { Primitive } from '../model/primitive.ts';
import type { Decision } from '../trajectories/decision.ts';
import { answersTo, type Step } from '../trajectories/trajectory.ts';
import { type Mutation, type Operator, requestAlone } from './operator.ts';

/** How many other replies one decision offers to report. */
const MOST_REPORTS = 3;

export const prematureAnswer: Operator = {
  name: 'premature-answer',
  family: 'wrong_number',
  summary: 'Answers without the call it needs, with figures that belong to another one.',
  claim: 'breaks-intent',
  weight: 1,
  targets: (decision) => (decision.due === 'call' ? [{ pointer: '' }] : []),
  *mutate(decision, _target, stream) {
    const { ground, steps } = decision.trajectory;
    const { primitive } = steps.at(-1) as Step;
    // What is true, and what was said before: two replies can be reported in the same words.
    const said = new Set(answersTo(ground, primitive));
    // The reply of a call that is still to be made would be no false report.
    const due = new Set(steps.map((step) => step.primitive));
    const siblings = Object.keys(primitive.roles).flatMap((pointer) => ground.families.siblingsAt(primitive, pointer));
    const others = siblings.filter((sibling) => !due.has(sibling));
    let found = 0;
    for (const reports of stream.shuffle([...new Set(others)])) {
      if (found === MOST_REPORTS) return;
      const claims = answersTo(ground, primitive, reports);
      if (claims.length === 0 || claims.some((claim) => said.has(claim))) continue;
      for (const claim of claims) said.add(claim);
      found += 1;
      yield reportInstead(decision, reports);
    }
  },
  take: (decision, _target, reports) => reportInstead(decision, reports),
};

function reportInstead({ trajectory }: Decision, reports: Primitive): Mutation {
  const { primitive } = trajectory.steps.at(-1) as Step;
  return { change: { op: 'answer', reports, asked: primitive }, setting: requestAlone, stated: '' };
}
