import type { Rule } from '../rule.ts';
import { toolWith } from '../rules/example.ts';
import { isObject, show } from '../values.ts';
import { demandName } from './common.ts';

export const mcpRules: readonly Rule[] = [
  demandName(/^[\w.-]{1,128}$/u, {
    id: 'mcp/name',
    severity: 'warning',
    profile: 'mcp',
    summary: 'the name is not one that MCP recommends',
    why: 'Names should have 1 to 128 letters, digits, underscores, dashes and dots; some clients drop the others.',
    fix: 'Use letters, digits, underscores and dashes',
    source: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names',
    bad: toolWith({ name: 'orders/list' }),
    good: toolWith(),
  }),
  {
    id: 'mcp/output-root',
    severity: 'warning',
    profile: 'mcp',
    summary: 'the output schema is not of type object',
    why: 'Up to revision 2025-11-25 structured content is an object; only 2026-07-28 allows any value. Older clients refuse the whole list.',
    fix: 'Put the value into a property of an object',
    source: 'https://modelcontextprotocol.io/specification/2025-11-25/schema#tool',
    bad: toolWith({ outputSchema: { type: 'array', items: { type: 'string' } } }),
    good: toolWith({ outputSchema: { type: 'object', properties: { orders: { type: 'array', items: { type: 'string' } } } } }),
    *onTool({ output }) {
      if (output === undefined || !isObject(output.root)) return;
      const { type } = output.root;
      if (type !== undefined && type !== 'object') yield { at: `${output.pointer}/type`, says: `its type is ${show(type)}` };
    },
  },
  {
    id: 'mcp/prefixed-name',
    severity: 'info',
    profile: 'mcp',
    summary: 'the name leaves no room for the prefix of a client',
    why: 'Clients put the name of the server before it (mcp__server__tool), and providers allow 64 characters for the whole.',
    fix: 'Keep it within 40 characters',
    source: 'https://github.com/modelcontextprotocol/.github/discussions/556',
    bad: toolWith({ name: 'list_all_the_orders_of_one_customer_newest_first' }),
    good: toolWith(),
    *onTool({ name }) {
      if (name !== undefined && name.length > 44) yield { at: '/name', says: `${name.length} characters` };
    },
  },
  {
    id: 'mcp/no-parameters',
    severity: 'info',
    profile: 'mcp',
    summary: 'a tool without parameters accepts some',
    why: 'The specification recommends to close it, so that made-up arguments are seen.',
    fix: 'Use {"type": "object", "additionalProperties": false}',
    source: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool',
    bad: toolWith({ inputSchema: { type: 'object', properties: {} } }),
    good: toolWith({ inputSchema: { type: 'object', additionalProperties: false } }),
    *onTool({ input: { root, pointer } }) {
      if (!isObject(root) || root.type !== 'object' || root.additionalProperties === false) return;
      const isBare = ['$ref', 'allOf', 'anyOf', 'oneOf', 'patternProperties'].every((keyword) => root[keyword] === undefined);
      if (isBare && (root.properties === undefined || (isObject(root.properties) && Object.keys(root.properties).length === 0)))
        yield { at: pointer, says: 'no parameters, and open' };
    },
  },
];
