import type { Rule } from '../rule.ts';
import { isObject, show } from '../values.ts';
import { schemasOf } from '../view.ts';
import { toolWith } from './example.ts';

/** Clients that speak MCP refuse a list with such a tool in it, often the whole list. */
const specification = 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool';

export const malformedTool: Rule = {
  id: 'malformed-tool',
  severity: 'error',
  summary: 'the entry is no tool, or a part of it has the wrong type',
  why: 'Clients check the list before they show it to a model. One bad entry can cost all tools of the server.',
  fix: 'Make it an object whose name and description are texts and whose schemas and annotations are objects',
  source: specification,
  bad: toolWith({ description: ['Lists the orders of one customer.'] }),
  good: toolWith(),
  *onTool({ tool }) {
    if (!isObject(tool.entry)) {
      yield { at: '', says: `the entry is ${sayType(tool.entry)}, not an object` };
      return;
    }
    for (const part of ['name', 'title', 'description'] as const) {
      const value = tool[part];
      if (value !== undefined && typeof value !== 'string') yield { at: `/${part}`, says: `${part} is ${sayType(value)}, not a text` };
    }
    for (const part of ['inputSchema', 'outputSchema', 'annotations'] as const) {
      const value = tool[part];
      if (value !== undefined && !isObject(value)) yield { at: `/${part}`, says: `${part} is ${sayType(value)}, not an object` };
    }
  },
};

export const missingSchema: Rule = {
  id: 'missing-schema',
  severity: 'error',
  summary: 'the tool has no input schema',
  why: 'MCP and Anthropic demand one, and clients refuse the list; elsewhere a model has to guess what to send.',
  fix: 'Declare the parameters; for none: {"type": "object", "properties": {}, "additionalProperties": false}',
  source: specification,
  bad: { name: 'list_orders', description: 'Lists the orders of one customer, newest first.' },
  good: toolWith(),
  *onTool({ tool }) {
    const isOptional = tool.format === 'openai' || tool.format === 'openai-responses' || tool.format === 'gemini';
    if (isObject(tool.entry) && tool.inputSchema === undefined && !isOptional) yield { at: '', says: 'it has no input schema' };
  },
};

export const rootNotObject: Rule = {
  id: 'root-not-object',
  severity: 'error',
  summary: 'the schema of the tool is not of type object',
  why: 'Arguments are always an object. MCP and every provider demand "type": "object" at the root, and refuse the tool without it.',
  fix: 'Set "type": "object" at the root and describe the arguments under properties',
  source: specification,
  bad: toolWith({ inputSchema: { properties: { customer: { type: 'string', description: 'Customer number, such as C-1042' } } } }),
  good: toolWith(),
  *onTool(view) {
    for (const { root, pointer } of schemasOf(view)) {
      if (!isObject(root) || root.type === 'object') continue;
      // Results may be of any type since revision 2026-07-28.
      if (pointer === '/outputSchema' && typeof root.type === 'string') continue;
      const says = root.type === undefined ? 'the root has no type' : `the root has type ${show(root.type)}`;
      yield { at: root.type === undefined ? pointer : `${pointer}/type`, says };
    }
  },
};

function sayType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
