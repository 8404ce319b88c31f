import { findNodeAtLocation, modify, type Node, parseTree } from 'jsonc-parser';
import { type Document, isNode, parseDocument, visit } from 'yaml';
import { isJson, type Json, type JsonObject } from '../model/json.ts';
import { segmentsOf } from '../model/pointer.ts';
import type { GroundTool } from '../model/tool.ts';
import { offerTool } from '../schema/normalise.ts';
import { dialectOf, judgeByMeta } from './dialect.ts';
import { readTools, type Source } from './read/document.ts';
import { countPaths, findCycle, followRef } from './refs.ts';
import { placeOf, type ToolFormat } from './tool.ts';
import { count, isObject } from './values.ts';
import { viewTool } from './view.ts';
import type { SchemaNode } from './walk.ts';

/** Schemas that inlining may make of one. */
const mostInlined = 2_000;

export interface Fixed {
  /** the text of the document, its tools in the form that trainers read */
  text: string;
  /** tools that were rewritten, and how */
  changed: { tool: string; changes: string[] }[];
  /** tools that were left as they are, and why */
  left: { tool: string; why: string }[];
}

/**
 * Brings the input schemas of a document into the form that our exporters write: no dialect, references inlined, always an object with
 * properties. Only the text of schemas that change is replaced. A schema whose meaning or whose numbers would not survive is left alone.
 */
export function fixText(text: string, source: Source, format?: ToolFormat): Fixed {
  const fixed: Fixed = { text, changed: [], left: [] };
  const yaml = isJson(text) ? undefined : parseDocument(text);
  const edits: Edit[] = [];
  for (const [index, tool] of (readTools(source, format) ?? []).entries()) {
    const { label, input } = viewTool(tool, index);
    if (!isObject(tool.entry)) continue;
    if (tool.format === 'openapi') {
      fixed.left.push({ tool: label, why: 'its schema is put together from an OpenAPI operation' });
      continue;
    }
    const result =
      tool.inputSchema === undefined
        ? { schema: { type: 'object', properties: {} }, changes: ['added a schema without parameters'] }
        : input.tooMuch === undefined
          ? normalise(tool.inputSchema, input.nodes)
          : input.tooMuch;
    if (typeof result === 'string') fixed.left.push({ tool: label, why: result });
    else if (result.changes.length > 0) {
      const segments = locationOf(source.document, placeOf(tool, '/inputSchema'));
      if (yaml !== undefined && hasComments(yaml, segments)) fixed.left.push({ tool: label, why: 'its schema has comments' });
      else {
        edits.push({ segments, schema: result.schema });
        fixed.changed.push({ tool: label, changes: result.changes });
      }
    }
  }
  if (edits.length > 0) fixed.text = yaml === undefined ? editJson(text, edits) : editYaml(yaml, edits);
  return fixed;
}

