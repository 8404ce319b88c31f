import type { Json } from '../model/json.ts';
import { segmentsOf } from '../model/pointer.ts';
import type { Primitive } from '../model/primitive.ts';
import type { Extension } from '../primitives/families.ts';
import { type Decision, stepOf } from '../trajectories/decision.ts';
import { answersTo } from '../trajectories/trajectory.ts';
import { isObject } from './call-shape.ts';
import { type Mutation, type Operator, requestAlone } from './operator.ts';

/** How many calls with one argument more a decision offers. */
const MOST_EXTENSIONS = 6;

/** An operator that gives one optional argument more than was asked for, as other recorded calls have it; of those with a default, or without. */
export function extraArgument(about: Pick<Operator, 'name' | 'summary' | 'weight'>, overridesDefault: boolean): Operator {
  return {
    ...about,
    family: 'missing_optional',
    claim: 'breaks-intent',
    targets: (decision) => (decision.due === 'call' ? [{ pointer: '' }] : []),
    *mutate(decision, _target, stream) {
      const { ground } = decision.trajectory;
      const further = ground.families
        .extensionsOf(stepOf(decision).primitive)
        .filter((extension) => isSaid(extension) && hasDefault(decision, extension.pointer) === overridesDefault)
        .filter((extension) => misleads(decision, extension, overridesDefault));
      for (const { primitive } of stream.shuffle(further).slice(0, MOST_EXTENSIONS)) yield takeOver(decision, primitive);
    },
    take: (decision, _target, other) => takeOver(decision, other),
  };
}

function takeOver(decision: Decision, other: Primitive): Mutation {
  const { primitive } = stepOf(decision);
  const change = { op: 'replace', pointer: '/arguments', from: primitive.arguments, to: other.arguments } as const;
  return { change, setting: requestAlone, stated: '' };
}

/**
 * Whether the further argument matters to who asked. Of a call that reads, another layout or a longer list of the same does not: what is
 * answered has to come out otherwise, and whether capitals count is nothing that anybody minds unasked. Of one that writes, what is written besides does; how it is written is anybody's choice.
 */
function misleads(decision: Decision, { primitive: other, pointer }: Extension, overridesDefault: boolean): boolean {
  const { primitive } = stepOf(decision);
  if (primitive.effect === 'changed') return !overridesDefault;
  if (overridesDefault && /case/iu.test(pointer)) return false;
  const { ground } = decision.trajectory;
  const right = new Set(answersTo(ground, primitive));
  const wrong = answersTo(ground, primitive, other);
  return right.size > 0 && wrong.length > 0 && !wrong.some((claim) => right.has(claim));
}

/** Whether whoever wants the argument says so: what nobody mentions may be given unasked. */
function isSaid({ pointer, primitive }: Extension): boolean {
  const own = Object.entries(primitive.roles).filter(([place]) => place === pointer || place.startsWith(`${pointer}/`));
  return own.length > 0 && own.every(([, { origin, critical }]) => origin === 'user' && critical);
}

function hasDefault(decision: Decision, pointer: string): boolean {
  let schema: Json | undefined = decision.trajectory.ground.tools.get(stepOf(decision).primitive.tool)?.function.parameters;
  for (const segment of segmentsOf(pointer)) {
    const properties: Json | undefined = isObject(schema) ? schema.properties : undefined;
    schema = isObject(properties) ? properties[segment] : undefined;
  }
  return isObject(schema) && schema.default !== undefined && schema.default !== null;
}
