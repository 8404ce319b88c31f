import type { Json, JsonObject } from '../model/json.ts';

/** A conversation on its way to `mutate`: as in OpenAI's chat API, not yet looked at closely. */
export interface Imported {
  id: string;
  tools: Json;
  messages: Json[];
}

/** A shape in which others keep trajectories. */
export interface Importer {
  name: string;
  /** whose shape it is */
  of: string;
  /** whether a document looks like it */
  recognises(document: JsonObject): boolean;
  /** The conversations of a document. What cannot be read throws an `Unreadable`. */
  read(document: JsonObject, place: string): Imported[];
}

/** Why a document is none of its shape. */
export class Unreadable extends Error {}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of objects; a text is read as JSON first, as many keep it. */
export function objectsOf(value: Json | undefined, name: string): JsonObject[] {
  const list = parsed(value, name);
  if (!Array.isArray(list) || !list.every(isObject)) throw new Unreadable(`"${name}" is no list of objects`);
  return list as JsonObject[];
}

/** A value, or what the JSON in a text says. */
export function parsed(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new Unreadable(`"${name}" is a text that is not JSON`);
  }
}

export function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

/** A call in OpenAI's form. */
export function chatCall(id: string, name: Json | undefined, args: Json | undefined): JsonObject {
  return { id, type: 'function', function: { name: name ?? null, arguments: args ?? {} } };
}

/** Tools that may be flat (`{name, description, parameters}`) or wrapped as OpenAI does. */
export function wrapTools(tools: Json | undefined, name: string): Json[] {
  return objectsOf(tools, name).map((tool) => {
    const body = isObject(tool.function) ? tool.function : tool;
    const parameters = body.parameters ?? body.input_schema ?? body.inputSchema ?? { type: 'object', properties: {} };
    return { type: 'function', function: { name: body.name ?? null, description: body.description ?? '', parameters } };
  });
}
