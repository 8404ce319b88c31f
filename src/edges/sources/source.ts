import { existsSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, relative, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { z } from 'zod';
import { NearmissError } from '../../errors.ts';
import { hashJson } from '../../model/hash.ts';
import type { ServerEntry } from '../../model/server-entry.ts';
import type { ServerSettings } from '../../model/server-settings.ts';
import { isSecretName } from '../../verify/redact.ts';
import { readText } from '../files.ts';
import type { OwnServer } from '../own-server.ts';
import { findInstalled } from './installed.ts';
import { fillPlaceholders, type Surroundings, variablesIn } from './placeholders.ts';

/** A server that somebody named, as they wrote it. */
export interface Source {
  /** what its ground is called */
  name: string;
  /** what they called it */
  label: string;
  /** where it is named: a file, or the command line */
  from: string;
  /** folder that relative paths are meant from, and that `${workspaceFolder}` stands for */
  workspace: string;
  settings: ServerSettings;
}

/** A server that cannot be tried, and why, in one line. */
export interface Faulty {
  name: string;
  label: string;
  message: string;
}

/** What a person has to see of a server before it is started; values of variables and headers are not among it. */
export interface Shown {
  /** program and arguments, or the address; variables stand as they were written */
  command: string[];
  /** the installed package that npx stands for, with its program; null for other commands */
  package: string | null;
  kind: ServerEntry['kind'];
  cwd: string | null;
  world: string | null;
  /** whether it may use the network from here */
  network: boolean;
  /** names of the variables or headers it is given */
  given: string[];
  /** names of variables of this process whose values it is given */
  taken: string[];
  /** sha256 (hex) of all that decides what is run and what it is given */
  hash: string;
}

/** A server ready to be started. */
export interface Resolved {
  server: OwnServer;
  shown: Shown;
}

/** Headers that say nothing about who asks. */
const plainHeader = /^(?:accept|content-type|user-agent)/iu;

/**
 * Fills a source's placeholders and makes its paths absolute. A variable that is not set, a file that is not there and a wrong
 * address are one-line errors.
 */
export function resolveSource({ name, workspace, settings }: Source, { env, home }: Pick<Surroundings, 'env' | 'home'>): Resolved {
  const taken: Record<string, string> = {};
  const fill = (text: string) => {
    const filled = fillPlaceholders(text, { env, workspace, home });
    Object.assign(taken, filled.taken);
    return filled.text;
  };
  const fillAll = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, fill(text)]));
  const place = (path: string) => (isAbsolute(path) ? path : resolve(workspace, path));
  const fromFile = settings.envFile === undefined ? {} : readVariables(place(fill(settings.envFile)));
  const given = { ...fromFile, ...fillAll(settings.env ?? settings.headers ?? {}) };
  const cwd = settings.cwd === undefined ? null : place(fill(settings.cwd));
  const world = settings.world === undefined ? null : place(fill(settings.world));
  for (const folder of [cwd, world]) {
    if (folder !== null && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new NearmissError(`${near(folder)}: no such folder`);
  }
  const anchor = (arg: string) => anchorPath(arg, cwd ?? workspace);
  const program = settings.command === undefined ? '' : findProgram(fill(settings.command), settings.args, cwd ?? workspace);
  const args = (settings.args ?? []).map(fill);
  const installed = findInstalled(program, args, cwd ?? workspace, home);
  const entry: ServerEntry =
    settings.url === undefined
      ? {
          kind: 'stdio',
          program: installed === null ? program : process.execPath,
          args: installed === null ? args.map(anchor) : [installed.path, ...installed.args.map(anchor)],
          env: given,
          cwd: cwd ?? (world === null ? workspace : null),
        }
      : { kind: 'http', url: readAddress(fill(settings.url)), headers: readHeaders(given) };
  const secrets = { ...taken };
  for (const [key, value] of Object.entries(given)) {
    const isSecret = isSecretName(key) || Object.hasOwn(fromFile, key) || (entry.kind === 'http' && !plainHeader.test(key));
    if (isSecret && !Object.values(taken).includes(value)) secrets[key] = value;
  }
  const texts = [settings.command ?? settings.url, ...(settings.args ?? [])].filter((text) => text !== undefined);
  const shown = {
    command: texts.map((text) => fillPlaceholders(text, { env: keepVariables(text), workspace, home }).text),
    package: installed === null ? null : `${installed.package} (${near(installed.path)})`,
    kind: entry.kind,
    cwd: entry.kind === 'stdio' ? entry.cwd : null,
    world,
    network: settings.network === true,
    given: Object.keys(given),
    taken: [...new Set(Object.values(settings).flatMap(textsOf).flatMap(variablesIn))].filter((variable) => Object.hasOwn(taken, variable)),
  };
  // Where it works and whether it may write there changes nothing about what is run.
  const { world: _world, allowWrites, ...decisive } = settings;
  return {
    server: { name, entry, world, secrets, allowWrites: allowWrites === true },
    shown: {
      ...shown,
      hash: hashJson({ ...decisive, run: entry.kind === 'stdio' ? entry.program : entry.url, installed, workspace, fromFile }),
    },
  };
}

