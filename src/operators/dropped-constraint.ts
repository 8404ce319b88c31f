import type { Json } from '../model/json.ts';
import { removeAt, valueAt } from '../model/pointer.ts';
import { stepOf } from '../trajectories/decision.ts';
import { ANY_KIND } from './kinds.ts';
import { criticalTargets } from './nearness.ts';
import { type Operator, requestAlone } from './operator.ts';

export const droppedConstraint: Operator = {
  name: 'dropped-constraint',
  family: 'missing_optional',
  summary: 'Leaves out an optional argument that the request asks for.',
  claim: 'breaks-intent',
  weight: 1,
  targets: (decision) => criticalTargets(decision, ANY_KIND),
  *mutate(decision, { pointer }) {
    const { primitive } = stepOf(decision);
    const { ground } = decision.trajectory;
    const rest = removeAt(primitive.arguments, pointer) as typeof primitive.arguments;
    if (!ground.accepts(primitive.tool, rest) || /\/\d+$/u.test(pointer)) return;
    if (isEmptied(rest, pointer) && ground.families.recorded(primitive.tool, rest, primitive.after) === undefined) return;
    const from = valueAt(primitive.arguments, pointer) as Json;
    yield { change: { op: 'remove', pointer: `/arguments${pointer}`, from }, setting: requestAlone, stated: pointer };
  },
};

/** Whether the removal left an object with nothing in it: a tool seldom takes that, so only a recording shows that it is no plain failure. */
function isEmptied(rest: Json, pointer: string): boolean {
  const holder = valueAt(rest, pointer.slice(0, pointer.lastIndexOf('/')));
  return pointer.lastIndexOf('/') > 0 && holder !== null && typeof holder === 'object' && Object.keys(holder).length === 0;
}
