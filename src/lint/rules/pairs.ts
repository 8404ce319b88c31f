import type { Rule } from '../rule.ts';
import { show, wordsOf } from '../values.ts';
import type { ToolView } from '../view.ts';
import { inputWith, toolWith } from './example.ts';

/** Tools of one shape that are compared with each other. */
const mostAlike = 200;
/** Share of words that two descriptions have in common to be taken for one another. */
const nearly = 0.8;

export const ambiguousTools: Rule = {
  id: 'ambiguous-tools',
  severity: 'warning',
  summary: 'two tools take the same arguments and are described in nearly the same words',
  why: 'Nothing tells a model which of them is meant. Choosing the wrong sibling is the second most frequent error of tool calls.',
  fix: 'Say in each when to use it and not the other, or make one tool of them with a parameter for what differs',
  source: 'https://www.anthropic.com/engineering/writing-tools-for-agents',
  bad: [
    toolWith(),
    toolWith({ name: 'fetch_orders', description: 'Lists the orders of a customer, newest first, with their state and total.' }),
  ],
  good: [toolWith(), toolWith({ name: 'list_returns', description: 'Lists what one customer sent back, with the reason given.' })],
  *onServer(tools) {
    const shapes = new Map<string, ToolView[]>();
    for (const tool of tools) {
      if (tool.description === undefined || tool.parameters.length === 0) continue;
      const shape = tool.parameters
        .map(({ name, node, isRequired }) => `${name}:${show(node.schema.type)}:${isRequired}`)
        .sort()
        .join(' ');
      const alike = shapes.get(shape);
      if (alike === undefined) shapes.set(shape, [tool]);
      else if (alike.length < mostAlike) alike.push(tool);
    }
    for (const alike of shapes.values()) {
      const said = alike.map(({ description }) => new Set(wordsOf(description as string)));
      for (const [index, tool] of alike.entries()) {
        const twin = alike
          .slice(0, index)
          .find(
            (other, at) =>
              other.name !== tool.name &&
              other.description?.trim() !== tool.description?.trim() &&
              areNear(said[at] as Set<string>, said[index] as Set<string>) &&
              areNear(wordsIn(firstLine(other)), wordsIn(firstLine(tool))) &&
              !areOpposed(other, tool),
          );
        if (twin !== undefined)
          yield { tool, at: '/description', says: `${show(twin.label)} takes the same arguments and is described alike` };
      }
    }
  },
};

function areNear(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared) >= nearly;
}

/** Whether each name has a word that stands in its own description only: then the descriptions say what differs. */
function areOpposed(one: ToolView, other: ToolView): boolean {
  const [left, right] = [said(one), said(other)];
  const isTold = (tool: ToolView, own: ReadonlySet<string>, its: ReadonlySet<string>) =>
    wordsOf(tool.name ?? '').some((word) => own.has(word) && !its.has(word));
  return isTold(one, left, right) && isTold(other, right, left);
}

function said({ description }: ToolView): Set<string> {
  return wordsIn(description ?? '');
}

function wordsIn(text: string): Set<string> {
  return new Set(wordsOf(text));
}

/** What a description begins with: below it stand arguments and results, which are much the same for all tools of one hand. */
function firstLine({ description }: ToolView): string {
  return (description ?? '').trim().split('\n', 1)[0] ?? '';
}

export const inconsistentParameter: Rule = {
  id: 'inconsistent-parameter',
  severity: 'info',
  summary: 'a parameter of one name has different types in tools of one server',
  why: 'A model that has called one of them sends the same to the other. Trainers that put arguments into one table fail on mixed types.',
  fix: 'Give it one type everywhere, or different names',
  source: 'https://github.com/axolotl-ai-cloud/axolotl/issues/3136',
  bad: [
    toolWith({ inputSchema: inputWith({ page: { type: 'integer', minimum: 1, description: 'Page, from 1' } }) }),
    toolWith({
      name: 'list_returns',
      description: 'Lists what one customer sent back.',
      inputSchema: inputWith({ page: { type: 'string', description: 'Mark of the next page, from the reply before' } }),
    }),
  ],
  good: [
    toolWith({ inputSchema: inputWith({ page: { type: 'integer', minimum: 1, description: 'Page, from 1' } }) }),
    toolWith({
      name: 'list_returns',
      description: 'Lists what one customer sent back.',
      inputSchema: inputWith({ page: { type: 'integer', minimum: 1, description: 'Page, from 1' } }),
    }),
  ],
  *onServer(tools) {
    const first = new Map<string, { type: string; tool: ToolView }>();
    const told = new Set<string>();
    for (const tool of tools) {
      for (const { name, node } of tool.parameters) {
        const type = kindOf(node.schema.type);
        if (type === undefined || told.has(name)) continue;
        const before = first.get(name);
        if (before === undefined) first.set(name, { type, tool });
        else if (before.type !== type) {
          told.add(name);
          yield { tool, at: node.pointer, says: `${show(name)} is ${type} here, and ${before.type} in ${show(before.tool.label)}` };
        }
      }
    }
  },
};

/** The type as a table sees it: whole numbers are numbers, null is no type. */
function kindOf(type: unknown): string | undefined {
  const types = (Array.isArray(type) ? type : [type]).filter((one) => one !== 'null').map((one) => (one === 'integer' ? 'number' : one));
  return types.length === 1 && typeof types[0] === 'string' ? types[0] : undefined;
}
