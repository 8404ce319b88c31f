import type { JsonObject } from '../../model/json.ts';
import type { Rule } from '../rule.ts';
import { show } from '../values.ts';
import { toolWithParameter } from './example.ts';

export const contradictoryBounds: Rule = {
  id: 'contradictory-bounds',
  severity: 'error',
  summary: 'the lower bound is above the upper one',
  why: 'No value fits: a call that gives this argument is always refused.',
  fix: 'Put the bounds in order',
  source: 'https://json-schema.org/understanding-json-schema/reference/numeric#range',
  bad: toolWithParameter('page', { type: 'integer', minimum: 10, maximum: 5, description: 'Page, from 5 to 10' }),
  good: toolWithParameter('page', { type: 'integer', minimum: 5, maximum: 10, description: 'Page, from 5 to 10' }),
  *onNode({ schema, pointer, key }) {
    const found = findContradiction(schema);
    if (found !== undefined) yield { at: `${pointer}/${found.at}`, says: `${key === undefined ? '' : `${show(key)}: `}${found.says}` };
  },
};

const pairs = [
  ['minimum', 'maximum', false],
  ['exclusiveMinimum', 'maximum', true],
  ['minimum', 'exclusiveMaximum', true],
  ['exclusiveMinimum', 'exclusiveMaximum', true],
  ['minLength', 'maxLength', false],
  ['minItems', 'maxItems', false],
  ['minContains', 'maxContains', false],
  ['minProperties', 'maxProperties', false],
] as const;

/** Two bounds of one schema that no value can keep both. */
export function findContradiction(schema: JsonObject): { at: string; says: string } | undefined {
  for (const [low, high, isStrict] of pairs) {
    const [least, most] = [schema[low], schema[high]];
    if (typeof least !== 'number' || typeof most !== 'number') continue;
    if (isStrict ? least >= most : least > most) return { at: low, says: `${low} ${least} and ${high} ${most}` };
  }
  const { type, minimum, maximum, items, minItems } = schema;
  if (type === 'integer' && typeof minimum === 'number' && typeof maximum === 'number' && Math.ceil(minimum) > Math.floor(maximum)) {
    return { at: 'minimum', says: `no whole number from ${minimum} to ${maximum}` };
  }
  if (items === false && schema.prefixItems === undefined && typeof minItems === 'number' && minItems > 0)
    return { at: 'minItems', says: `minItems ${minItems} where no item is allowed` };
  return undefined;
}
