import { pointerOf } from '../../model/pointer.ts';
import { nearest } from '../../nearest.ts';
import { dialectOf } from '../dialect.ts';
import type { Rule } from '../rule.ts';
import { isObject, own, show } from '../values.ts';
import type { SchemaNode } from '../walk.ts';
import { toolWith, toolWithParameter } from './example.ts';
import { rootOf } from './references.ts';

const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** By the type whose values they judge; elsewhere they have no effect. */
const keywordsOf: Record<string, readonly string[]> = {
  string: ['minLength', 'maxLength', 'pattern', 'format', 'contentEncoding', 'contentMediaType', 'contentSchema'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: [
    'items',
    'prefixItems',
    'additionalItems',
    'unevaluatedItems',
    'contains',
    'minContains',
    'maxContains',
    'minItems',
    'maxItems',
    'uniqueItems',
  ],
  object: [
    'properties',
    'patternProperties',
    'additionalProperties',
    'unevaluatedProperties',
    'propertyNames',
    'required',
    'minProperties',
    'maxProperties',
    'dependentRequired',
    'dependentSchemas',
    'dependencies',
  ],
};

const keywords = new Set([
  ...Object.values(keywordsOf).flat(),
  ...'$schema $id $ref $anchor $dynamicRef $dynamicAnchor $recursiveRef $recursiveAnchor $vocabulary $comment $defs definitions'.split(' '),
  ...'type enum const title description default examples deprecated readOnly writeOnly'.split(' '),
  ...'allOf anyOf oneOf not if then else'.split(' '),
]);

/** Not JSON Schema, but known and harmless where they stand: OpenAPI, editors, Gemini. */
const known = new Set(
  'example discriminator xml externalDocs nullable propertyOrdering markdownDescription enumDescriptions enumNames errorMessage strict'.split(
    ' ',
  ),
);

/** Of JSON Schema, OpenAPI and the registries around them. */
const formats = new Set([
  ...'date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference uuid uri-template'.split(
    ' ',
  ),
  ...'json-pointer relative-json-pointer regex'.split(' '),
  ...'int8 int16 int32 int64 uint8 uint16 uint32 uint64 uint float double decimal byte binary password url base64 cuid cuid2 ulid'.split(
    ' ',
  ),
  ...'ip cidr cidrv4 cidrv6 e164 jwt emoji nanoid base64url date-time-local time-local markdown html json yaml multiline'.split(' '),
]);

export const unknownKeyword: Rule = {
  id: 'unknown-keyword',
  severity: 'warning',
  summary: 'a keyword is none of JSON Schema',
  why: 'Validators pass over it: what it was meant to demand is not demanded. Some providers refuse the schema.',
  fix: 'Use the keyword that JSON Schema has for it, or put the note into the description; names that begin with x- are left alone',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation',
  bad: toolWithParameter('state', { type: 'string', description: 'Only orders in this state', optional: true }),
  good: toolWithParameter('state', { type: 'string', description: 'Only orders in this state' }),
  *onNode({ schema, pointer }) {
    for (const key of Object.keys(schema)) {
      if (keywords.has(key) || known.has(key) || key.startsWith('x-') || internals.test(key)) continue;
      const likely = nearest(key, [...keywords]);
      yield { at: `${pointer}${pointerOf([key])}`, says: `${show(key)} is no keyword${likely}`, ...adviseOn(key) };
    }
  },
};

function adviseOn(key: string): { fix?: string } {
  if (key === 'optional' || key === 'isRequired') return { fix: 'Say what is required by the array required of the object' };
  if (types.includes(key)) return { fix: 'Give the type by the keyword type' };
  if (key === 'values' || key === 'options' || key === 'choices' || key === 'allowedValues') return { fix: 'List the values under enum' };
  return {};
}

export const leakedInternals: Rule = {
  id: 'leaked-internals',
  severity: 'error',
  summary: 'the schema holds the insides of a validation library',
  why: 'A schema object was listed as it is in memory instead of being turned into JSON Schema. Models and validators see none of its rules.',
  fix: 'Convert it: z.toJSONSchema(schema), zod-to-json-schema, model_json_schema()',
  source: 'https://zod.dev/json-schema',
  bad: toolWith({ inputSchema: { _def: { typeName: 'ZodObject' }, '~standard': { vendor: 'zod', version: 1 } } }),
  good: toolWith(),
  *onNode({ schema, pointer }) {
    const found = Object.keys(schema).find((key) => internals.test(key));
    if (found !== undefined) yield { at: `${pointer}${pointerOf([found])}`, says: `${show(found)} belongs to a library` };
  },
};

const internals = /^(?:_def|_cached|_type|~standard|~validate|typeName|_zod|__pydantic\w*|\$_terms|_flags|_ids|_preferences)$/u;

export const unknownFormat: Rule = {
  id: 'unknown-format',
  severity: 'info',
  summary: 'a format is in no registry',
  why: 'Validators ignore it, some refuse the schema, and a model can only guess what it stands for.',
  fix: 'Use a registered format, or a pattern and a word in the description',
  source: 'https://spec.openapis.org/registry/format/',
  bad: toolWithParameter('phone', { type: 'string', format: 'phone-number', description: 'Phone of the customer' }),
  good: toolWithParameter('phone', {
    type: 'string',
    pattern: '^\\+[0-9]{6,15}$',
    description: 'Phone of the customer, such as +49301234567',
  }),
  *onNode({ schema, pointer }) {
    const { format } = schema;
    if (typeof format === 'string' && !formats.has(format))
      yield { at: `${pointer}/format`, says: `${show(format)} is in no registry${nearest(format, [...formats])}` };
  },
};

export const unknownType: Rule = {
  id: 'unknown-type',
  severity: 'error',
  summary: 'a type is none of the seven of JSON Schema',
  why: 'Validators and providers refuse the schema.',
  fix: `Use one of ${types.join(', ')}`,
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-type',
  bad: toolWithParameter('total', { type: 'float', description: 'Least total in euros' }),
  good: toolWithParameter('total', { type: 'number', description: 'Least total in euros' }),
  *onNode({ schema, pointer }) {
    const given = Array.isArray(schema.type) ? schema.type : [schema.type];
    for (const type of given) {
      if (typeof type !== 'string' || types.includes(type)) continue;
      const meant = own(otherTypes, type.toLowerCase());
      yield { at: `${pointer}/type`, says: `${show(type)} is no type`, ...(meant === undefined ? {} : { fix: `Use ${show(meant)}` }) };
    }
  },
};

const otherTypes = {
  float: 'number',
  double: 'number',
  decimal: 'number',
  int: 'integer',
  int32: 'integer',
  int64: 'integer',
  long: 'integer',
  str: 'string',
  text: 'string',
  bool: 'boolean',
  dict: 'object',
  map: 'object',
  hashmap: 'object',
  list: 'array',
  tuple: 'array',
  set: 'array',
  date: 'string',
  datetime: 'string',
  file: 'string',
  none: 'null',
  string: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  object: 'object',
  array: 'array',
  null: 'null',
};

export const missingType: Rule = {
  id: 'missing-type',
  severity: 'warning',
  summary: 'a property takes any value: nothing says its type',
  why: 'A model may send a text, a number or an object. Several providers refuse a property without a type.',
  fix: 'Give it a type, an enum, or the alternatives under anyOf',
  source: 'https://json-schema.org/understanding-json-schema/reference/type',
  bad: toolWithParameter('state', { description: 'Only orders in this state' }),
  good: toolWithParameter('state', { type: 'string', enum: ['open', 'shipped'], description: 'Only orders in this state' }),
  *onNode({ schema, pointer, keyword, key }) {
    if (keyword !== 'properties' || saysType(schema)) return;
    if (Object.keys(schema).some((name) => internals.test(name))) return;
    yield { at: pointer, says: `${show(key)} has no type` };
  },
};

function saysType(schema: SchemaNode['schema']): boolean {
  return [
    'type',
    'enum',
    'const',
    '$ref',
    '$dynamicRef',
    '$recursiveRef',
    'anyOf',
    'oneOf',
    'allOf',
    'not',
    'if',
    ...(keywordsOf.object as string[]),
    ...(keywordsOf.array as string[]),
  ].some((name) => Object.hasOwn(schema, name));
}

export const keywordWithoutEffect: Rule = {
  id: 'keyword-without-effect',
  severity: 'warning',
  summary: 'a keyword stands where the type gives it no effect',
  why: 'It judges values of another type only: the limit that somebody meant is not there.',
  fix: 'Use the keyword of this type (a text has minLength, a number minimum, an array minItems), or mend the type',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-validation-keywords-for-any',
  bad: toolWithParameter('page', { type: 'integer', minLength: 1, description: 'Page, from 1' }),
  good: toolWithParameter('page', { type: 'integer', minimum: 1, description: 'Page, from 1' }),
  *onNode({ schema, pointer, key }) {
    const given = (Array.isArray(schema.type) ? schema.type : [schema.type]).map((type) => (type === 'integer' ? 'number' : type));
    if (!given.every((type) => typeof type === 'string' && types.includes(type))) return;
    for (const [type, its] of Object.entries(keywordsOf)) {
      if (given.includes(type)) continue;
      for (const keyword of its) {
        if (!Object.hasOwn(schema, keyword) || isNoted(keyword, schema, given)) continue;
        yield {
          at: `${pointer}/${keyword}`,
          says: `${keyword} has no effect on ${show(schema.type)}${key === undefined ? '' : ` (${show(key)})`}`,
        };
      }
    }
  },
};

/** Uses that say something though they judge nothing: OpenAPI's formats of numbers, what generators write by rote. */
function isNoted(keyword: string, schema: SchemaNode['schema'], given: readonly unknown[]): boolean {
  if (keyword === 'format')
    return given.includes('number') && /^(?:u?int(?:8|16|32|64)?|float|double|decimal)$/u.test(String(schema.format));
  if (keyword === 'required') return Array.isArray(schema.required) ? schema.required.length === 0 : true;
  return (
    keyword === 'additionalProperties' ||
    (keyword === 'properties' && isObject(schema.properties) && Object.keys(schema.properties).length === 0)
  );
}

export const nullableKeyword: Rule = {
  id: 'nullable-keyword',
  severity: 'warning',
  summary: 'nullable is a word of OpenAPI 3.0, not of JSON Schema',
  why: 'Validators pass over it, so null is refused where the author means to allow it.',
  fix: 'Write "type": ["string", "null"] with the type there is',
  source: 'https://www.openapis.org/blog/2021/02/16/migrating-from-openapi-3-0-to-3-1-0',
  bad: toolWithParameter('state', { type: 'string', nullable: true, description: 'Only orders in this state' }),
  good: toolWithParameter('state', { type: ['string', 'null'], description: 'Only orders in this state' }),
  *onNode(node, tool) {
    const { schema, pointer, key } = node;
    if (schema.nullable !== true || tool.tool.format === 'gemini' || dialectOf(rootOf(node, tool)) === 'foreign') return;
    if (Array.isArray(schema.type) ? schema.type.includes('null') : schema.type === undefined) return;
    yield { at: `${pointer}/nullable`, says: `${show(key ?? 'it')} is nullable, and its type leaves null out` };
  },
};

export const nullKeyword: Rule = {
  id: 'null-keyword',
  severity: 'warning',
  summary: 'a keyword has the value null',
  why: 'A serialiser wrote fields that were not set. null is no value for a keyword: validators refuse the schema, chat templates print it.',
  fix: 'Leave the keyword out (exclude_none, skip_serializing_if)',
  bad: toolWithParameter('state', { type: 'string', description: 'Only orders in this state', pattern: null }),
  good: toolWithParameter('state', { type: 'string', description: 'Only orders in this state' }),
  *onNode({ schema, pointer }) {
    const empty = Object.keys(schema).filter(
      (key) => schema[key] === null && !['default', 'const', 'example'].includes(key) && !key.startsWith('x-'),
    );
    if (empty.length > 0)
      yield {
        at: `${pointer}${pointerOf([empty[0] as string])}`,
        says: `${empty
          .slice(0, 4)
          .map((key) => show(key))
          .join(', ')} null`,
      };
  },
};
