import { pointerOf } from '../../model/pointer.ts';
import { nearest } from '../../nearest.ts';
import type { Rule } from '../rule.ts';
import { isObject, show, wordsOf } from '../values.ts';
import type { ToolView } from '../view.ts';
import { toolWith } from './example.ts';

const source = 'https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations';
const hints = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

export const missingHints: Rule = {
  id: 'missing-hints',
  severity: 'info',
  summary: 'the tool has no hints',
  why: 'Without them it counts as one that writes, destroys and reaches out: clients ask the user before every call.',
  fix: 'Set readOnlyHint, and for tools that write destructiveHint and idempotentHint',
  source,
  bad: toolWith({ annotations: {} }),
  good: toolWith(),
  *onTool({ tool }) {
    if (!isMcp(tool.format) || !isObject(tool.entry)) return;
    const given = tool.annotations;
    if (given === undefined || (isObject(given) && !hints.some((hint) => Object.hasOwn(given, hint))))
      yield { at: given === undefined ? '' : '/annotations', says: 'no hints' };
  },
};

export const unknownHint: Rule = {
  id: 'unknown-hint',
  severity: 'warning',
  summary: 'an annotation is none of MCP, or a hint is no boolean',
  why: 'Clients pass over it, and the default counts: writes, destroys, reaches out.',
  fix: `Use ${hints.join(', ')} with true or false`,
  source,
  bad: toolWith({ annotations: { readOnly: true } }),
  good: toolWith({ annotations: { readOnlyHint: true } }),
  *onTool({ tool }) {
    if (!isMcp(tool.format) || !isObject(tool.annotations)) return;
    for (const [key, value] of Object.entries(tool.annotations)) {
      const at = `/annotations${pointerOf([key])}`;
      if ((hints as readonly string[]).includes(key)) {
        if (typeof value !== 'boolean') yield { at, says: `${key} is ${show(value)}` };
      } else if (key !== 'title' && !key.includes('/') && /hint|read|destruct|idempot|world/iu.test(key)) {
        yield { at, says: `${show(key)} is no annotation of MCP${nearest(key, hints)}` };
      }
    }
  },
};

export const contradictoryHints: Rule = {
  id: 'contradictory-hints',
  severity: 'warning',
  summary: 'the hints say that the tool only reads, and that it destroys',
  why: 'Clients that look at one of them run it unasked, those that look at the other warn of it.',
  fix: 'Decide which is true; destructiveHint says nothing of a tool that only reads',
  source,
  bad: toolWith({ annotations: { readOnlyHint: true, destructiveHint: true } }),
  good: toolWith({ annotations: { readOnlyHint: true } }),
  *onTool({ tool }) {
    if (isObject(tool.annotations) && tool.annotations.readOnlyHint === true && tool.annotations.destructiveHint === true)
      yield { at: '/annotations', says: 'readOnlyHint and destructiveHint are both true' };
  },
};

export const hintAgainstName: Rule = {
  id: 'hint-against-name',
  severity: 'warning',
  summary: 'the hints say the opposite of the name',
  why: 'A tool that deletes and claims to read only is run without asking. One that only reads and claims to destroy is asked for each time.',
  fix: 'Mend the hint, or the name',
  source,
  bad: toolWith({ name: 'delete_orders', description: 'Deletes the orders of one customer for good.' }),
  good: toolWith({
    name: 'delete_orders',
    description: 'Deletes the orders of one customer for good.',
    annotations: { readOnlyHint: false, destructiveHint: true },
  }),
  *onTool({ tool, name }: ToolView) {
    if (name === undefined || !isObject(tool.annotations)) return;
    const verb = wordsOf(name).find((word) => writes.has(word) || reads.has(word));
    if (verb === undefined) return;
    const { readOnlyHint, destructiveHint } = tool.annotations;
    if (writes.has(verb) && readOnlyHint === true) yield { at: '/annotations/readOnlyHint', says: `${show(name)} claims to read only` };
    if (reads.has(verb) && destructiveHint === true && readOnlyHint !== true)
      yield { at: '/annotations/destructiveHint', says: `${show(name)} claims to destroy` };
  },
};

/** Verbs that leave no doubt; of those in a name the first counts. */
const writes = new Set([
  'delete',
  'remove',
  'drop',
  'create',
  'insert',
  'update',
  'write',
  'edit',
  'rename',
  'move',
  'upload',
  'append',
  'truncate',
  'purge',
  'destroy',
  'revoke',
  'publish',
  'deploy',
]);
const reads = new Set(['get', 'list', 'read', 'search', 'find', 'fetch', 'show', 'describe', 'count', 'view', 'query', 'lookup', 'check']);

export const missingOutputSchema: Rule = {
  id: 'missing-output-schema',
  severity: 'info',
  summary: 'results have structured content, and no output schema describes it',
  why: 'Clients cannot check the results, and a model that plans several calls does not know what it will get.',
  fix: 'Describe structuredContent under outputSchema',
  source: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#output-schema',
  bad: { tools: [toolWith()], structured: ['list_orders'] },
  good: {
    tools: [toolWith({ outputSchema: { type: 'object', properties: { orders: { type: 'array', items: { type: 'string' } } } } })],
    structured: ['list_orders'],
  },
  *onTool({ tool, output }) {
    if (tool.isStructured && output === undefined)
      yield { at: '', says: 'its recorded results have structured content, and it declares no outputSchema' };
  },
};

function isMcp(format: string): boolean {
  return format === 'mcp';
}
