import type { Kind } from '../model/primitive.ts';
import { corrections, followUps, secondThoughts, type Turn, type Way } from '../model/ways.ts';
import type { Row } from './row.ts';
import { readSignatures } from './signatures.ts';

/** Words in which a value takes the place of another. */
export interface TurnFound {
  way: Extract<Way, 'correction' | 'follow_up' | 'second_thought'>;
  of: Turn['of'];
  /** where the turn begins in its message */
  at: number;
  value: { start: number; end: number };
  /** the value that is taken back, where it is named again */
  other: string | null;
  /** where it is */
  otherAt: number;
}

const PATTERNS = (
  [
    ['correction', corrections],
    ['follow_up', followUps],
    ['second_thought', secondThoughts],
  ] as const
).flatMap(([way, turns]) =>
  turns.flatMap(({ words, of }) =>
    ['', '"'].map((quote) => {
      const inner = words
        .split(/(\{value\}|\{other\})/u)
        .map((piece, at) => {
          if (at % 2 === 1) return `${quote}(?<${piece.slice(1, -1)}>[^"\\n]+?)${quote}`;
          return piece.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
        })
        .join('');
      return { way, of, pattern: new RegExp(`${way === 'correction' ? '' : '^'}${inner}$`, 'du') };
    }),
  ),
);

/** Every way in which a message, or its end, can be such words; `text` without what closes it. */
export function* findTurns(text: string): Generator<TurnFound> {
  for (const { way, of, pattern } of PATTERNS) {
    const found = pattern.exec(text);
    const place = found?.indices?.groups?.value;
    if (found === null || place === undefined) continue;
    yield {
      way,
      of,
      at: found.index,
      value: { start: place[0], end: place[1] },
      other: found.groups?.other ?? null,
      otherAt: found.indices?.groups?.other?.[0] ?? -1,
    };
  }
}

/** Whether the words that the evidence names stand as the new value in such words. */
export function standsInTurn({ pair, grounds: [ground] }: Row, text: string): boolean {
  const { start, end } = pair.evidence.stated;
  const closers = ['', ...(ground?.phrases.closers ?? []), ...readSignatures(pair, text).after];
  return closers
    .filter((closer) => text.endsWith(closer))
    .some((closer) =>
      [...findTurns(text.slice(0, text.length - closer.length))].some(({ value }) => value.start === start && value.end === end),
    );
}

const THINGS: readonly Kind[] = ['path', 'name', 'id', 'text', 'range'];
const AMOUNTS: readonly Kind[] = ['count', 'number'];

/** Whether such words can only be about the one argument: it is of their sort, and nothing else that is said is. */
export function isAbout({ of, other }: TurnFound, kind: Kind | null, others: readonly (Kind | null)[]): boolean {
  if (other !== null) return of === 'any';
  const sort = of === 'thing' ? THINGS : AMOUNTS;
  const isOfSort = (each: Kind | null): boolean => each !== null && sort.includes(each);
  return isOfSort(kind) && !others.some(isOfSort);
}
