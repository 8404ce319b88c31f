import type { Json } from '../model/json.ts';
import { segmentsOf } from '../model/pointer.ts';
import { type Decision, stepOf } from '../trajectories/decision.ts';
import { argumentAt } from './call-shape.ts';
import { type Operator, requestAlone } from './operator.ts';

/** The longest list whose elements change places. */
const LONGEST = 8;

/** Of one row of a table the order counts by nature. Of a plain list it rarely does, and of things to look at never. */
export const reorderedList: Operator = {
  name: 'reordered-list',
  family: 'wrong_value',
  summary: 'Writes the values of a row in another order than the request gives them.',
  claim: 'breaks-intent',
  weight: 0.3,
  targets: (decision) => (decision.due === 'call' ? saidRows(decision).map((pointer) => ({ pointer })) : []),
  *mutate(decision, { pointer }) {
    const from = argumentAt(decision, pointer);
    if (!Array.isArray(from) || from.length > LONGEST) return;
    for (const to of otherOrders(from)) {
      yield { change: { op: 'replace', pointer: `/arguments${pointer}`, from, to }, setting: requestAlone, stated: `${pointer}/0` };
    }
  },
};

/** The rows of the due call's tables whose values the user says, the first among them. */
function saidRows(decision: Decision): string[] {
  const { primitive, links } = stepOf(decision);
  return Object.entries(primitive.roles)
    .filter(([pointer, { origin, critical }]) => /\/\d+\/0$/u.test(pointer) && critical && origin === 'user')
    .filter(([pointer]) => !links.some((link) => link.pointer === pointer))
    .map(([pointer]) => pointer.slice(0, -'/0'.length))
    .filter((pointer) => segmentsOf(pointer).length > 1);
}

/** The list with its first element exchanged for each other one of the same type in turn. */
function otherOrders(list: readonly Json[]): Json[][] {
  return list.slice(1).flatMap((item, place) => {
    if (typeof item !== typeof list[0] || item === list[0]) return [];
    return [[item, ...list.slice(1, place + 1), list[0] as Json, ...list.slice(place + 2)]];
  });
}
