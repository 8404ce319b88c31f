import type { Json } from '../../model/json.ts';
import type { Rule } from '../rule.ts';
import { count } from '../values.ts';
import { schemasOf } from '../view.ts';
import type { SchemaNode } from '../walk.ts';
import { inputWith, toolWith } from './example.ts';

const engineering = 'https://www.anthropic.com/engineering/writing-tools-for-agents';

export const tooMuch: Rule = {
  id: 'too-much-to-check',
  severity: 'error',
  summary: 'the schema is too deep or too large to be looked into',
  why: 'Validators overflow their stack or take seconds, and clients bound depth and size. Nothing else is said of such a schema.',
  fix: 'Cut it: no tool needs that much said of its arguments',
  source: 'https://modelcontextprotocol.io/specification/2025-11-25/basic#json-schema-usage',
  bad: toolWith({ inputSchema: nest(70) }),
  good: toolWith(),
  *onTool(view) {
    for (const { tooMuch: why, pointer } of schemasOf(view)) if (why !== undefined) yield { at: pointer, says: why };
  },
};

export const deepSchema: Rule = {
  id: 'deep-schema',
  severity: 'info',
  summary: 'arguments are nested more than five objects deep',
  why: 'Models lose track of brackets and names; OpenAI bounds nesting at ten.',
  fix: 'Flatten it: take what matters as parameters of their own',
  source: 'https://platform.openai.com/docs/guides/structured-outputs#objects-have-limitations-on-nesting-depth-and-size',
  bad: toolWith({ inputSchema: nest(7) }),
  good: toolWith(),
  *onTool({ input: { nodes } }) {
    const deepest = nodes.reduce<{ node: SchemaNode; levels: number } | undefined>((found, node) => {
      const levels = levelsOf(node);
      return levels > (found?.levels ?? 5) ? { node, levels } : found;
    }, undefined);
    if (deepest !== undefined) yield { at: deepest.node.pointer, says: `${deepest.levels} levels of properties` };
  },
};

export const largeSchema: Rule = {
  id: 'large-schema',
  severity: 'info',
  summary: 'the input schema has more than 16,000 characters',
  why: 'Every request carries it, some 4,000 tokens, whether the tool is called or not.',
  fix: 'Split the tool, or move long descriptions and enums out of the schema',
  source: engineering,
  bad: toolWith({ inputSchema: inputWith({ state: { type: 'string', description: 'Only orders in this state. '.repeat(700) } }) }),
  good: toolWith(),
  *onTool({ input: { root, pointer, tooMuch: why } }) {
    if (why !== undefined || root === undefined) return;
    const { length } = JSON.stringify(root);
    if (length > 16_000) yield { at: pointer, says: count(length, 'character') };
  },
};

export const manyParameters: Rule = {
  id: 'many-parameters',
  severity: 'info',
  summary: 'the tool has more than 20 parameters',
  why: 'Of a thousand real tools ten have so many. A model leaves out what matters and fills in what does not.',
  fix: 'Split the tool by what people ask for, or give up parameters that nobody sets',
  source: engineering,
  bad: toolWith({
    inputSchema: inputWith(
      Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`field_${i}`, { type: 'string', description: `Value of column ${i}` }])),
    ),
  }),
  good: toolWith(),
  *onTool({ parameters, input: { pointer } }) {
    if (parameters.length > 20) yield { at: pointer, says: count(parameters.length, 'parameter') };
  },
};

export const manyTools: Rule = {
  id: 'many-tools',
  severity: 'info',
  summary: 'the server offers more than 40 tools',
  why: 'Choosing gets worse beyond 30 to 50 tools; some clients cut the list off.',
  fix: 'Offer sets of tools that users switch on, or join tools that differ in one word',
  source: 'https://platform.claude.com/docs/en/agents-and-tools/tool-use/tool-search-tool',
  bad: Array.from({ length: 41 }, (_, i) => toolWith({ name: `list_${i}`, description: `Lists what stands on shelf ${i} of the depot.` })),
  good: toolWith(),
  *onServer(tools) {
    const [first] = tools;
    if (first !== undefined && tools.length > 40) yield { tool: first, at: '', says: `${tools.length} tools` };
  },
};

/** How many objects a value of this place stands in. */
function levelsOf(node: SchemaNode): number {
  let levels = 0;
  for (let here: SchemaNode | undefined = node; here !== undefined; here = here.holder) if (here.keyword === 'properties') levels += 1;
  return levels;
}

function nest(levels: number): Json {
  let schema: Json = { type: 'string', description: 'Innermost' };
  for (let level = 0; level < levels; level += 1) schema = { type: 'object', properties: { inner: schema }, additionalProperties: false };
  return schema;
}
