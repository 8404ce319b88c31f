import type { Json, JsonObject } from '../../../src/model/json.ts';
import { isSameLoosely } from './loose.ts';

/** Whether a careful annotator takes what stands in an argument; undefined: it was left out. */
export type Accept = (value: Json | undefined) => boolean;

/** A call that answers the request. `args` names every argument that may stand in it. */
export interface AcceptableCall {
  tool: string;
  args: Readonly<Record<string, Accept>>;
  /** which of the row's calls it may stand for, from 0 */
  at: number;
}

/** One conversation with all that is right in it. */
export interface Case {
  name: string;
  row: { id: string; tools: JsonObject[]; messages: JsonObject[] };
  acceptable: AcceptableCall[];
  /** whether some argument has one meaning and the conversation says it, so that a wrong call can be made */
  stated: boolean;
}

export const one =
  (...values: Json[]): Accept =>
  (value) =>
    value !== undefined && values.some((right) => isSameLoosely(right, value));
export const maybe =
  (...values: Json[]): Accept =>
  (value) =>
    value === undefined || value === null || one(...values)(value);
/** Any text with these words: how it is put is free. */
export const like =
  (...words: RegExp[]): Accept =>
  (value) =>
    words.every((pattern) => pattern.test(typeof value === 'string' ? value : JSON.stringify(value ?? '')));
export const anything: Accept = () => true;
export const inOrder =
  (...items: Accept[]): Accept =>
  (value) =>
    Array.isArray(value) && value.length === items.length && items.every((item, index) => item(value[index]));
export const anyOrder =
  (...items: Accept[]): Accept =>
  (value) =>
    Array.isArray(value) && value.length === items.length && items.every((item) => value.some(item));
export const members =
  (parts: Readonly<Record<string, Accept>>): Accept =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return Object.keys(value).every((name) => name in parts) && Object.entries(parts).every(([name, part]) => part(value[name]));
  };
export const either =
  (...ways: Accept[]): Accept =>
  (value) =>
    ways.some((way) => way(value));

export const str = (description: string, more: JsonObject = {}): JsonObject => ({ type: 'string', description, ...more });
export const int = (description: string, more: JsonObject = {}): JsonObject => ({ type: 'integer', description, ...more });
export const num = (description: string, more: JsonObject = {}): JsonObject => ({ type: 'number', description, ...more });
export const bool = (description: string, more: JsonObject = {}): JsonObject => ({ type: 'boolean', description, ...more });
export const choice = (members: string[], description: string, more: JsonObject = {}): JsonObject => ({
  type: 'string',
  enum: members,
  description,
  ...more,
});
export const list = (items: JsonObject, description: string): JsonObject => ({ type: 'array', items, description });
export const obj = (properties: JsonObject, required: string[], description = ''): JsonObject => ({
  type: 'object',
  properties,
  required,
  description,
});
export const tool = (name: string, description: string, properties: JsonObject, required: string[]): JsonObject => ({
  type: 'function',
  function: { name, description, parameters: { type: 'object', properties, required } },
});

export const system = (content: string): JsonObject => ({ role: 'system', content });
export const user = (content: string): JsonObject => ({ role: 'user', content });
export const says = (content: string): JsonObject => ({ role: 'assistant', content });
/** A call as a log holds it: its arguments as text. */
export const does = (name: string, args: JsonObject, id = 'call_1'): JsonObject => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
});
export const got = (content: Json, id = 'call_1'): JsonObject => ({
  role: 'tool',
  tool_call_id: id,
  content: typeof content === 'string' ? content : JSON.stringify(content),
});
export const right = (name: string, args: AcceptableCall['args'], at = 0): AcceptableCall => ({ tool: name, args, at });

/** A case in which something is said that a wrong call can contradict. */
export function said(name: string, tools: JsonObject[], messages: JsonObject[], ...acceptable: AcceptableCall[]): Case {
  return { name, row: { id: name, tools, messages }, acceptable, stated: true };
}

/** A case in which nothing is said that has one meaning only. */
export function unsaid(...parts: Parameters<typeof said>): Case {
  return { ...said(...parts), stated: false };
}
