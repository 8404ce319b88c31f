import type { Rule } from '../rule.ts';
import { toolWith, toolWithParameter } from '../rules/example.ts';
import { isObject, show } from '../values.ts';
import { demandName, demandOfNodes } from './common.ts';

const bedrock = 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolSpecification.html';
const llamaFactory = 'https://github.com/hiyouga/LLaMA-Factory/blob/main/src/llamafactory/data/tool_utils.py';

export const otherRules: readonly Rule[] = [
  demandName(/^[\w-]{1,64}$/u, {
    id: 'bedrock/name',
    severity: 'error',
    profile: 'bedrock',
    summary: 'Bedrock takes no tool of this name',
    why: 'Names have 1 to 64 letters, digits, underscores and dashes.',
    fix: 'Rename it',
    source: bedrock,
    bad: toolWith({ name: 'orders.list' }),
    good: toolWith(),
  }),
  {
    id: 'bedrock/description',
    severity: 'error',
    profile: 'bedrock',
    summary: 'Bedrock takes no empty description',
    why: 'A description has at least one character; leaving it out is allowed.',
    fix: 'Write one',
    source: bedrock,
    bad: toolWith({ description: '' }),
    good: toolWith(),
    *onTool({ tool }) {
      if (tool.description === '') yield { at: '/description', says: 'the description is empty' };
    },
  },
  demandOfNodes(
    (node) =>
      Array.isArray(node.schema.enum) && node.schema.enum.some((member) => typeof member !== 'string')
        ? `enum with ${show(node.schema.enum.find((member) => typeof member !== 'string'))}`
        : undefined,
    {
      id: 'llama-factory/enum-texts',
      severity: 'error',
      profile: 'llama-factory',
      summary: 'LLaMA-Factory reads only texts in an enum',
      why: 'Its default formatter joins the members to a text, and stops at a number.',
      fix: 'Write the members as texts, or bound the number by minimum and maximum',
      source: llamaFactory,
      bad: toolWithParameter('stars', { type: 'integer', enum: [1, 2, 3], description: 'Rating' }),
      good: toolWithParameter('stars', { type: 'integer', minimum: 1, maximum: 3, description: 'Rating' }),
    },
  ),
  {
    id: 'llama-factory/properties',
    severity: 'error',
    profile: 'llama-factory',
    summary: 'LLaMA-Factory needs properties at the root',
    why: 'Its default formatter reads parameters.properties of every tool, and stops without it.',
    fix: 'Set "properties": {} where there are none (--fix does it)',
    source: llamaFactory,
    bad: toolWith({ inputSchema: { type: 'object', additionalProperties: false } }),
    good: toolWith(),
    *onTool({ input: { root, pointer } }) {
      if (isObject(root) && !isObject(root.properties)) yield { at: pointer, says: 'no properties at the root' };
    },
  },
  demandOfNodes(
    ({ keyword, schema, holder }) =>
      keyword === 'properties' && holder?.holder === undefined && typeof schema.type !== 'string' ? 'no single type' : undefined,
    {
      id: 'llama-factory/parameter-type',
      severity: 'warning',
      profile: 'llama-factory',
      summary: 'LLaMA-Factory reads one type of each parameter',
      why: 'Its default formatter prints the type: a union or a reference shows as nothing or as a list.',
      fix: 'Give the parameter one type (--fix inlines references)',
      source: llamaFactory,
      bad: toolWithParameter('state', { anyOf: [{ type: 'string' }, { type: 'integer' }], description: 'State or its number' }),
      good: toolWithParameter('state', { type: 'string', description: 'State or its number' }),
    },
  ),
];
