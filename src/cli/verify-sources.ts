import { dirname, resolve } from 'node:path';
import { readMcpJson } from '../edges/sources/mcp-json.ts';
import { type Faulty, type Source, sayIssue } from '../edges/sources/source.ts';
import { NearmissError } from '../errors.ts';
import { shippedGrounds } from '../grounds/index.ts';
import { type ServerSettings, serverNamePattern, serverSettingsSchema } from '../model/server-settings.ts';
import { nearest } from '../nearest.ts';
import { splitCommand } from '../verify/explore/command-line.ts';
import { findConfig, readServers } from './config.ts';
import type { VerifyFlags } from './verify-flags.ts';

/** What one command line asks to verify. */
export interface Picked {
  /** names of shipped grounds */
  shipped: string[];
  own: Source[];
  /** servers of one's own that cannot be tried */
  faulty: Faulty[];
}

/**
 * Finds the servers that a command line means: those of its flags, of an `mcp.json`, or by name those of the config file, which come
 * before shipped grounds. Without any name, all that the config file has.
 */
export async function pickServers(names: readonly string[], flags: VerifyFlags): Promise<Picked> {
  if (flags.server !== undefined || flags.url !== undefined) return { shipped: [], own: [readFlags(flags)], faulty: [] };
  if (flags.mcpJson !== undefined) return pickFromMcpJson(flags.mcpJson, flags);
  const path = flags.config ?? findConfig();
  const configured = path === undefined ? {} : await readServers(path);
  const own = Object.keys(configured);
  if (flags.all === true) return { shipped: [...shippedGrounds], own: [], faulty: [] };
  const chosen = names.length === 0 ? own : [...new Set(names)];
  if (chosen.length === 0)
    throw new NearmissError(
      `nothing to verify: name one or more of ${[...own, ...shippedGrounds].join(', ')}, or a server of your own (--server, --url, --mcp-json)`,
    );
  const picked: Picked = { shipped: [], own: [], faulty: [] };
  for (const name of chosen) {
    if (Object.hasOwn(configured, name)) picked.own.push(readConfigured(name, configured[name] as ServerSettings, path as string, flags));
    else if (shippedGrounds.includes(name)) picked.shipped.push(name);
    else {
      const known = [...own, ...shippedGrounds];
      throw new NearmissError(`unknown ground "${name}"${nearest(name, known)}: there are ${known.join(', ')}`);
    }
  }
  return picked;
}

/** A server that the config file names; a NearmissError where it does not. */
export async function findConfigured(name: string, file: string | undefined): Promise<Source> {
  const path = file ?? findConfig();
  const configured = path === undefined ? {} : await readServers(path);
  const settings = Object.hasOwn(configured, name) ? configured[name] : undefined;
  if (path === undefined || settings === undefined) throw new NearmissError(`the config here names no server "${name}"`);
  return readConfigured(name, settings, path, {});
}

/** A server whose command or address stands on the command line. */
function readFlags(flags: VerifyFlags): Source {
  const name = flags.name ?? '';
  if (!serverNamePattern.test(name)) {
    throw new NearmissError(
      `--name ${JSON.stringify(name)}: a server of your own needs a name of small letters, digits and dashes, such as "desk"`,
    );
  }
  const { server, url, cwd, world } = flags;
  const shared = flags.allowWrites === true ? { allowWrites: true } : {};
  const settings: ServerSettings = { ...shared };
  if (server !== undefined) {
    const [program, ...args] = splitCommand(server) as [string, ...string[]];
    Object.assign(settings, { command: program, args, env: readPairs(flags.env) });
    if (cwd !== undefined) settings.cwd = cwd;
    if (world !== undefined) settings.world = world;
    if (flags.network === true) settings.network = true;
  } else {
    Object.assign(settings, { url, headers: readHeaders(flags.header) });
  }
  const parsed = serverSettingsSchema.safeParse(settings);
  if (!parsed.success) throw new NearmissError(sayIssue(parsed.error, settings));
  return { name, label: name, from: 'the command line', workspace: resolve('.'), settings: parsed.data };
}

async function pickFromMcpJson(path: string, flags: VerifyFlags): Promise<Picked> {
  const { sources, faulty } = await readMcpJson(path);
  const labels = [...sources, ...faulty].map(({ label }) => label);
  const wanted = flags.only ?? labels;
  if (wanted.length === 0) throw new NearmissError('--only: name at least one server');
  for (const name of wanted) {
    if (![...sources, ...faulty].some((server) => isCalled(server, name)))
      throw new NearmissError(`--only ${name}: ${path} has no such server${nearest(name, labels)}: it has ${labels.join(', ')}`);
  }
  const isWanted = (server: { name: string; label: string }) => wanted.some((name) => isCalled(server, name));
  return { shipped: [], own: sources.filter(isWanted).map((source) => overlay(source, flags)), faulty: faulty.filter(isWanted) };
}

function isCalled({ name, label }: { name: string; label: string }, given: string): boolean {
  return label === given || name === given;
}

function readConfigured(name: string, settings: ServerSettings, path: string, flags: Overlay): Source {
  return overlay({ name, label: name, from: path, workspace: resolve(dirname(path)), settings }, flags);
}

type Overlay = Pick<VerifyFlags, 'world' | 'allowWrites' | 'network'>;

/** Flags that hold for every server of a file. A server elsewhere has no world to copy, and so none to write to. */
function overlay(source: Source, { world, allowWrites, network }: Overlay): Source {
  if (source.settings.url !== undefined) return source;
  return {
    ...source,
    settings: {
      ...source.settings,
      ...(world === undefined ? {} : { world: resolve(world) }),
      ...(allowWrites === true ? { allowWrites: true } : {}),
      ...(network === true ? { network: true } : {}),
    },
  };
}

/** `--env NAME=value`, or NAME alone for what it is here. */
function readPairs(given: readonly string[]): Record<string, string> {
  const env: Record<string, string> = {};
  for (const setting of given) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)(?:=(.*))?$/su.exec(setting) ?? [];
    if (name === undefined) throw new NearmissError(`--env ${JSON.stringify(setting.split('=')[0])}: give NAME or NAME=value`);
    if (value === undefined && process.env[name] === undefined) throw new NearmissError(`--env ${name}: it is not set here`);
    env[name] = value ?? `\${${name}}`;
  }
  return env;
}

/** `--header NAME=value` (or `NAME: value`), or NAME alone for the variable that is called so: X-Api-Key is X_API_KEY. */
function readHeaders(given: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const setting of given) {
    const [, name, mark, value] = /^([^=:\s]+)\s*([=:]?)\s*(.*)$/su.exec(setting) ?? [];
    if (name === undefined)
      throw new NearmissError(`--header ${JSON.stringify(setting.split(/[=:]/u)[0])}: give NAME=value, or NAME alone`);
    const variable = name.toUpperCase().replace(/[^A-Z0-9]+/gu, '_');
    if (mark !== '' && value?.trim() === '') throw new NearmissError(`--header ${name} has no value`);
    if (mark === '' && process.env[variable] === undefined)
      throw new NearmissError(`--header ${name} has no value: give ${name}=value, or set the variable ${variable}`);
    headers[name] = mark === '' ? `\${${variable}}` : (value as string);
  }
  return headers;
}