/** Refuses a program that is not there, before anybody is asked whether it may be started. */
export function checkProgram({ entry }: OwnServer, path: string | undefined): void {
  // Windows tries endings of its own.
  if (entry.kind !== 'stdio' || process.platform === 'win32') return;
  const { program, env } = entry;
  const isThere = program.includes('/')
    ? existsSync(program)
    : (env.PATH ?? path ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
  if (!isThere) throw new NearmissError(`${program}: no such program${program.includes('/') ? '' : ' in PATH'}`);
}

/** The first thing wrong with a server's settings, in one line. */
export function sayIssue(error: z.ZodError, given: unknown): string {
  const issue = error.issues[0] as z.core.$ZodIssue;
  const place = issue.path.map((part) => `${String(part)}`).join('.');
  if (issue.code === 'unrecognized_keys') return `unknown setting "${issue.keys[0]}"`;
  const value = issue.path.reduce<unknown>((here, key) => (here as Record<PropertyKey, unknown> | undefined)?.[key], given);
  return place === '' ? issue.message : `"${place}" is ${sayValue(value, issue.path)}: ${issue.message}`;
}

/** What stands under a variable or header may be a secret, whatever its type. */
function sayValue(value: unknown, path: readonly PropertyKey[]): string {
  if (value === undefined) return 'missing';
  return path[0] === 'env' || path[0] === 'headers'
    ? `of type ${Array.isArray(value) ? 'array' : typeof value}`
    : (JSON.stringify(value)?.slice(0, 80) ?? typeof value);
}

function readVariables(path: string): Record<string, string> {
  return parseEnv(readText(path)) as Record<string, string>;
}

/** A program is one word: arguments written behind it are a common slip. */
function findProgram(program: string, args: readonly string[] | undefined, folder: string): string {
  const [first, ...rest] = program.trim().split(/\s+/u);
  if (args === undefined && rest.length > 0 && first !== undefined && !/[/\\]/u.test(first)) {
    throw new NearmissError(`the command ${JSON.stringify(program)} is one program's name: put its arguments into "args"`);
  }
  return /[/\\]/u.test(program) ? resolve(folder, program) : program;
}

/**
 * A relative path that stands where the person meant it, made absolute: the server may be started elsewhere. Words that only happen
 * to be the name of a folder are left alone.
 */
function anchorPath(arg: string, folder: string): string {
  if (arg === '' || arg.startsWith('-') || isAbsolute(arg)) return arg;
  const path = resolve(folder, arg);
  const looksLikePath = /[/\\]/u.test(arg) || /\.\w+$/u.test(arg) || arg === '.' || arg === '..';
  return looksLikePath && existsSync(path) ? path : arg;
}

function readAddress(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null || !['http:', 'https:'].includes(address.protocol)) {
    throw new NearmissError(`${JSON.stringify(url.slice(0, 80))} is no address of a server: it begins with https:// or http://`);
  }
  if (address.username !== '' || address.password !== '')
    throw new NearmissError('an address holds no user and password: give a header, "Authorization"');
  return address.href;
}

function readHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u.test(name)) throw new NearmissError(`${JSON.stringify(name)} is no name of a header`);
    if (value.trim() === '') throw new NearmissError(`the header ${name} has no value`);
    if (/[\r\n\0]/u.test(value)) throw new NearmissError(`the header ${name} has a value of more than one line`);
  }
  return { ...headers };
}

/** Every variable stands for its own placeholder. */
function keepVariables(text: string): Record<string, string> {
  return Object.fromEntries(variablesIn(text).map((name) => [name, `\${${name}}`]));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** A path as a person here would write it. */
export function near(path: string): string {
  const short = relative('.', path);
  return short === '' ? '.' : short.startsWith('..') ? path : short;
}
