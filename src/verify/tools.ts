import { NearmissError } from '../errors.ts';
import { hashJson } from '../model/hash.ts';
import type { JsonObject } from '../model/json.ts';
import { findUnportable } from '../model/number.ts';
import { compileSchema, type Validate } from '../schema/compile.ts';
import { dropUnportableHints } from '../schema/normalise.ts';
import { findUnsafeText } from './unsafe.ts';

/** A tool as its server lists it, with what verification made of it. */
export interface ListedTool {
  name: string;
  title?: string;
  description: string;
  inputSchema: JsonObject;
  outputSchema?: JsonObject;
  annotations?: JsonObject;
  /** sha256 (hex) of the definition as listed */
  hash: string;
  /** why the tool cannot be used, or null */
  fault: string | null;
  inputs: Validate;
  outputs: Validate | undefined;
}

/** Longest name of a tool, in code units; models are offered names of at most 64. */
const longestName = 128;

const refuseAll: Validate = () => ({ valid: false, errors: ['the tool has no usable schema'] });

/**
 * Reads a tool list leniently: a bad tool is kept with its fault, and what cannot even be named is dropped. Of two tools
 * with one name the first counts.
 */
export function readTools(listed: readonly unknown[]): ListedTool[] {
  const tools = new Map<string, ListedTool>();
  for (const raw of listed) {
    if (!isObject(raw) || typeof raw.name !== 'string' || raw.name === '' || tools.has(raw.name)) continue;
    tools.set(raw.name, readTool(raw, raw.name));
  }
  return [...tools.values()];
}

function readTool(raw: JsonObject, name: string): ListedTool {
  const faults: string[] = [];
  const description = typeof raw.description === 'string' ? raw.description : '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (name.length > longestName || /[\u0000-\u001f\u007f-\u009f]/u.test(name)) faults.push('its name is too long or cannot be printed');
  const unsafe = findUnsafeText(raw);
  if (unsafe !== undefined) faults.push(`its definition holds ${unsafe}`);
  if (description.trim() === '') faults.push('it has no description');
  const inputSchema = isObject(raw.inputSchema) ? raw.inputSchema : {};
  if (!isObject(raw.inputSchema)) faults.push('it has no inputSchema');
  else if (inputSchema.type !== 'object') faults.push('its inputSchema is not of type object');
  const inputs = compile(inputSchema, 'inputSchema', faults) ?? refuseAll;
  const number = findUnportable(dropUnportableHints(inputSchema));
  if (number !== undefined) faults.push(`its inputSchema holds the number ${number}, which trainers read as another one`);
  const outputs = isObject(raw.outputSchema) ? compile(raw.outputSchema, 'outputSchema', faults) : undefined;
  return {
    name,
    ...(typeof raw.title === 'string' ? { title: raw.title } : {}),
    description,
    inputSchema,
    ...(isObject(raw.outputSchema) ? { outputSchema: raw.outputSchema } : {}),
    ...(isObject(raw.annotations) ? { annotations: raw.annotations } : {}),
    hash: hashJson(raw),
    fault: faults[0] ?? null,
    inputs,
    outputs,
  };
}

function compile(schema: JsonObject, what: string, faults: string[]): Validate | undefined {
  try {
    return compileSchema(schema);
  } catch (error) {
    if (!(error instanceof NearmissError)) throw error;
    faults.push(`its ${what}: ${error.message}`);
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
