import { dialectOf } from '../dialect.ts';
import { findCycle, followRef, hasEmbedded, type Target } from '../refs.ts';
import type { Rule } from '../rule.ts';
import { show } from '../values.ts';
import { schemaOf, schemasOf, type ToolView } from '../view.ts';
import type { SchemaNode } from '../walk.ts';
import { inputWith, toolWith, toolWithParameter } from './example.ts';

const specification = 'https://json-schema.org/draft/2020-12/json-schema-core#name-schema-references';

export const unresolvedRef: Rule = {
  id: 'unresolved-ref',
  severity: 'error',
  summary: 'a $ref leads nowhere in its schema',
  why: 'The schema cannot be used. Often a generator kept the reference and left the definitions out.',
  fix: 'Put what it refers to under $defs of the same schema',
  source: specification,
  bad: toolWithParameter('range', { $ref: '#/$defs/Range' }),
  good: toolWith({
    inputSchema: {
      ...inputWith({ range: { $ref: '#/$defs/Range' } }),
      $defs: { Range: { type: 'string', description: 'Two dates, as 2026-01-05/2026-02-01' } },
    },
  }),
  *onNode(node, tool) {
    const { $ref } = node.schema;
    if (typeof $ref === 'string' && leads(node, tool) === 'none') yield { at: `${node.pointer}/$ref`, says: `${show($ref)} leads nowhere` };
  },
};

export const remoteRef: Rule = {
  id: 'remote-ref',
  severity: 'error',
  summary: 'a $ref leads out of its schema',
  why: 'Clients must not fetch it (MCP says so), so they refuse the schema or let everything pass.',
  fix: 'Copy what it refers to under $defs of this schema',
  source: 'https://modelcontextprotocol.io/specification/2025-11-25/basic#json-schema-usage',
  bad: toolWithParameter('range', { $ref: 'https://example.com/range.json' }),
  good: toolWith({
    inputSchema: {
      ...inputWith({ range: { $ref: '#/$defs/Range' } }),
      $defs: { Range: { type: 'string', description: 'Two dates, as 2026-01-05/2026-02-01' } },
    },
  }),
  *onNode(node, tool) {
    const { $ref } = node.schema;
    if (typeof $ref === 'string' && leads(node, tool) === 'remote')
      yield { at: `${node.pointer}/$ref`, says: `${show($ref)} is not in this schema` };
  },
};

export const refIntoProperties: Rule = {
  id: 'ref-into-properties',
  severity: 'warning',
  summary: 'a $ref leads into the properties of another part',
  why: 'It resolves, but whoever renames, drops or flattens that property breaks this one; clients that inline only $defs cannot read it.',
  fix: 'Move the shared part to $defs and refer to it from both (some generators have an option for that, such as $refStrategy)',
  source: specification,
  bad: toolWithParameter('payer', { $ref: '#/properties/customer', description: 'Customer who pays' }),
  good: toolWithParameter('payer', { type: 'string', description: 'Number of the customer who pays, such as C-1042' }),
  *onNode(node, tool) {
    const { $ref } = node.schema;
    if (typeof $ref !== 'string' || !/^#\/(?:properties|items|anyOf|allOf|oneOf)\//u.test($ref)) return;
    if (followRef(rootOf(node, tool), $ref).kind === 'schema') yield { at: `${node.pointer}/$ref`, says: show($ref) };
  },
};

export const recursiveSchema: Rule = {
  id: 'recursive-schema',
  severity: 'info',
  summary: 'the schema contains itself',
  why: 'Providers that turn schemas into grammars refuse recursion or cut it off, and it cannot be inlined.',
  fix: 'Write down as many levels as are needed, or take the tree as a flat list with parents',
  source: 'https://platform.claude.com/docs/en/build-with-claude/structured-outputs',
  bad: toolWith({
    inputSchema: {
      ...inputWith({ filter: { $ref: '#/$defs/Filter', description: 'What to look for' } }),
      $defs: { Filter: { type: 'object', properties: { not: { $ref: '#/$defs/Filter' } } } },
    },
  }),
  good: toolWith(),
  *onTool(view) {
    for (const { root, pointer, tooMuch } of schemasOf(view)) {
      const cycle = tooMuch === undefined ? findCycle(root) : undefined;
      if (cycle !== undefined) yield { at: pointer, says: `${show(cycle)} leads back to itself` };
    }
  },
};

export const ignoredBesideRef: Rule = {
  id: 'ignored-beside-ref',
  severity: 'warning',
  summary: 'keywords stand beside a $ref in draft-07, where they do not count',
  why: 'In draft-07 a $ref replaces the schema it stands in. Some validators obey, some do not: they judge the same value differently.',
  fix: 'Put them into allOf beside the reference, or declare 2020-12',
  source: 'https://json-schema.org/draft-07/draft-handrews-json-schema-01#rfc.section.8.3',
  bad: toolWith({
    inputSchema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      ...inputWith({ code: { $ref: '#/definitions/Code', minLength: 3 } }),
      definitions: { Code: { type: 'string', description: 'Code of a country' } },
    },
  }),
  good: toolWithParameter('code', { type: 'string', minLength: 3, description: 'Code of a country' }),
  *onNode(node, tool) {
    if (typeof node.schema.$ref !== 'string' || dialectOf(rootOf(node, tool)) !== 'draft-07') return;
    const beside = Object.keys(node.schema).filter((key) => !harmless.has(key) && !key.startsWith('x-'));
    if (beside.length > 0)
      yield {
        at: node.pointer,
        says: `${beside
          .slice(0, 4)
          .map((key) => show(key))
          .join(', ')} beside $ref`,
      };
  },
};

const harmless = new Set([
  '$ref',
  '$schema',
  '$id',
  '$comment',
  '$defs',
  'definitions',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
]);

function leads(node: SchemaNode, tool: ToolView): Target['kind'] | undefined {
  const root = rootOf(node, tool);
  const { kind } = followRef(root, node.schema.$ref as string);
  return kind !== 'schema' && hasEmbedded(root) ? undefined : kind;
}

/** The root of the schema that a node belongs to. */
export function rootOf(node: SchemaNode, tool: ToolView): unknown {
  return schemaOf(node, tool).root;
}
