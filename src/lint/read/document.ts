import { NearmissError } from '../../errors.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { ListedTool, ToolFormat } from '../tool.ts';
import { isObject, own, textIn } from '../values.ts';
import { readEntry } from './entry.ts';
import { readOpenApi } from './openapi.ts';

/** A parsed document that may hold tools. */
export interface Source {
  /** what its user calls it: a path, a command */
  name: string;
  document: unknown;
  /** whether its user named it, so that it is meant to hold tools */
  isNamed?: boolean;
  /** tools whose recorded results had structured content */
  structured?: ReadonlySet<string>;
}

/**
 * The tools of a document, in their order, or undefined where it holds no list of tools. Entries may be anything. A document that
 * is of no use though somebody might take it for one, such as a client's list of servers, is a NearmissError of one line.
 */
export function readTools({ name: source, document, structured }: Source, format?: ToolFormat): ListedTool[] | undefined {
  const tools = readDocument(document, source, format);
  return structured === undefined
    ? tools
    : tools?.map((tool) => (typeof tool.name === 'string' && structured.has(tool.name) ? { ...tool, isStructured: true } : tool));
}

function readDocument(document: unknown, source: string, format: ToolFormat | undefined): ListedTool[] | undefined {
  if (format === 'openapi' || (format === undefined && own(document, 'openapi') !== undefined)) return readOpenApi(document, source);
  if (textIn(own(document, 'swagger')) !== undefined) throw new NearmissError(`${source}: Swagger 2.0; OpenAPI 3.0 and 3.1 are read`);
  if (isObject(own(document, 'mcpServers'))) {
    throw new NearmissError(`${source}: it names servers, not tools; ask one for its list with --server "<command>"`);
  }
  const server = nameOfServer(document) ?? source;
  const found = findList(document);
  if (found !== undefined) return readList(found.list, { source, server, at: found.at, format });
  if (isEntry(document)) return [readEntry(document, { source, server, at: '', format })];
  return undefined;
}

function findList(document: unknown): { list: unknown; at: string } | undefined {
  if (Array.isArray(document)) return { list: document, at: '' };
  const paths = [
    ['tools'],
    ['result', 'tools'],
    ['functions'],
    ['toolConfig', 'tools'],
    ['functionDeclarations'],
    ['function_declarations'],
    ['servers'],
  ];
  for (const path of paths) {
    const list = path.reduce<unknown>(own, document);
    if (Array.isArray(list) || (isObject(list) && isRecordOfTools(list))) return { list, at: pointerOf(path) };
  }
  return isObject(document) && isRecordOfTools(document) ? { list: document, at: '' } : undefined;
}

interface Found {
  source: string;
  server: string;
  at: string;
  format: ToolFormat | undefined;
}

function readList(list: unknown, { source, server, at, format }: Found): ListedTool[] {
  const isNamed = !Array.isArray(list);
  const tools: ListedTool[] = [];
  for (const [key, entry] of isNamed ? Object.entries(list as object) : (list as unknown[]).entries()) {
    const origin = { source, server, at: `${at}${pointerOf([key])}`, format };
    const inner = ['functionDeclarations', 'function_declarations'].find((name) => Array.isArray(own(entry, name)));
    if (inner !== undefined) {
      for (const [index, declaration] of (own(entry, inner) as unknown[]).entries()) {
        tools.push(readEntry(declaration, { ...origin, at: `${origin.at}/${inner}/${index}`, format: format ?? 'gemini' }));
      }
    } else if (Array.isArray(own(entry, 'tools')) && own(entry, 'inputSchema') === undefined) {
      const named = nameOfServer(entry) ?? `${server}${origin.at}`;
      for (const tool of readList(own(entry, 'tools'), { source, server: named, at: `${origin.at}/tools`, format })) tools.push(tool);
    } else if (!isBuiltIn(entry)) {
      tools.push(readEntry(entry, origin, isNamed ? String(key) : undefined));
    }
  }
  return tools;
}

/** Whether an object is one tool: it has what a model is told of it. */
function isEntry(value: unknown): boolean {
  const body = own(value, 'function') ?? own(value, 'toolSpec') ?? value;
  return textIn(own(body, 'name')) !== undefined && ['inputSchema', 'input_schema', 'parameters'].some((key) => isObject(own(body, key)));
}

/** The AI SDK's `ToolSet`: tools by their names. Every member has to look like one, since any object is a record of something. */
function isRecordOfTools(value: object): boolean {
  const members = Object.values(value);
  return (
    members.length > 0 &&
    members.every((member) => ['inputSchema', 'parameters'].some((key) => isObject(own(member, key))) && own(member, 'name') === undefined)
  );
}

/** Tools that the provider itself brings, such as `web_search_20250305`: there is nothing of the user's in them. */
function isBuiltIn(entry: unknown): boolean {
  const type = own(entry, 'type');
  const isBare = ['inputSchema', 'input_schema', 'parameters', 'function', 'description'].every((key) => own(entry, key) === undefined);
  return typeof type === 'string' && type !== 'function' && type !== 'custom' && isBare;
}

function nameOfServer(document: unknown): string | undefined {
  const server = own(document, 'server');
  return (
    textIn(server) ??
    textIn(own(own(document, 'serverInfo'), 'name')) ??
    textIn(own(document, 'name')) ??
    textIn(own(server, 'name')) ??
    undefined
  );
}
