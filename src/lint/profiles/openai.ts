import type { JsonObject } from '../../model/json.ts';
import { findCycle } from '../refs.ts';
import type { Rule } from '../rule.ts';
import { inputWith, toolWith, toolWithParameter } from '../rules/example.ts';
import { count, show } from '../values.ts';
import { isRequired, type ToolView } from '../view.ts';
import { boundTools, demandName, demandOfNodes, forbidAtRoot, forbidKeywords, hasTypeOf, isForObject, manyToolsOf } from './common.ts';

const reference = 'https://platform.openai.com/docs/api-reference/chat/create#chat-create-tools';
const strict = 'https://platform.openai.com/docs/guides/structured-outputs#supported-schemas';
const range = { type: 'string', description: 'Two dates, as 2026-01-05/2026-02-01' };

export const openAiRules: readonly Rule[] = [
  demandName(/^[\w-]{1,64}$/u, {
    id: 'openai/name',
    severity: 'error',
    profile: 'openai',
    summary: 'OpenAI takes no tool of this name',
    why: 'Names have 1 to 64 letters, digits, underscores and dashes; the request is refused otherwise.',
    fix: 'Rename it: dots and slashes become underscores',
    source: reference,
    bad: toolWith({ name: 'orders.list' }),
    good: toolWith(),
  }),
  forbidAtRoot(['oneOf', 'anyOf', 'allOf', 'enum', 'const', 'not'], {
    id: 'openai/root-union',
    severity: 'error',
    profile: 'openai',
    summary: 'OpenAI takes no union, enum or not at the root of a schema',
    why: "The request is refused: \"schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level\".",
    fix: 'Declare all properties in one object and say in the descriptions which go together, or make one tool of each case',
    source: 'https://github.com/langchain-ai/langchainjs/issues/9804',
    bad: toolWith({ inputSchema: { ...inputWith({}), anyOf: [{ required: ['customer'] }] } }),
    good: toolWith(),
  }),
  demandOfNodes(({ schema }) => (hasTypeOf(schema, 'array') && schema.items === undefined ? 'an array without items' : undefined), {
    id: 'openai/array-items',
    severity: 'error',
    profile: 'openai',
    summary: 'OpenAI takes no array without items',
    why: 'The request is refused: "array schema missing items".',
    fix: 'Say under items what one of them is; {} allows anything',
    source: 'https://github.com/streamnative/streamnative-mcp-server/issues/26',
    bad: toolWithParameter('states', { type: 'array', description: 'Only orders in these states' }),
    good: toolWithParameter('states', { type: 'array', items: { type: 'string' }, description: 'Only orders in these states' }),
  }),
  {
    id: 'openai/description-length',
    severity: 'warning',
    profile: 'openai',
    summary: 'the description is longer than OpenAI allows',
    why: 'Chat Completions refuses descriptions of more than 1,024 characters for many models, Azure for all.',
    fix: 'Keep within 1,024 characters; put what concerns one parameter into its description',
    source: 'https://github.com/getsentry/sentry-mcp/issues/106',
    bad: toolWith({ description: 'Lists the orders of one customer. '.repeat(32) }),
    good: toolWith(),
    *onTool({ description }) {
      if (description !== undefined && description.length > 1_024)
        yield { at: '/description', says: `${count(description.length, 'character')}, at most 1024` };
    },
  },
  boundTools(128, {
    id: 'openai/tools',
    severity: 'error',
    profile: 'openai',
    summary: 'more tools than OpenAI takes in one request',
    why: 'A request with more than 128 tools is refused.',
    fix: 'Offer fewer at a time',
    source: reference,
    bad: manyToolsOf(129, toolWith) as JsonObject[],
    good: toolWith(),
  }),
];

/** Keywords that strict mode refuses. Those that judge a value it decodes without them are not among them. */
const refused = new Set(
  'allOf not if then else dependentRequired dependentSchemas dependencies patternProperties propertyNames minProperties maxProperties unevaluatedProperties unevaluatedItems contains minContains maxContains prefixItems additionalItems uniqueItems contentEncoding contentMediaType contentSchema $anchor $dynamicRef $dynamicAnchor oneOf'.split(
    ' ',
  ),
);

