import type { Problem, Rule } from '../rule.ts';
import { isObject, show, wordsOf } from '../values.ts';
import type { ToolView } from '../view.ts';
import { toolWith } from './example.ts';

export const missingName: Rule = {
  id: 'missing-name',
  severity: 'error',
  summary: 'the tool has no name',
  why: 'Nobody can call it.',
  fix: 'Give it a name of letters, digits, underscores and dashes',
  bad: toolWith({ name: '' }),
  good: toolWith(),
  *onTool({ tool, name }) {
    if (isObject(tool.entry) && name === undefined && (tool.name === undefined || typeof tool.name === 'string'))
      yield { at: '', says: 'it has no name' };
  },
};

export const unusableName: Rule = {
  id: 'unusable-name',
  severity: 'error',
  summary: 'no provider takes a tool of this name',
  why: 'Providers allow letters, digits, underscores and dashes, some dots and colons; none takes white space or other marks, or more than 128 characters.',
  fix: 'Use letters, digits and underscores only',
  source: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names',
  bad: toolWith({ name: 'list orders!' }),
  good: toolWith({ name: 'list_orders' }),
  *onTool({ name }) {
    if (name === undefined) return;
    const bad = /[^\w.:-]/u.exec(name)?.[0];
    if (bad !== undefined) yield { at: '/name', says: `the name has ${show(String.fromCodePoint(bad.codePointAt(0) as number))} in it` };
    else if (name.length > 128) yield { at: '/name', says: `the name has ${name.length} characters` };
  },
};

export const duplicateName: Rule = {
  id: 'duplicate-name',
  severity: 'error',
  summary: 'two tools of one server have the same name',
  why: 'A call names its tool: only one of them can ever be called, and which one is chance.',
  fix: 'Rename one of them',
  source: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names',
  bad: [toolWith(), toolWith({ description: 'Lists the orders of one supplier, oldest first.' })],
  good: [toolWith(), toolWith({ name: 'list_supplies', description: 'Lists what one supplier has delivered, oldest first.' })],
  *onServer(tools) {
    const first = new Map<string, ToolView>();
    for (const tool of tools) {
      if (tool.name === undefined) continue;
      const other = first.get(tool.name);
      if (other === undefined) first.set(tool.name, tool);
      else yield { tool, at: '/name', says: `${sayPlace(other)} has the same name` };
    }
  },
};

export const nameTakenElsewhere: Rule = {
  id: 'name-taken-elsewhere',
  severity: 'info',
  summary: 'tools of two servers have the same name',
  why: 'A client that offers both to one model has to rename or drop one. Many put the name of the server before it; some do not.',
  fix: 'Put what it works on into the name: github_search instead of search',
  source: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names',
  bad: {
    servers: [
      { server: 'shop', tools: [toolWith()] },
      { server: 'depot', tools: [toolWith()] },
    ],
  },
  good: {
    servers: [
      { server: 'shop', tools: [toolWith()] },
      { server: 'depot', tools: [toolWith({ name: 'list_loads' })] },
    ],
  },
  *onAll(tools) {
    const first = new Map<string, ToolView>();
    for (const tool of tools) {
      if (tool.name === undefined) continue;
      const other = first.get(tool.name);
      if (other === undefined) first.set(tool.name, tool);
      else if (other.tool.server !== tool.tool.server)
        yield { tool, at: '/name', says: `${show(other.tool.server)} has a tool of the same name` };
    }
  },
};

export const confusableNames: Rule = {
  id: 'confusable-names',
  severity: 'warning',
  summary: 'two names differ only in case or in the marks between their words',
  why: 'Models mix such names up, and so do people who read logs.',
  fix: 'Let the names say what differs',
  bad: [toolWith(), toolWith({ name: 'listOrders', description: 'Gives every order there is, without an end.' })],
  good: [toolWith(), toolWith({ name: 'list_all_orders', description: 'Gives every order there is, without an end.' })],
  *onServer(tools) {
    const first = new Map<string, ToolView>();
    for (const tool of tools) {
      if (tool.name === undefined) continue;
      const key = wordsOf(tool.name).join(' ');
      const other = first.get(key);
      if (other === undefined) first.set(key, tool);
      else if (other.name !== tool.name && key !== '') yield { tool, ...confused(other) };
    }
  },
};

function confused(other: ToolView): Problem {
  return { at: '/name', says: `it is easily taken for ${show(other.name)}` };
}

function sayPlace({ index }: ToolView): string {
  return `tool ${index + 1} of the list`;
}
