import type { Rule } from '../rule.ts';
import { inputWith, toolWith, toolWithParameter } from '../rules/example.ts';
import { isObject, show } from '../values.ts';
import { demandName, demandOfNodes, forbidKeywords, hasTypeOf, isForObject } from './common.ts';

const schema = 'https://ai.google.dev/api/caching#Schema';

/** The fields of Gemini's `Schema`; any other is "Unknown name … Cannot find field". Those that its clients drop are let pass. */
const allowed = new Set(
  'type format title description nullable enum maxItems minItems properties required minProperties maxProperties minLength maxLength pattern example anyOf propertyOrdering default items minimum maximum $schema additionalProperties $ref $defs definitions'.split(
    ' ',
  ),
);

export const geminiRules: readonly Rule[] = [
  demandName(/^[A-Za-z_][\w.:-]{0,63}$/u, {
    id: 'gemini/name',
    severity: 'error',
    profile: 'gemini',
    summary: 'Gemini takes no function of this name',
    why: 'Names begin with a letter or an underscore and go on with letters, digits, underscores, dots, colons and dashes, 64 in all.',
    fix: 'Rename it',
    source: 'https://ai.google.dev/api/caching#FunctionDeclaration',
    bad: toolWith({ name: '2_orders' }),
    good: toolWith(),
  }),
  forbidKeywords((keyword) => !allowed.has(keyword) && !keyword.startsWith('x-'), {
    id: 'gemini/keyword',
    severity: 'error',
    profile: 'gemini',
    summary: 'Gemini does not know the keyword',
    why: 'A field that its Schema does not have makes the whole request invalid ("Unknown name"), unless the client drops it. parametersJsonSchema takes more.',
    fix: 'Leave it out, or send the schema as parametersJsonSchema: const becomes an enum of one, exclusive bounds become bounds, oneOf becomes anyOf',
    source: schema,
    bad: toolWithParameter('page', { type: 'integer', exclusiveMinimum: 0, description: 'Page, from 1' }),
    good: toolWithParameter('page', { type: 'integer', minimum: 1, description: 'Page, from 1' }),
  }),
  demandOfNodes(
    (node) =>
      Array.isArray(node.schema.enum) && node.schema.enum.some((member) => typeof member !== 'string')
        ? `enum with ${show(node.schema.enum.find((member) => typeof member !== 'string'))}`
        : undefined,
    {
      id: 'gemini/enum-texts',
      severity: 'error',
      profile: 'gemini',
      summary: 'Gemini takes only texts in an enum',
      why: 'enum is a list of strings: a number in it makes the whole request invalid.',
      fix: 'Write the values as texts, or bound the number by minimum and maximum',
      source: schema,
      bad: toolWithParameter('stars', { type: 'integer', enum: [1, 2, 3], description: 'Rating' }),
      good: toolWithParameter('stars', { type: 'integer', minimum: 1, maximum: 3, description: 'Rating' }),
    },
  ),
  demandOfNodes(({ schema: { type } }) => (Array.isArray(type) && type.length > 2 ? `type ${show(type)}` : undefined), {
    id: 'gemini/type-list',
    severity: 'error',
    profile: 'gemini',
    summary: 'Gemini takes one type, and null beside it',
    why: 'type is a single value of an enumeration; clients translate ["string", "null"] to nullable, and nothing more.',
    fix: 'List the alternatives under anyOf',
    source: schema,
    bad: toolWithParameter('state', { type: ['string', 'integer', 'null'], description: 'State or its number' }),
    good: toolWithParameter('state', { anyOf: [{ type: 'string' }, { type: 'integer' }], description: 'State or its number' }),
  }),
  demandOfNodes(
    ({ schema: { items, ...rest } }) => (hasTypeOf(rest, 'array') && items === undefined ? 'an array without items' : undefined),
    {
      id: 'gemini/array-items',
      severity: 'error',
      profile: 'gemini',
      summary: 'Gemini takes no array without items',
      why: 'The request is refused: "items: missing field".',
      fix: 'Say under items what one of them is',
      source: 'https://github.com/cline/cline/issues/7339',
      bad: toolWithParameter('states', { type: 'array', description: 'Only orders in these states' }),
      good: toolWithParameter('states', { type: 'array', items: { type: 'string' }, description: 'Only orders in these states' }),
    },
  ),
  demandOfNodes(
    ({ schema: here, holder }) => {
      const isBare = !isObject(here.properties) || Object.keys(here.properties).length === 0;
      return holder !== undefined && isForObject(here) && isBare && here.anyOf === undefined ? 'an object without properties' : undefined;
    },
    {
      id: 'gemini/object-properties',
      severity: 'error',
      profile: 'gemini',
      summary: 'Gemini takes no object without properties',
      why: 'The request is refused: "properties: should be non-empty for OBJECT type".',
      fix: 'Declare the properties; take maps as lists of name and value, or as JSON text',
      source: 'https://github.com/agno-agi/agno/issues/2112',
      bad: toolWithParameter('filter', { type: 'object', additionalProperties: { type: 'string' }, description: 'What to look for' }),
      good: toolWith({
        inputSchema: inputWith({ filter: { type: 'object', properties: { state: { type: 'string' } }, description: 'What to look for' } }),
      }),
    },
  ),
  demandOfNodes(
    ({ schema: { type, format } }) =>
      type === 'string' && typeof format === 'string' && format !== 'enum' && format !== 'date-time' ? `format ${show(format)}` : undefined,
    {
      id: 'gemini/format',
      severity: 'warning',
      profile: 'gemini',
      summary: 'the Gemini API knows only two formats of texts',
      why: "It refuses others: \"only 'enum' and 'date-time' are supported for STRING type\". Vertex AI takes more.",
      fix: 'Leave the format out and name it in the description',
      source: 'https://github.com/hideya/langchain-mcp-tools-ts/issues/36',
      bad: toolWithParameter('page', { type: 'string', format: 'uri', description: 'Page to read' }),
      good: toolWithParameter('page', { type: 'string', description: 'Page to read, as a URI' }),
    },
  ),
];
