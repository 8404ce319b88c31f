import type { Json } from '../model/json.ts';
import { quote } from './claims.ts';
import { isObject, splitPointer } from './json.ts';
import type { Reasons, Row } from './row.ts';
import { findTool } from './row.ts';

/** Whether the row says that its rejected side is a broken call: wrong by its form, whatever the request says. */
export function isBroken(row: Row): boolean {
  return row.pair.deviation.family === 'broken_call';
}

/**
 * Whether a call that is said to be broken is: written out as text that is no JSON, of a tool that is not offered, with arguments that the
 * schema refuses, or with a placeholder in the place of a value.
 */
export function judgeBroken(row: Row): Reasons {
  if (!isBroken(row)) return null;
  const { chosen, rejected } = row;
  if (chosen.call === null) return ['the chosen side makes no call that could be broken'];
  if (rejected.call === null) return judgeText(rejected.message.content, chosen.call.name);
  const offered = row.pair.tools.some((tool) => tool.function.name === rejected.call?.name);
  if (!offered) return [];
  const tool = findTool(row, rejected.call.name);
  if (tool === undefined || !tool.accepts(rejected.call.arguments)) return [];
  const { deviation } = row.pair;
  return isPlaceholderFor(deviation.to, deviation.pointer) && !isPlaceholderFor(deviation.from, deviation.pointer)
    ? []
    : [`${rejected.call.name} takes ${quote(rejected.call.arguments)}, so the call is not broken`];
}

/** A call that is written out names its tool, and no reader of JSON takes it. */
function judgeText(text: string, tool: string): string[] {
  const faults = text.includes(tool) ? [] : [`the text is no call of ${tool}`];
  for (const candidate of [text, text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)]) {
    const value = parse(candidate.replace(/<\/?tool_call>/gu, '').trim());
    if (isObject(value)) faults.push('the text is JSON, so a reader takes it for a call');
  }
  return [...new Set(faults)];
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Whether a value is the name of its argument between the signs by which programs mark an open place. */
function isPlaceholderFor(value: Json, pointer: string): boolean {
  if (typeof value !== 'string') return false;
  const bare = /^(?:<(.+)>|\{\{(.+)\}\}|\{([^{}]+)\}|\[(.+)\]|YOUR_(.+)|\$(.+))$/u
    .exec(value)
    ?.slice(1)
    .find((group) => group !== undefined);
  const name = splitPointer(pointer).findLast((segment) => !/^\d+$/u.test(segment)) ?? '';
  return bare !== undefined && plain(bare) === plain(name);
}

function plain(name: string): string {
  return name.replace(/[^A-Za-z0-9]/gu, '').toLowerCase();
}
