import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { z } from 'zod';
import { readText } from '../edges/files.ts';
import { NearmissError } from '../errors.ts';
import { type Config, configSchema } from '../model/config.ts';
import { mixFileSchema, mixPresetNames } from '../model/mix.ts';
import { judgeSettingsSchema, modelSettingsSchema, phraseSettingsSchema, proposeSettingsSchema } from '../model/model-settings.ts';
import { overrideSchema, overridesSchema } from '../model/overrides.ts';
import { familySchema } from '../model/pair.ts';
import { serverSettingsSchema } from '../model/server-settings.ts';
import { nearest } from '../nearest.ts';

/** Looked for in the working folder, in this order, when no file is named. */
const CONFIG_FILES = ['nearmiss.config.json', 'nearmiss.config.yaml', 'nearmiss.config.yml', 'nearmiss.config.ts', 'nearmiss.config.js'];

/** The settings of this run: defaults, overlaid by the config file, overlaid by flags. Frozen. */
export async function settleConfig(file: string | undefined, flags: Readonly<Record<string, unknown>>): Promise<Readonly<Config>> {
  const path = file ?? findConfig();
  const fromFile = path === undefined ? {} : await openFiles(await readConfigFile(path));
  const given = await openFiles(Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)));
  // The file is checked alone first, so that a message names the file only when the file is wrong.
  if (path !== undefined) parseConfig(fromFile, path);
  return Object.freeze(parseConfig({ ...fromFile, ...given, ...mergeOperators(fromFile, given) }, 'command line'));
}

/** The config file of the working folder, if there is one. */
export function findConfig(): string | undefined {
  return CONFIG_FILES.find((name) => existsSync(name));
}

/** The servers that a config file names, by name; the rest of it is checked, too. */
export async function readServers(path: string): Promise<NonNullable<Config['servers']>> {
  return parseConfig(await readConfigFile(path), path).servers ?? {};
}

/** The settings with what stands in files of its own read from there. */
async function openFiles(settings: Record<string, unknown>): Promise<Record<string, unknown>> {
  return openOverrides(await openMix(settings));
}

async function openOverrides(settings: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { overrides: path } = settings;
  if (typeof path !== 'string') return settings;
  const file = await loadDocument(path);
  const parsed = overridesSchema.safeParse(file);
  if (!parsed.success) throw new NearmissError(`${path}: ${describeIssue(parsed.error.issues[0] as z.core.$ZodIssue, file)}`);
  return { ...settings, overrides: parsed.data };
}

/** The settings with a mix that stands in a file of its own read from there, its weights of operators too. */
async function openMix(settings: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { mix } = settings;
  if (typeof mix !== 'string' || (mixPresetNames as readonly string[]).includes(mix)) return settings;
  if (!existsSync(mix))
    throw new NearmissError(
      `unknown mix "${mix}"${nearest(mix, mixPresetNames)}: there are ${mixPresetNames.join(', ')}, or name a file of weights`,
    );
  const file = await loadDocument(mix);
  const parsed = mixFileSchema.safeParse(file);
  if (!parsed.success) throw new NearmissError(`${mix}: ${describeIssue(parsed.error.issues[0] as z.core.$ZodIssue, file)}`);
  const own = settings.operators;
  return { ...settings, mix: parsed.data.mix, operators: { ...parsed.data.operators, ...(isObject(own) ? own : {}) } };
}

