import type { Json } from '../model/json.ts';
import { replaceAt } from '../model/pointer.ts';
import type { Primitive } from '../model/primitive.ts';
import { replyText } from '../primitives/reply.ts';
import { type Decision, stepOf } from '../trajectories/decision.ts';
import { argumentAt } from './call-shape.ts';
import { type Operator, requestAlone } from './operator.ts';

/** The longest list whose neighbours change places one after the other. */
const LONGEST = 8;

export const reorderedList: Operator = {
  name: 'reordered-list',
  family: 'wrong_value',
  summary: 'Gives several things in another order than the request, where the recorded replies show that the order counts.',
  claim: 'breaks-intent',
  weight: 0.2,
  targets: (decision) => (decision.due === 'call' ? saidLists(decision).map((pointer) => ({ pointer })) : []),
  *mutate(decision, { pointer }) {
    const { primitive } = stepOf(decision);
    const { families } = decision.trajectory.ground;
    const from = argumentAt(decision, pointer);
    if (!Array.isArray(from) || from.length > LONGEST) return;
    for (const to of otherOrders(from)) {
      const args = replaceAt(primitive.arguments, pointer, to) as typeof primitive.arguments;
      const recorded = families.recorded(primitive.tool, args, primitive.after);
      if (recorded === undefined || haveSameLines(recorded, primitive)) continue;
      yield { change: { op: 'replace', pointer: `/arguments${pointer}`, from, to }, setting: requestAlone, stated: `${pointer}/0` };
    }
  },
};

/** Whether two replies say the same in another order, as a list of files read in one go does: then nobody would mind. */
function haveSameLines(one: Primitive, other: Primitive): boolean {
  // What has no letter or digit only stands between other lines.
  const linesOf = ({ result }: Primitive) =>
    replyText(result)
      .split(/\r?\n|(?<=\}),|^\[|\]$/u)
      .filter((line) => /[\p{L}\p{N}]/u.test(line))
      .sort()
      .join('\n');
  return linesOf(one) === linesOf(other);
}

/** The lists of the due call whose first element the user says as one of several. */
function saidLists(decision: Decision): string[] {
  const { primitive, links } = stepOf(decision);
  return Object.entries(primitive.roles)
    .filter(([pointer, { origin, critical }]) => pointer.endsWith('/0') && critical && origin === 'user')
    .filter(([pointer]) => !links.some((link) => link.pointer === pointer))
    .map(([pointer]) => pointer.slice(0, -'/0'.length));
}

/** The list with its first element exchanged for each other one in turn. */
function otherOrders(list: readonly Json[]): Json[][] {
  return list.slice(1).map((item, place) => [item, ...list.slice(1, place + 1), list[0] as Json, ...list.slice(place + 2)]);
}
