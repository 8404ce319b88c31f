import type { Primitive } from '../model/primitive.ts';
import type { Decision } from '../trajectories/decision.ts';
import { answersTo } from '../trajectories/trajectory.ts';
import { criticalTargets, nearestSiblings, takeValueOf } from './nearness.ts';
import type { Mutation, Operator } from './operator.ts';

export const staleValue: Operator = {
  name: 'stale-value',
  family: 'wrong_value',
  summary: 'Keeps the value of the turn before, though the new request names another.',
  claim: 'breaks-intent',
  weight: 1.5,
  targets: (decision) => {
    const { steps } = decision.trajectory;
    if (steps.length > 1) return [];
    return criticalTargets(decision, [
      'path',
      'name',
      'text',
      'id',
      'date',
      'number',
      'count',
      'position',
      'enum',
      'pattern',
      'range',
      'list',
    ]);
  },
  *mutate(decision, { pointer }) {
    for (const sibling of nearestSiblings(decision, pointer)) {
      const canComeBefore = sibling.effect === 'none' && answersTo(decision.trajectory.ground, sibling).length > 0;
      if (canComeBefore) yield takeAsTurn(sibling, decision, pointer);
    }
  },
  take: (decision, { pointer }, sibling) => takeAsTurn(sibling, decision, pointer),
};

function takeAsTurn(sibling: Primitive, decision: Decision, pointer: string): Mutation {
  return takeValueOf(sibling, decision, pointer, { needs: 'turn', about: sibling });
}
