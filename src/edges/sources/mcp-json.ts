import { basename, dirname, resolve } from 'node:path';
import type { ParseError } from 'jsonc-parser';
import { NearmissError } from '../../errors.ts';
import type { JsonObject } from '../../model/json.ts';
import { type ServerSettings, serverSettingsSchema } from '../../model/server-settings.ts';
import { readText } from '../files.ts';
import { type Faulty, type Source, sayIssue } from './source.ts';

/** The servers that an `mcp.json` names, as far as they can be read. */
export interface McpJson {
  sources: Source[];
  /** servers whose entry is wrong, with what is wrong */
  faulty: Faulty[];
}

/** Folders that editors keep their settings in: the workspace is what holds such a folder. */
const editorFolders = new Set(['.vscode', '.cursor', '.roo', '.kiro', '.amazonq', '.zed', '.gemini', '.claude']);

/**
 * Reads an `mcp.json` as editors write it: VS Code's (`servers`, comments and trailing commas allowed, also inside
 * settings.json under `mcp`), and that of Claude, Cursor, Windsurf and others (`mcpServers`). What else stands there is
 * theirs and passed over. A file that cannot be read is an error; a bad entry is not.
 */
export async function readMcpJson(path: string): Promise<McpJson> {
  const content = await parseCommented(readText(path), path);
  if (!isObject(content)) throw new NearmissError(`${path}: an object with "mcpServers" or "servers" is needed`);
  const nested = isObject(content.mcp) ? content.mcp : {};
  const places = [content.mcpServers, content.servers, nested.servers].filter((place) => place !== undefined);
  if (places.length === 0) throw new NearmissError(`${path}: it has no "mcpServers" and no "servers"`);
  const folder = dirname(resolve(path));
  const workspace = editorFolders.has(basename(folder)) ? dirname(folder) : folder;
  const found: McpJson = { sources: [], faulty: [] };
  const takenBy = new Map<string, string>();
  for (const place of places) {
    if (!isObject(place)) throw new NearmissError(`${path}: its servers are an object, one entry by name`);
    for (const [label, entry] of Object.entries(place)) {
      const name = nameOf(label);
      const settings = takenBy.has(name) ? `its ground would be called "${name}", as that of "${takenBy.get(name)}"` : readEntry(entry);
      if (typeof settings === 'string') found.faulty.push({ name, label, message: settings });
      else found.sources.push({ name, label, from: path, workspace, settings });
      takenBy.set(name, label);
    }
  }
  if (takenBy.size === 0) throw new NearmissError(`${path}: it names no server`);
  return found;
}

/** The name of a ground for a server that is called anything: small letters, digits and dashes. */
export function nameOf(label: string): string {
  const name = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^[^a-z]+|-+$/gu, '');
  return name === '' ? 'server' : name;
}

async function parseCommented(text: string, path: string): Promise<unknown> {
  const { parse, printParseErrorCode } = (await import('jsonc-parser')).default;
  const errors: ParseError[] = [];
  const content: unknown = parse(text.replace(/^\uFEFF/u, ''), errors, { allowTrailingComma: true, allowEmptyContent: false });
  const [first] = errors;
  if (first === undefined) return content;
  const before = text.slice(0, first.offset).split('\n');
  const what = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase();
  throw new NearmissError(`${path}:${before.length}:${(before.at(-1) as string).length + 1}: not JSON: ${what}`);
}

/** An entry in our own terms, or what is wrong with it. */
function readEntry(entry: unknown): ServerSettings | string {
  if (!isObject(entry)) return 'its entry is no object';
  const kind = entry.type ?? entry.transport;
  if (kind === 'sse') return 'it speaks HTTP with server-sent events, which streamable HTTP has replaced';
  if (entry.disabled === true || entry.enabled === false) return 'it is switched off in this file';
  const url = entry.url ?? entry.serverUrl ?? entry.httpUrl;
  const { command } = entry;
  if (command === undefined && url === undefined) return 'it has neither a "command" nor a "url"';
  const settings =
    command !== undefined
      ? { command, args: entry.args, env: readTexts(entry.env), envFile: entry.envFile, cwd: entry.cwd }
      : { url, headers: readTexts(entry.headers ?? entry.http_headers) };
  const parsed = serverSettingsSchema.safeParse(JSON.parse(JSON.stringify(settings)));
  return parsed.success ? parsed.data : sayIssue(parsed.error, settings);
}

/** Values that are numbers or switches are meant as their text; null takes a variable away, which nothing here would give. */
function readTexts(values: unknown): unknown {
  if (!isObject(values)) return values;
  const kept = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(kept.map(([name, value]) => [name, ['number', 'boolean'].includes(typeof value) ? String(value) : value]));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
