import { valueAt } from '../model/pointer.ts';
import type { Primitive } from '../model/primitive.ts';
import { type Decision, stepOf } from '../trajectories/decision.ts';
import { spokenForms } from '../trajectories/speak.ts';
import { nothingTold } from '../trajectories/told.ts';
import { criticalTargets, nearestSiblings, takeValueOf } from './nearness.ts';
import type { Mutation, Operator } from './operator.ts';

export const distractorValue: Operator = {
  name: 'distractor-value',
  family: 'wrong_value',
  summary: 'Takes a value that the same message mentions in passing instead of the one it asks for.',
  claim: 'breaks-intent',
  weight: 1.5,
  targets: (decision) =>
    criticalTargets(decision, ['path', 'name', 'text', 'id', 'date', 'number', 'count', 'position', 'pattern', 'range', 'list']).filter(
      ({ pointer }) => asidesAt(decision, pointer).length > 0,
    ),
  *mutate(decision, { pointer }) {
    for (const sibling of nearestSiblings(decision, pointer)) {
      if (isSayable(sibling, decision, pointer)) yield takeAsAside(sibling, decision, pointer);
    }
  },
  take: (decision, { pointer }, sibling) => takeAsAside(sibling, decision, pointer),
};

function asidesAt(decision: Parameters<Operator['targets']>[0], pointer: string): readonly string[] {
  const { ground, steps } = decision.trajectory;
  return ground.phrases.tools[steps[decision.step]?.primitive.tool ?? '']?.asides[pointer] ?? [];
}

/** Whether a remark can name the other value: one of the same kind that has words. "Merged" may be a branch, and yes. */
function isSayable(sibling: Primitive, decision: Decision, pointer: string): boolean {
  const kind = stepOf(decision).primitive.roles[pointer]?.kind;
  const value = valueAt(sibling.arguments, pointer);
  if (kind === undefined || value === undefined || sibling.roles[pointer]?.kind !== kind) return false;
  const words = decision.trajectory.asked[decision.step]?.words ?? {};
  return spokenForms(value, kind, pointer, { ...nothingTold, words }).length > 0;
}

function takeAsAside(sibling: Primitive, decision: Decision, pointer: string): Mutation {
  return takeValueOf(sibling, decision, pointer, { needs: 'aside', about: sibling });
}
