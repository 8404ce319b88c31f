import { NearmissError } from '../errors.ts';
import type { Json } from '../model/json.ts';
import { pointerOf } from '../model/pointer.ts';

/** A piece of a request template; the grammar is told in `model/phrases.ts`. */
export type Part =
  | { part: 'text'; text: string }
  | { part: 'cue'; step: number; text: string }
  | { part: 'slot'; step: number; pointer: string }
  | { part: 'literal'; step: number; pointer: string; value: Json; text: string }
  | { part: 'clause'; parts: Part[] };

export interface Template {
  source: string;
  /** by step: argument values that the template is for */
  when: readonly { step: number; pointer: string; value: Json }[];
  parts: readonly Part[];
  /** the words that say which tool is wanted at a step, in lower case: the first cue of each step */
  cues: ReadonlyMap<number, string>;
}

/** The templates of one tool (`steps` 1) or of a chain of `steps` tools. */
export function parseRequests(
  requests: readonly (string | { when: Record<string, Json>; say: string | string[] })[],
  steps: number,
): Template[] {
  return requests.flatMap((request) => {
    if (typeof request === 'string') return [parseTemplate(request, steps)];
    const when = Object.entries(request.when).map(([pointer, value]) => ({ ...stepOf(pointer, steps), value }));
    return [request.say].flat().map((source) => ({ ...parseTemplate(source, steps), when }));
  });
}

/** Parses one template; a chain's marks carry their step. */
export function parseTemplate(source: string, steps: number): Template {
  const parts = parseParts(source, source, steps);
  if (!parts.some((part) => part.part === 'cue')) fail(source, 'it has no cue: put [..] around the words that say which tool is wanted');
  return { source, when: [], parts, cues: firstCues(parts) };
}

function firstCues(parts: readonly Part[]): Map<number, string> {
  const cues = new Map<number, string>();
  for (const part of parts) if (part.part === 'cue' && !cues.has(part.step)) cues.set(part.step, part.text.toLowerCase());
  return cues;
}

const MARK = /\[([^\]]*)\]|\{([^}]*)\}|<([^>]*)>/gu;

function parseParts(text: string, source: string, steps: number): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > from) parts.push({ part: 'text', text: plain(text.slice(from, match.index), source) });
    from = match.index + match[0].length;
    const [, cue, slot, clause] = match;
    if (cue !== undefined) parts.push(parseCue(cue, steps));
    else if (slot !== undefined) parts.push(parseSlot(slot, source, steps));
    else parts.push({ part: 'clause', parts: parseClause(clause ?? '', source, steps) });
  }
  if (from < text.length) parts.push({ part: 'text', text: plain(text.slice(from), source) });
  return parts;
}

function parseCue(text: string, steps: number): Part {
  const step = /^(\d+):(.*)$/su.exec(text);
  return step === null ? { part: 'cue', step: steps - 1, text } : { part: 'cue', step: Number(step[1]), text: step[2] as string };
}

function parseSlot(text: string, source: string, steps: number): Part {
  const literal = /^([^=|]+)=(.*)\|([^|]*)$/su.exec(text);
  const path = (literal?.[1] ?? text).trim();
  if (path === '' || (literal === null && /[=|]/u.test(text))) fail(source, `{${text}} is neither {argument} nor {argument=value|words}`);
  const place = stepOf(pointerOf(path.split('.')), steps);
  if (place.step >= steps || place.pointer === '') fail(source, `{${text}} names no argument of a step from 0 to ${steps - 1}`);
  return literal === null
    ? { part: 'slot', ...place }
    : { part: 'literal', ...place, value: readValue(literal[2] as string), text: literal[3] as string };
}

function parseClause(text: string, source: string, steps: number): Part[] {
  const parts = parseParts(text, source, steps);
  if (!parts.some((part) => part.part === 'slot' || part.part === 'literal')) fail(source, `the optional clause <${text}> has no slot`);
  return parts;
}

/** In a chain the first segment of a pointer is the step. */
function stepOf(pointer: string, steps: number): { step: number; pointer: string } {
  if (steps === 1) return { step: 0, pointer };
  const match = /^\/(\d+)(\/.*)?$/su.exec(pointer);
  return match === null ? { step: steps, pointer: '' } : { step: Number(match[1]), pointer: match[2] ?? '' };
}

function readValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function plain(text: string, source: string): string {
  if (/[[\]{}<>]/u.test(text)) fail(source, 'a bracket does not close');
  return text;
}

function fail(source: string, why: string): never {
  throw new NearmissError(`request template "${source}": ${why}`);
}
