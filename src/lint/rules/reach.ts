import { canonicalJson } from '../../model/canonical.ts';
import { pointerOf } from '../../model/pointer.ts';
import { streamOf } from '../../random/stream.ts';
import { sampleValue } from '../../schema/sample.ts';
import { runWithin } from '../budget.ts';
import { countPaths, followRef } from '../refs.ts';
import type { Rule } from '../rule.ts';
import { isObject, show } from '../values.ts';
import { schemasOf } from '../view.ts';
import { exceeds, type SchemaNode, type Size } from '../walk.ts';
import { findContradiction } from './bounds.ts';
import { hasType } from './enums.ts';
import { inputWith, toolWith } from './example.ts';

/** How deep the search for a contradiction goes. */
const deepest = 40;

export const unsatisfiable: Rule = {
  id: 'unsatisfiable',
  severity: 'error',
  summary: 'no value can fit the schema',
  why: 'Every call is refused, or every call that gives this argument.',
  fix: 'Take away one of the two demands that exclude each other',
  source: 'https://json-schema.org/understanding-json-schema/reference/combining',
  bad: toolWith({ inputSchema: { ...inputWith({}), required: ['customer', 'state'] } }),
  good: toolWith(),
  *onTool(view) {
    for (const { root, pointer, nodes, size } of schemasOf(view)) {
      if (nodes.length === 0) continue;
      const told = new Set<string>();
      const whole = findNever(root, root, pointer, 0) ?? askSampler(root, pointer, nodes, size);
      if (whole !== undefined) {
        told.add(whole.at);
        yield { at: whole.at, says: `no ${pointer === '/inputSchema' ? 'call' : 'result'} can be valid: ${whole.says}` };
      }
      for (const node of nodes) {
        if (node.keyword !== 'properties' && node.keyword !== 'items') continue;
        const found = findNever(node.schema, root, node.pointer, 0);
        // Bounds and empty enums have rules of their own, and say enough where only this argument is lost.
        if (found === undefined || told.has(found.at) || found.isTold) continue;
        told.add(found.at);
        yield { at: found.at, says: `no value fits: ${found.says}` };
      }
    }
  },
};

/** Keywords whose contradictions take more than a look at one schema. */
const entangled = [
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'multipleOf',
  'pattern',
  'contains',
  'dependentRequired',
  'dependentSchemas',
  'propertyNames',
];

/** What the sampler proves where schemas bear on each other; it says so only where no value exists. */
function askSampler(root: unknown, pointer: string, nodes: readonly SchemaNode[], size: Size): Never | undefined {
  if (exceeds(size, mostSampled) || !nodes.some(({ schema }) => entangled.some((keyword) => Object.hasOwn(schema, keyword))))
    return undefined;
  if (countPaths(root, mostSampled.parts) >= mostSampled.parts) return undefined;
  const sampled = runWithin(samplerBudget, () => sampleValue(root, { stream: streamOf('lint'), style: 'required' }))?.value;
  const [, why] = sampled !== undefined && 'refused' in sampled ? (/^unsatisfiable: (.*)$/su.exec(sampled.refused) ?? []) : [];
  return why === undefined ? undefined : { at: pointer, says: why };
}

/** Larger schemas are not sampled. */
const mostSampled: Size = { depth: 32, parts: 3_000, characters: 100_000 };
/** Milliseconds; the sampler counts its own steps, and takes a few. */
const samplerBudget = 5_000;

interface Never {
  at: string;
  says: string;
  /** whether another rule says the same of this place */
  isTold?: boolean;
}

