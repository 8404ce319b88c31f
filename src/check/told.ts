import type { Pair } from '../model/pair.ts';
import { readDates } from './dates.ts';

/** What a system message tells of dates. */
export interface Told {
  /** the day it is; null where nobody says */
  today: string | null;
  /** which of two numbers is the day; null where nobody says */
  order: 'day' | 'month' | null;
}

/** Hears what the system message of a conversation tells. */
export function hearTold([first]: Pair['prompt']): Told {
  if (first?.role !== 'system') return { today: null, order: null };
  const day = /\b(?:today is|it is) ((?:[a-z]+day, )?\d{1,2} [a-z]+ \d{4})\b/iu.exec(first.content)?.[1];
  const [today = null] = day === undefined ? [] : readDates(day);
  const order = /\b(day|month) first\b/iu.exec(first.content)?.[1]?.toLowerCase() as Told['order'] | undefined;
  return { today, order: order ?? null };
}

/** The one who writes, as the system message names them; null where it names nobody. */
export function hearPersona([first]: Pair['prompt']): string | null {
  return first?.role === 'system' ? (/\byou are talking to (\p{Lu}\p{Ll}+) \p{Lu}\p{Ll}+/iu.exec(first.content)?.[1] ?? null) : null;
}

/** Whether a system message is that of a ground, with its marks filled: its root, its day, somebody's name. */
export function compileSystem(system: string, root: string, day: string | undefined): (content: string) => boolean {
  const pattern = compilePattern(system, root);
  return (content) => isFilled(content, pattern, day);
}

function isFilled(content: string, pattern: RegExp, day: string | undefined): boolean {
  const found = pattern.exec(content);
  if (found === null) return false;
  const said = found.groups?.day;
  return said === undefined || (day !== undefined && readDates(said).includes(day));
}

function compilePattern(system: string, root: string): RegExp {
  const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  const pattern = system
    .split(/(\{(?:root|today|persona)\})/u)
    .map((piece, at) => {
      if (at % 2 === 0) return literal(piece);
      return piece === '{root}'
        ? literal(root)
        : piece === '{today}'
          ? '(?<day>[A-Z][a-z]+day, \\d{1,2} [A-Z][a-z]+ \\d{4})'
          : '[A-Z][a-z]+ [A-Z][a-z]+';
    })
    .join('');
  return new RegExp(`^${pattern}$`, 'u');
}