/** Weights of operators that a flag's mix brings, over those of the config file one by one. */
function mergeOperators(file: Record<string, unknown>, flags: Record<string, unknown>): { operators?: object } {
  if (!isObject(flags.operators)) return {};
  return { operators: { ...(isObject(file.operators) ? file.operators : {}), ...flags.operators } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

async function readConfigFile(path: string): Promise<Record<string, unknown>> {
  const value = await loadConfigFile(path);
  if (!isObject(value)) throw new NearmissError(`${path}: a config is an object`);
  return value;
}

async function loadConfigFile(path: string): Promise<unknown> {
  const kind = extname(path);
  if (kind === '.ts' || kind === '.js' || kind === '.mjs' || kind === '.mts') {
    if (!existsSync(path)) throw new NearmissError(`${path}: no such file or folder`);
    const { createJiti } = await import('jiti');
    try {
      return await createJiti(import.meta.url).import(pathToFileURL(resolve(path)).href, { default: true });
    } catch (cause) {
      throw new NearmissError(`${path}: ${firstLine((cause as Error).message)}`, { cause });
    }
  }
  return loadDocument(path);
}

/** A file of JSON, or of YAML where its name does not say JSON. */
async function loadDocument(path: string): Promise<unknown> {
  const text = readText(path);
  try {
    return extname(path) === '.json' ? JSON.parse(text) : (await import('yaml')).parse(text, { maxAliasCount: 20 });
  } catch (cause) {
    throw new NearmissError(`${path}: ${firstLine((cause as Error).message)}`, { cause });
  }
}

function parseConfig(value: Record<string, unknown>, source: string): Config {
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new NearmissError(`${source}: ${describeIssue(parsed.error.issues[0] as z.core.$ZodIssue, value)}`, { cause: parsed.error });
}

/** The setting, what was given, what is allowed, and the nearest right name. */
function describeIssue(issue: z.core.$ZodIssue, given: unknown): string {
  const place = issue.path.map(String).join('.');
  if (issue.code === 'invalid_union') return describeIssue(likeliestOf(issue, given), given);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] as string;
    const known = knownSettings(issue.path);
    return `unknown setting "${place === '' ? '' : `${place}.`}${key}"${nearest(key, known)}: there are ${known.join(', ')}`;
  }
  if (issue.code === 'invalid_key') return `"${place}": ${firstLine(issue.issues[0]?.message ?? issue.message)}`;
  // What stands under a server may be a secret.
  if (issue.path[0] === 'servers') return `"${place}": ${firstLine(issue.message)}`;
  const value = givenAt(issue, given);
  return `${place === '' ? 'the config' : `"${place}"`} is ${value === undefined ? 'missing' : JSON.stringify(value)}: ${firstLine(issue.message)}`;
}

/** Of the ways to write a setting, what is wrong with the one that was meant: the object where an object was given. */
function likeliestOf(issue: z.core.$ZodIssueInvalidUnion, given: unknown): z.core.$ZodIssue {
  const value = givenAt(issue, given);
  const ways = issue.errors.flatMap(([first]) => (first === undefined ? [] : [first]));
  const meant = ways.find((way) => way.path.length > 0 || (way.code === 'unrecognized_keys') === isObject(value)) ?? ways[0];
  return { ...(meant as z.core.$ZodIssue), path: [...issue.path, ...(meant?.path ?? [])] };
}

function givenAt(issue: z.core.$ZodIssue, given: unknown): unknown {
  return issue.path.reduce<unknown>((here, key) => (here as Record<PropertyKey, unknown> | undefined)?.[key], given);
}

/** The settings that there are at a place of the config. */
function knownSettings([first, ...rest]: readonly PropertyKey[]): string[] {
  if (first === 'mix') return [...familySchema.options];
  if (first === 'audit') return Object.keys(configSchema.shape.audit.unwrap().shape);
  if (first === 'model') return modelSettingsAt(rest);
  if (String(first).includes('.') || rest.length === 2) return Object.keys(overrideSchema.shape);
  return Object.keys(first === 'servers' ? serverSettingsSchema.shape : configSchema.shape);
}

function modelSettingsAt([job]: readonly PropertyKey[]): string[] {
  if (job === 'phrase') return Object.keys(phraseSettingsSchema.shape);
  if (job === 'propose') return Object.keys(proposeSettingsSchema.shape);
  if (job === 'judge') return Object.keys(judgeSettingsSchema.shape);
  return Object.keys(modelSettingsSchema.shape);
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.trim() ?? '';
}
