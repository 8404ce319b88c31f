import type { Pair } from '../model/pair.ts';
import { signatures } from '../model/ways.ts';
import { hearPersona } from './told.ts';

const NAME = '(\\p{Lu}\\p{Ll}{2,})';
const patternOf = (words: string): string => words.replace(/[\\^$.*+?()[\]|/]/gu, '\\$&').replace('{persona}', NAME);
const BEFORE = signatures.before.map((words) => new RegExp(`^${patternOf(words)}`, 'u'));
const AFTER = signatures.after.map((words) => new RegExp(`${patternOf(words)}$`, 'u'));

/**
 * The words around a request by which somebody gives their name: that of the system message where it names them, and none that either call
 * takes for a value.
 */
export function readSignatures(pair: Pick<Pair, 'prompt' | 'chosen' | 'rejected'>, text: string): { before: string[]; after: string[] } {
  const read = (patterns: readonly RegExp[]): string[] =>
    patterns.flatMap((pattern) => {
      const [words, name] = pattern.exec(text) ?? [];
      return words !== undefined && name !== undefined && mayBeTheirs(pair, name) ? [words] : [];
    });
  return { before: read(BEFORE), after: read(AFTER) };
}

function mayBeTheirs({ prompt, chosen, rejected }: Pick<Pair, 'prompt' | 'chosen' | 'rejected'>, name: string): boolean {
  const told = hearPersona(prompt);
  const taken = JSON.stringify([...chosen, ...rejected].map((message) => message.tool_calls?.[0]?.function.arguments ?? null));
  return (told === null || told === name) && !taken.toLowerCase().includes(name.toLowerCase());
}
