import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NearmissError } from '../errors.ts';
import { splitCommand } from '../verify/explore/command-line.ts';
import { findForeignSecrets, redactText } from '../verify/redact.ts';
import { readText } from './files.ts';
import { makeCommand } from './launch.ts';
import { Session } from './mcp.ts';

/** Files read of one folder, and bytes read of one file. */
const mostFiles = 10_000;
const largestFile = 64 * 2 ** 20;
/** Folders that hold other people's files. */
const foreign = new Set(['node_modules', 'dist', 'vendor', '__pycache__']);

export interface FoundFile {
  path: string;
  text: string;
  /** whether it was named, not found in a folder: then it is meant to hold tools */
  isNamed: boolean;
}

/**
 * The files that paths lead to: a file as it is, a folder with every `.json`, `.yaml` and `.yml` below it, in an order that does not depend on
 * the machine. Links in folders are not followed, nor are hidden folders and those of packages looked into.
 */
export function* readToolFiles(paths: readonly string[]): Generator<FoundFile> {
  for (const path of paths) {
    let isFolder: boolean;
    try {
      isFolder = statSync(path).isDirectory();
    } catch {
      isFolder = false;
    }
    if (!isFolder) {
      yield { path, text: readBounded(path), isNamed: true };
      continue;
    }
    const files = listFiles(path);
    if (files.length === 0) throw new NearmissError(`${path}: it holds no .json, .yaml or .yml file`);
    for (const file of files) yield { path: file, text: readBounded(file), isNamed: false };
  }
}

function listFiles(folder: string): string[] {
  const files: string[] = [];
  const open = [folder];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const below: string[] = [];
    for (const name of readdirSync(here).sort()) {
      const path = join(here, name);
      const stats = lstatSync(path);
      if (stats.isDirectory()) {
        if (!name.startsWith('.') && !foreign.has(name)) below.push(path);
      } else if (stats.isFile() && /\.(?:json|ya?ml)$/iu.test(name)) files.push(path);
      if (files.length > mostFiles) throw new NearmissError(`${folder}: more than ${mostFiles} files; name the ones that hold tools`);
    }
    open.push(...below.reverse());
  }
  return files.sort();
}

function readBounded(path: string): string {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestFile) throw new NearmissError(`${path}: ${size} bytes; at most ${largestFile} are read`);
  return readText(path);
}

/** The names of the tools whose recorded results had structured content, where a ground's recordings stand beside its list. */
export function readStructured(recordings: string): ReadonlySet<string> {
  const names = new Set<string>();
  let text: string;
  try {
    text = readFileSync(recordings, 'utf8');
  } catch {
    return names;
  }
  for (const line of text.split('\n')) {
    try {
      const { tool, result } = JSON.parse(line) as { tool?: unknown; result?: { structuredContent?: unknown } };
      if (typeof tool === 'string' && result?.structuredContent !== undefined) names.add(tool);
    } catch {
      // A line that is no record says nothing of results.
    }
  }
  return names;
}

/** Starts a server, asks for its tools, and ends it. Its environment is short, its home a scratch folder. */
export async function listServerTools(
  command: string,
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string>> },
): Promise<{ name: string; tools: unknown[] }> {
  const [program, ...args] = splitCommand(command);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'nearmiss-')));
  const entry = { kind: 'stdio', program: program as string, args, cwd, env } as const;
  const place = { folder, world: folder, home: join(folder, 'home'), temp: join(folder, 'temp') };
  for (const path of [place.home, place.temp]) mkdirSync(path);
  try {
    const server = await makeCommand(entry, place, { sandbox: true, network: false, onTrouble: () => undefined });
    const session = await Session.open(server, { clean: (text) => redactText(text, { ...findForeignSecrets(process.env), ...env }) });
    try {
      return { name: session.server.name, tools: await session.listTools() };
    } finally {
      await session.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
