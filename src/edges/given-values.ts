import { extname } from 'node:path';
import { NearmissError } from '../errors.ts';
import type { Json } from '../model/json.ts';
import { nearest } from '../nearest.ts';
import { findSlots } from '../verify/explore/slots.ts';
import type { ListedTool } from '../verify/tools.ts';
import { readText } from './files.ts';

/**
 * Reads values that a user gives for arguments: JSON or YAML, an object of `parameter` or `tool.parameter` to a list of values (one
 * value alone is a list of one).
 */
export async function readGivenValues(path: string): Promise<Map<string, Json[]>> {
  const text = readText(path);
  let document: unknown;
  try {
    document = extname(path) === '.json' ? JSON.parse(text) : (await import('yaml')).parse(text, { maxAliasCount: 20 });
  } catch (cause) {
    throw new NearmissError(`${path}: ${(cause as Error).message.split('\n')[0]}`, { cause });
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new NearmissError(`${path}: values are an object of parameter names (or tool.parameter) to lists of values`);
  const given = new Map<string, Json[]>();
  for (const [name, value] of Object.entries(document as Record<string, Json>)) {
    const values = Array.isArray(value) ? value : [value];
    if (values.length === 0 || values.some((item) => item === null || item === undefined))
      throw new NearmissError(`${path}: "${name}" has no values: give at least one, and no null`);
    given.set(name, values);
  }
  return given;
}

/** Refuses names that no tool has, and values that no argument of that name takes. */
export function checkGivenValues(given: ReadonlyMap<string, readonly Json[]>, tools: readonly ListedTool[]): void {
  const known = new Set<string>();
  for (const tool of tools) {
    for (const { name } of findSlots(tool.inputSchema)) {
      known.add(name);
      known.add(`${tool.name}.${name}`);
    }
  }
  for (const name of given.keys()) {
    if (!known.has(name)) {
      throw new NearmissError(`--values: no tool of this server has a parameter "${name}"${nearest(name, [...known])}`);
    }
  }
}
