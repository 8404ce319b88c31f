import type { Json } from '../model/json.ts';
import { replaceAt, valueAt } from '../model/pointer.ts';
import { stepOf } from '../trajectories/decision.ts';
import { criticalTargets } from './nearness.ts';
import { type Operator, requestAlone } from './operator.ts';

export const swappedArguments: Operator = {
  name: 'swapped-arguments',
  family: 'wrong_value',
  summary: "Gives two values of the same kind to each other's arguments: from and to, source and target.",
  claim: 'breaks-intent',
  weight: 0.4,
  targets: (decision) => criticalTargets(decision, ['path', 'name', 'id', 'date', 'number', 'count', 'position']),
  *mutate(decision, { pointer }) {
    const { primitive } = stepOf(decision);
    const { families } = decision.trajectory.ground;
    const ours = valueAt(primitive.arguments, pointer) as Json;
    const later = criticalTargets(decision, ['path', 'name', 'id', 'date', 'number', 'count', 'position']).filter(
      (target) => target.pointer > pointer,
    );
    for (const other of later) {
      const theirs = valueAt(primitive.arguments, other.pointer) as Json;
      if (primitive.roles[other.pointer]?.kind !== primitive.roles[pointer]?.kind || isSameList(pointer, other.pointer)) continue;
      // A value that the tool never took there might just fail, and a plain failure is no near miss.
      if (!families.hasTaken(primitive.tool, pointer, theirs) || !families.hasTaken(primitive.tool, other.pointer, ours)) continue;
      const swapped = replaceAt(replaceAt(primitive.arguments, pointer, theirs), other.pointer, ours);
      yield {
        change: { op: 'replace', pointer: '/arguments', from: primitive.arguments, to: swapped },
        setting: requestAlone,
        stated: pointer,
      };
    }
  },
};

/** Members of one list: their order rarely means anything. */
function isSameList(left: string, right: string): boolean {
  return /\/\d+$/u.test(left) && /\/\d+$/u.test(right);
}