/** The normalised schema with what was done to it, or why it has to stay as it is. */
function normalise(schema: unknown, nodes: readonly SchemaNode[]): { schema: JsonObject; changes: string[] } | string {
  if (!isObject(schema)) return 'its schema is no object';
  const dialect = dialectOf(schema);
  if (dialect === 'foreign') return 'its $schema names a dialect that is not read';
  if (nodes.some((node) => typeof node.schema.$dynamicRef === 'string' || typeof node.schema.$recursiveRef === 'string'))
    return 'it refers dynamically';
  if (hasUnsafeNumber(schema)) return 'it holds a number that would lose digits';
  const refs = nodes.filter((node) => typeof node.schema.$ref === 'string');
  if (countKey(schema, '$ref') !== refs.length) return 'a $ref stands where no schema does';
  if (refs.length > 0 && findCycle(schema) !== undefined) return 'it contains itself';
  if (countPaths(schema, mostInlined) >= mostInlined) return `inlined it would have more than ${mostInlined} parts`;
  for (const { schema: here } of refs) {
    const target = followRef(schema, here.$ref as string);
    if (target.kind !== 'schema' || !isObject(target.schema) || !(here.$ref as string).startsWith('#/'))
      return `${here.$ref} cannot be inlined`;
    const clash = Object.keys(here).find((key) => key !== '$ref' && !words.has(key));
    if (clash !== undefined) return `${clash} stands beside a $ref`;
  }
  const { parameters } = offerTool({
    name: '',
    description: '',
    inputSchema: schema,
    hash: '',
    admitted: true,
    reason: '',
  } satisfies GroundTool).function;
  const before = judgeByMeta(schema, dialect === 'undeclared' ? '2020-12' : dialect).length;
  if (judgeByMeta(parameters, '2020-12').length > before) return 'in 2020-12 it would mean something else';
  if (parameters.type !== 'object') return 'it is not of type object';
  const changes = [
    ...(schema.$schema === undefined ? [] : ['removed $schema']),
    ...(refs.length === 0 ? [] : [`inlined ${count(refs.length, 'reference')}`]),
    ...['$defs', 'definitions'].flatMap((key) => (isObject(schema[key]) ? [`removed ${key} (${Object.keys(schema[key]).length})`] : [])),
    ...(schema.type === undefined ? ['added "type": "object"'] : []),
    ...(schema.properties === undefined ? ['added "properties": {}'] : []),
  ];
  return { schema: parameters, changes };
}

/** Keywords that may stand beside a reference: they judge nothing. */
const words = new Set(['title', 'description', 'default', 'examples', 'deprecated', '$comment']);

function hasUnsafeNumber(value: Json): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnsafeNumber);
}

function countKey(value: Json, key: string): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = isObject(value) && typeof value[key] === 'string' ? 1 : 0;
  return Object.values(value).reduce<number>((sum, child) => sum + countKey(child, key), own);
}

/** A pointer as the steps that lead through this document: numbers in arrays. */
function locationOf(document: unknown, pointer: string): (string | number)[] {
  let here: unknown = document;
  return segmentsOf(pointer).map((segment) => {
    const step = Array.isArray(here) ? Number(segment) : segment;
    here = (here as Record<string | number, unknown> | undefined)?.[step];
    return step;
  });
}

interface Edit {
  segments: (string | number)[];
  schema: Json;
}

function editJson(text: string, edits: readonly Edit[]): string {
  const tree = parseTree(text) as Node;
  const indent = /^[\t ]+/mu.exec(text)?.[0] ?? '';
  const replaced = edits.map(({ segments, schema }) => ({ segments, schema, node: findNodeAtLocation(tree, segments) }));
  const inPlace = replaced.flatMap(({ node, schema }) =>
    node === undefined ? [] : [{ offset: node.offset, length: node.length, schema }],
  );
  let edited = text;
  for (const { offset, length, schema } of inPlace.sort((one, other) => other.offset - one.offset)) {
    const margin = /^[\t ]*/u.exec(text.slice(text.lastIndexOf('\n', offset) + 1))?.[0] ?? '';
    const written = JSON.stringify(schema, null, indent).replaceAll('\n', `\n${margin}`);
    edited = edited.slice(0, offset) + written + edited.slice(offset + length);
  }
  for (const { segments, schema, node } of replaced) {
    if (node !== undefined) continue;
    const formattingOptions = { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length === 0 ? 2 : indent.length };
    for (const { offset, length, content } of modify(edited, segments, schema, { formattingOptions })) {
      edited = edited.slice(0, offset) + content + edited.slice(offset + length);
    }
  }
  return edited;
}

function editYaml(document: Document, edits: readonly Edit[]): string {
  for (const { segments, schema } of edits) document.setIn(segments, document.createNode(schema));
  return document.toString({ lineWidth: 0 });
}

/** Whether replacing a part would lose comments of a YAML text. */
function hasComments(document: Document, segments: readonly (string | number)[]): boolean {
  const node = document.getIn(segments, true);
  let found = false;
  if (isNode(node)) {
    visit(node, (_, part) => {
      if (isNode(part) && (part.comment != null || part.commentBefore != null)) found = true;
    });
  }
  return found;
}