export const openAiStrictRules: readonly Rule[] = [
  demandOfNodes(({ schema }) => (isForObject(schema) && schema.additionalProperties !== false ? 'an open object' : undefined), {
    id: 'openai-strict/open-object',
    severity: 'error',
    profile: 'openai-strict',
    summary: 'strict mode takes closed objects only',
    why: 'Every object needs "additionalProperties": false, or the request is refused.',
    fix: 'Set "additionalProperties": false; take maps as lists of name and value',
    source: strict,
    bad: toolWith({ inputSchema: { ...inputWith({}), additionalProperties: true } }),
    good: toolWith(),
  }),
  demandOfNodes((node) => (node.keyword === 'properties' && !isRequired(node) ? `${show(node.key)} is not required` : undefined), {
    id: 'openai-strict/optional-property',
    severity: 'error',
    profile: 'openai-strict',
    summary: 'strict mode takes required properties only',
    why: 'Every property has to be listed under required, or the request is refused.',
    fix: 'Require it and let its type allow null: ["string", "null"]',
    source: strict,
    bad: toolWithParameter('range', range),
    good: toolWithParameter('range', { ...range, type: ['string', 'null'] }, true),
  }),
  forbidKeywords((keyword) => refused.has(keyword), {
    id: 'openai-strict/keyword',
    severity: 'error',
    profile: 'openai-strict',
    summary: 'strict mode does not know the keyword',
    why: 'The request is refused.',
    fix: 'Leave it out and check in the tool; say what it demands in the description. Nested anyOf takes the place of oneOf',
    source: strict,
    bad: toolWithParameter(
      'states',
      { type: 'array', items: { type: 'string' }, uniqueItems: true, description: 'Only orders in these states' },
      true,
    ),
    good: toolWithParameter('states', { type: 'array', items: { type: 'string' }, description: 'Only orders in these states' }, true),
  }),
  {
    id: 'openai-strict/size',
    severity: 'error',
    profile: 'openai-strict',
    summary: 'the schema is larger than strict mode allows',
    why: 'At most 5,000 properties, ten levels, 1,000 enum values, 120,000 characters of names and values, and 15,000 in an enum of more than 250.',
    fix: 'Cut it',
    source: 'https://platform.openai.com/docs/guides/structured-outputs#objects-have-limitations-on-nesting-depth-and-size',
    bad: toolWithParameter(
      'state',
      { type: 'string', enum: Array.from({ length: 1_001 }, (_, i) => `state-${i}`), description: 'Only orders in this state' },
      true,
    ),
    good: toolWith(),
    *onTool(view) {
      for (const says of findExcess(view)) yield { at: view.input.pointer, says };
    },
  },
  {
    id: 'openai-strict/recursive-root',
    severity: 'warning',
    profile: 'openai-strict',
    summary: 'the schema contains itself',
    why: 'Strict mode follows recursion below the root only, and every level counts.',
    fix: 'Write down the levels that are needed',
    source: strict,
    bad: toolWith({ inputSchema: { ...inputWith({ parent: { $ref: '#', description: 'Orders of the one above' } }, ['parent']) } }),
    good: toolWith(),
    *onTool({ input: { root, pointer, tooMuch } }) {
      if (tooMuch === undefined && findCycle(root) === '#') yield { at: pointer, says: '"#" leads back to the root' };
    },
  },
];

function findExcess({ input: { nodes } }: ToolView): string[] {
  let [properties, members, characters, deepest] = [0, 0, 0, 0];
  const excess: string[] = [];
  for (const node of nodes) {
    if (node.keyword === 'properties' || node.keyword === '$defs' || node.keyword === 'definitions') {
      characters += node.key?.length ?? 0;
      if (node.keyword === 'properties') properties += 1;
    }
    let levels = isForObject(node.schema) ? 1 : 0;
    for (let here = node.holder; here !== undefined; here = here.holder) if (isForObject(here.schema)) levels += 1;
    deepest = Math.max(deepest, levels);
    const listed = Array.isArray(node.schema.enum) ? node.schema.enum : [];
    const text = listed.reduce<number>((sum, member) => sum + (typeof member === 'string' ? member.length : 0), 0);
    members += listed.length;
    characters += text + (typeof node.schema.const === 'string' ? node.schema.const.length : 0);
    if (listed.length > 250 && text > 15_000) excess.push(`${text} characters in an enum of ${listed.length} values, at most 15000`);
  }
  for (const [number, most, what] of [
    [properties, 5_000, 'properties'],
    [deepest, 10, 'levels'],
    [members, 1_000, 'enum values'],
    [characters, 120_000, 'characters of names and values'],
  ] as const) {
    if (number > most) excess.push(`${number} ${what}, at most ${most}`);
  }
  return excess;
}
