import type { Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import type { Kind, Primitive } from '../model/primitive.ts';
import type { Stream } from '../random/stream.ts';
import { type Decision, failedBefore, stepOf } from '../trajectories/decision.ts';
import { answersTo, isMeant } from '../trajectories/trajectory.ts';
import { isOfSameSort, rankSiblings } from './nearness.ts';
import { type Mutation, type Operator, requestAlone } from './operator.ts';

/** How many replies of others one decision offers to report. */
const MOST_REPORTS = 3;

/** An operator that answers after a failed call as if it had given what calls with this effect give. */
export function falseReport(about: Pick<Operator, 'name' | 'summary'>, effect: Primitive['effect']): Operator {
  return {
    ...about,
    family: 'wrong_answer',
    claim: 'breaks-intent',
    weight: 1,
    after: 'failure',
    targets: (decision) =>
      decision.due === 'answer' && failedBefore(decision) !== null && decision.trajectory.answers.length > 0 ? [{ pointer: '' }] : [],
    *mutate(decision, _target, stream) {
      for (const reports of goodReplies(decision, effect, stream)) yield reportInstead(decision, reports);
    },
    take: (decision, _target, reports) => reportInstead(decision, reports),
  };
}

/** Calls of the same tool that went well and can be reported as if they were this one: the nearest that differ in one argument, else any with the same ones. */
function goodReplies(decision: Decision, effect: Primitive['effect'], stream: Stream): Primitive[] {
  const { ground } = decision.trajectory;
  const { primitive } = stepOf(decision);
  const siblings = Object.keys(primitive.roles).flatMap((pointer) =>
    rankSiblings(ground.families.siblingsAt(primitive, pointer), valueAt(primitive.arguments, pointer) as Json, pointer),
  );
  const alike = ground.primitives.filter(({ tool, roles }) => tool === primitive.tool && haveSameKeys(roles, primitive.roles));
  const near = siblings.filter((other) => isOfSameSort(other, primitive));
  const fitting = [...new Set(near.length > 0 ? near : alike)].filter(
    (other) => other.effect === effect && isMeant(other) && isOfSameSort(other, primitive),
  );
  const told = new Set<string>();
  const good: Primitive[] = [];
  for (const other of stream.shuffle(fitting)) {
    // Two replies can be reported in the same words: that something is done, most of all.
    const claims = answersTo(ground, primitive, other);
    if (claims.length === 0 || claims.some((claim) => told.has(claim) || namesAnother(claim, other, primitive))) continue;
    for (const claim of claims) told.add(claim);
    good.push(other);
    if (good.length === MOST_REPORTS) break;
  }
  return good;
}

/** Whether a claim names the thing that the other call was about, and not the one that this was. */
function namesAnother(claim: string, other: Primitive, primitive: Primitive): boolean {
  const own = JSON.stringify(primitive.arguments);
  return Object.entries(other.roles).some(([pointer, { kind }]) => {
    const values = [valueAt(other.arguments, pointer)].flat().filter((value) => typeof value === 'string');
    return NAMING.has(kind) && values.some((value) => claim.includes(value) && !own.includes(JSON.stringify(value)));
  });
}

const NAMING: ReadonlySet<Kind> = new Set(['path', 'name', 'id', 'list']);

function haveSameKeys(one: object, other: object): boolean {
  return Object.keys(one).join() === Object.keys(other).join();
}

function reportInstead(decision: Decision, reports: Primitive): Mutation {
  return { change: { op: 'answer', reports, asked: stepOf(decision).primitive }, setting: requestAlone, stated: '' };
}
