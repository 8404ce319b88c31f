import type { JsonObject } from '../../model/json.ts';
import { findCycle } from '../refs.ts';
import type { Rule } from '../rule.ts';
import { inputWith, toolWith, toolWithParameter } from '../rules/example.ts';
import { count, show } from '../values.ts';
import { boundTools, demandName, demandOfNodes, forbidAtRoot, forbidKeywords, isForObject, manyToolsOf } from './common.ts';

const define = 'https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools';
const strict = 'https://platform.claude.com/docs/en/build-with-claude/structured-outputs';

export const anthropicRules: readonly Rule[] = [
  demandName(/^[\w-]{1,64}$/u, {
    id: 'anthropic/name',
    severity: 'error',
    profile: 'anthropic',
    summary: 'Anthropic takes no tool of this name',
    why: 'Names have to match ^[a-zA-Z0-9_-]{1,64}$, or the whole request is refused.',
    fix: 'Rename it: dots and slashes become underscores',
    source: define,
    bad: toolWith({ name: 'orders.list' }),
    good: toolWith(),
  }),
  forbidAtRoot(['oneOf', 'anyOf', 'allOf'], {
    id: 'anthropic/root-union',
    severity: 'error',
    profile: 'anthropic',
    summary: 'Anthropic takes no union at the root of a schema',
    why: 'The whole request is refused: "input_schema does not support oneOf, allOf, or anyOf at the top level".',
    fix: 'Declare all properties in one object and say in the descriptions which go together, or make one tool of each case',
    source: 'https://github.com/anthropics/claude-code/issues/5973',
    bad: toolWith({ inputSchema: { ...inputWith({}), anyOf: [{ required: ['customer'] }] } }),
    good: toolWith(),
  }),
  {
    id: 'anthropic/property-name',
    severity: 'error',
    profile: 'anthropic',
    summary: 'Anthropic takes no parameter of this name',
    why: 'Names of parameters have to match ^[a-zA-Z0-9_.-]{1,64}$, or the whole request is refused.',
    fix: 'Rename it, and let the server put brackets and signs back',
    source: 'https://github.com/beautyfree/appstore-connect-mcp/issues/2',
    bad: toolWithParameter('filter[state]', { type: 'string', description: 'Only orders in this state' }),
    good: toolWithParameter('filter_state', { type: 'string', description: 'Only orders in this state' }),
    *onTool({ parameters }) {
      for (const { name, node } of parameters)
        if (!/^[\w.-]{1,64}$/u.test(name)) yield { at: node.pointer, says: `${show(name)} does not match ^[a-zA-Z0-9_.-]{1,64}$` };
    },
  },
];

const refused = new Set(
  'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength maxItems uniqueItems minProperties maxProperties patternProperties propertyNames not if then else'.split(
    ' ',
  ),
);

export const anthropicStrictRules: readonly Rule[] = [
  demandOfNodes(({ schema }) => (isForObject(schema) && schema.additionalProperties !== false ? 'an open object' : undefined), {
    id: 'anthropic-strict/open-object',
    severity: 'error',
    profile: 'anthropic-strict',
    summary: 'strict mode takes closed objects only',
    why: 'Every object needs "additionalProperties": false, or the request is refused.',
    fix: 'Set "additionalProperties": false',
    source: strict,
    bad: toolWith({ inputSchema: { ...inputWith({}), additionalProperties: true } }),
    good: toolWith(),
  }),
  forbidKeywords(
    (keyword, { schema }) => refused.has(keyword) || (keyword === 'minItems' && schema.minItems !== 0 && schema.minItems !== 1),
    {
      id: 'anthropic-strict/keyword',
      severity: 'error',
      profile: 'anthropic-strict',
      summary: 'strict mode does not know the keyword',
      why: 'The request is refused; the SDKs move such limits into the description.',
      fix: 'Leave it out, check in the tool, and say in the description what it demands',
      source: strict,
      bad: toolWithParameter('page', { type: 'integer', minimum: 1, description: 'Page, from 1' }),
      good: toolWithParameter('page', { type: 'integer', description: 'Page, from 1' }),
    },
  ),
  {
    id: 'anthropic-strict/recursive',
    severity: 'error',
    profile: 'anthropic-strict',
    summary: 'strict mode takes no recursion',
    why: 'The request is refused.',
    fix: 'Write down the levels that are needed',
    source: strict,
    bad: toolWith({ inputSchema: inputWith({ parent: { $ref: '#', description: 'Orders of the one above' } }) }),
    good: toolWith(),
    *onTool({ input: { root, pointer, tooMuch } }) {
      const cycle = tooMuch === undefined ? findCycle(root) : undefined;
      if (cycle !== undefined) yield { at: pointer, says: `${show(cycle)} leads back to itself` };
    },
  },
  boundTools(20, {
    id: 'anthropic-strict/tools',
    severity: 'warning',
    profile: 'anthropic-strict',
    summary: 'more tools than strict mode takes in one request',
    why: 'A request with more than 20 strict tools is refused.',
    fix: 'Let the others go without strict',
    source: strict,
    bad: manyToolsOf(21, toolWith) as JsonObject[],
    good: toolWith(),
  }),
  {
    id: 'anthropic-strict/optional',
    severity: 'warning',
    profile: 'anthropic-strict',
    summary: 'more optional parameters than strict mode takes in one request',
    why: 'All strict tools of a request together may have 24.',
    fix: 'Require them, or let some tools go without strict',
    source: strict,
    bad: toolWith({
      inputSchema: inputWith(
        Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`field_${i}`, { type: 'string', description: `Value of column ${i}` }])),
      ),
    }),
    good: toolWith(),
    *onServer(tools) {
      const [first] = tools;
      const optional = tools.reduce((sum, { parameters }) => sum + parameters.filter(({ isRequired }) => !isRequired).length, 0);
      if (first !== undefined && optional > 24)
        yield { tool: first, at: '', says: `${count(optional, 'optional parameter')} in all tools, at most 24` };
    },
  },
];