/** Why no value can fit a schema, at the innermost place that settles it; undefined where that is not certain. */
function findNever(schema: unknown, root: unknown, at: string, depth: number): Never | undefined {
  if (schema === false) return { at, says: 'the schema is false' };
  if (!isObject(schema) || depth > deepest) return undefined;
  const { type, enum: members, const: only, not, required, properties, allOf, anyOf, oneOf, $ref } = schema;
  if (not === true || (isObject(not) && Object.keys(not).length === 0)) return { at: `${at}/not`, says: 'not excludes everything' };
  if (Array.isArray(members)) {
    if (members.length === 0) return { at: `${at}/enum`, says: 'the enum is empty', isTold: true };
    if (!members.some((member) => hasType(member, type)))
      return { at: `${at}/enum`, says: `no listed value is ${show(type)}`, isTold: true };
    if (only !== undefined && !members.some((member) => canonicalJson([member]) === canonicalJson([only])))
      return { at: `${at}/const`, says: 'const is not among the listed values' };
  }
  if (only !== undefined && !hasType(only, type)) return { at: `${at}/const`, says: `const ${show(only)} is not ${show(type)}` };
  const bounds = typeof type === 'string' ? findContradiction(schema) : undefined;
  if (bounds !== undefined && judges(type as string, bounds.at)) return { at: `${at}/${bounds.at}`, says: bounds.says, isTold: true };
  if (typeof $ref === 'string') {
    const target = followRef(root, $ref);
    const found = target.kind === 'schema' ? findNever(target.schema, root, at, depth + 8) : undefined;
    if (found !== undefined) return { ...found, at };
  }
  for (const [list, keyword] of [
    [anyOf, 'anyOf'],
    [oneOf, 'oneOf'],
  ] as const) {
    if (!Array.isArray(list) || list.length === 0) continue;
    const branches = list.map((branch, index) => findNever(branch, root, `${at}/${keyword}/${index}`, depth + 1));
    if (branches.every((branch) => branch !== undefined)) return { at: `${at}/${keyword}`, says: 'no alternative can be met' };
    if (list.every((branch) => isApart(type, typeOf(branch)))) return { at: `${at}/${keyword}`, says: `no alternative is ${show(type)}` };
  }
  if (Array.isArray(oneOf) && oneOf.length > 1 && new Set(oneOf.map((branch) => canonicalJson([branch]))).size === 1) {
    return { at: `${at}/oneOf`, says: 'all alternatives of oneOf are the same' };
  }
  for (const [index, part] of (Array.isArray(allOf) ? allOf : []).entries()) {
    const found = findNever(part, root, `${at}/allOf/${index}`, depth + 1);
    if (found !== undefined) return found;
    if (isApart(type, typeOf(part))) return { at: `${at}/allOf/${index}`, says: `${show(typeOf(part))} is never ${show(type)}` };
  }
  if (type !== 'object') return undefined;
  for (const name of Array.isArray(required) ? required : []) {
    if (typeof name !== 'string') continue;
    const property = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property !== undefined) {
      const found = findNever(property, root, `${at}/properties${pointerOf([name])}`, depth + 1);
      if (found !== undefined) return { at: found.at, says: `${show(name)} is required, and ${found.says}` };
    } else if (schema.additionalProperties === false && schema.patternProperties === undefined) {
      return { at: `${at}/required`, says: `${show(name)} is required, and not allowed` };
    }
  }
  return undefined;
}

function typeOf(schema: unknown): unknown {
  return isObject(schema) ? schema.type : undefined;
}

/** Whether no value has both types. */
function isApart(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return false;
  const [left, right] = [listed(one), listed(other)];
  return !left.some((type) =>
    right.some((its) => type === its || (type === 'integer' && its === 'number') || (type === 'number' && its === 'integer')),
  );
}

function listed(type: unknown): unknown[] {
  return Array.isArray(type) ? type : [type];
}

/** Whether a bound judges values of this type. */
function judges(type: string, keyword: string): boolean {
  if (/length/iu.test(keyword)) return type === 'string';
  if (/items|contains/iu.test(keyword)) return type === 'array';
  if (/properties/iu.test(keyword)) return type === 'object';
  return type === 'number' || type === 'integer';
}
