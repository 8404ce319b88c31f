import type { Json } from '../model/json.ts';
import type { Phrases } from '../model/phrases.ts';
import { extendPointer } from './json.ts';

/** A piece of a request template (`model/phrases.ts` tells the grammar). Its words are in lower case: where they begin a sentence, they may have a capital. */
export type Piece =
  | { is: 'text' | 'cue'; step: number; pointer: ''; words: string }
  | { is: 'slot'; step: number; pointer: string }
  | { is: 'literal'; step: number; pointer: string; words: string; value: Json }
  | { is: 'clause'; pieces: Piece[] };

/** A piece with what follows it: in a clause, at last, what follows the clause. `key`: names the argument among those of all steps. */
export type Link =
  | { is: 'text' | 'cue'; words: string; next: Link | null }
  | { is: 'slot'; step: number; pointer: string; key: string; next: Link | null }
  | { is: 'literal'; step: number; pointer: string; key: string; words: string; value: Json; next: Link | null }
  | { is: 'clause'; inner: Link | null; next: Link | null };

/** A request template and the tools it asks for, in order. */
export interface Asking {
  tools: readonly string[];
  /** argument values that it is for */
  when: readonly { step: number; pointer: string; value: Json }[];
  pieces: readonly Piece[];
  /** the pieces as they are read one after the other */
  first: Link | null;
}

/** All request templates of a ground. */
export function readTemplates(phrases: Phrases): Asking[] {
  const askings: Asking[] = [];
  const add = (tools: string[], requests: Phrases['chains'][number]['requests']): void => {
    for (const request of requests) {
      const sayings = typeof request === 'string' ? [request] : [request.say].flat();
      const when = typeof request === 'string' ? [] : readConditions(request.when, tools.length);
      for (const saying of sayings) {
        const pieces = splitTemplate(saying, tools.length);
        askings.push({ tools, when, pieces, first: linkPieces(pieces, null) });
      }
    }
  };
  for (const [tool, { requests }] of Object.entries(phrases.tools)) add([tool], requests);
  for (const { tools, requests } of phrases.chains) add(tools, requests);
  return askings;
}

/** In a chain the first segment of a pointer is the step. */
function readConditions(when: Readonly<Record<string, Json>>, steps: number): Asking['when'] {
  return Object.entries(when).map(([pointer, value]) => {
    if (steps === 1) return { step: 0, pointer, value };
    const [first = '', ...rest] = pointer.slice(1).split('/');
    return { step: Number(first), pointer: rest.map((segment) => `/${segment}`).join(''), value };
  });
}

/** Takes a template apart. `steps`: how many calls it asks for; marks carry their step only where there is more than one. */
export function splitTemplate(template: string, steps: number): Piece[] {
  const pieces: Piece[] = [];
  let rest = template;
  while (rest !== '') {
    const open = rest.search(/[[{<]/u);
    const plain = open < 0 ? rest : rest.slice(0, open);
    pieces.push(...splitPlain(plain, pieces));
    if (open < 0) break;
    const close = rest.indexOf({ '[': ']', '{': '}', '<': '>' }[rest[open] as '[' | '{' | '<'], open);
    if (close < 0) throw new Error(`a mark of the template ${JSON.stringify(template)} does not close`);
    const inner = rest.slice(open + 1, close);
    if (rest[open] === '<') pieces.push({ is: 'clause', pieces: splitTemplate(inner, steps) });
    else if (rest[open] === '[') pieces.push(makeCue(inner, steps));
    else pieces.push(makeSlot(inner, steps));
    rest = rest.slice(close + 1);
  }
  return pieces;
}

function linkPieces(pieces: readonly Piece[], end: Link | null): Link | null {
  return pieces.reduceRight<Link | null>((next, piece) => {
    switch (piece.is) {
      case 'clause':
        return { is: 'clause', inner: linkPieces(piece.pieces, next), next };
      case 'slot':
        return { ...piece, key: keyOf(piece.step, piece.pointer), next };
      case 'literal':
        return { ...piece, key: keyOf(piece.step, piece.pointer), next };
      default:
        return { is: piece.is, words: piece.words, next };
    }
  }, end);
}

/** The name of an argument among those of all steps. */
export function keyOf(step: number, pointer: string): string {
  return `${step}${pointer}`;
}

/** Words in pieces: a quoted sentence that ends with a stop of its own takes no second one. */
function splitPlain(words: string, before: readonly Piece[]): Piece[] {
  const [earlier, last] = before.filter(({ is }) => is !== 'clause').slice(-2);
  const isOpen = last !== undefined && 'words' in last && last.words === '"' && earlier?.is === 'slot';
  const [, quote = '', stop = '', rest = ''] = (isOpen ? /^()(\.)(.*)$/su : /^(")(\.)(.*)$/su).exec(words) ?? [];
  const isAfterQuote = stop !== '' && (isOpen || before.at(-1)?.is === 'slot');
  const pieces = isAfterQuote ? [makeText(quote), { is: 'clause' as const, pieces: [makeText(stop)] }, makeText(rest)] : [makeText(words)];
  return pieces.filter((piece) => piece.is === 'clause' || piece.words !== '');
}

function makeText(words: string): Extract<Piece, { is: 'text' | 'cue' }> {
  return { is: 'text', step: 0, pointer: '', words: words.toLowerCase() };
}

function makeCue(inner: string, steps: number): Piece {
  const colon = /^\d+:/u.exec(inner)?.[0] ?? '';
  return {
    is: 'cue',
    step: colon === '' ? steps - 1 : Number.parseInt(colon, 10),
    pointer: '',
    words: inner.slice(colon.length).toLowerCase(),
  };
}

function makeSlot(inner: string, steps: number): Piece {
  const equals = inner.indexOf('=');
  const bar = inner.lastIndexOf('|');
  const path = (equals < 0 ? inner : inner.slice(0, equals)).trim().split('.');
  const step = steps > 1 ? Number(path.shift()) : 0;
  const pointer = path.reduce(extendPointer, '');
  if (equals < 0) return { is: 'slot', step, pointer };
  return { is: 'literal', step, pointer, words: inner.slice(bar + 1).toLowerCase(), value: parseLoosely(inner.slice(equals + 1, bar)) };
}

/** JSON, or a bare string. */
function parseLoosely(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

let last = { text: '', small: '' };

/** A message without capitals, every letter where it was. It is asked for again and again: that of the last one is kept. */
export function hearSmall(text: string): string {
  if (text !== last.text) last = { text, small: withoutCapitals(text) };
  return last.small;
}

/** A text without capitals, every letter where it was. */
export function withoutCapitals(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}

/** All pieces, those of clauses too. */
export function flattenPieces(pieces: readonly Piece[]): Exclude<Piece, { is: 'clause' }>[] {
  return pieces.flatMap((piece) => (piece.is === 'clause' ? flattenPieces(piece.pieces) : [piece]));
}

/** The mark that words are said to come from. */
export interface Mark {
  tool: string;
  /** argument, or '' for a cue */
  pointer: string;
  words: string;
}

/**
 * Whether the stretch `start..end` of a text can be that mark of this template: the rest of the template fits around it, with any
 * words in its slots. What stands before and after the template is not looked at.
 */
export function fitsAround(asking: Pick<Asking, 'tools' | 'pieces'>, text: string, start: number, end: number, mark: Mark): boolean {
  const [heard, said] = [hearSmall(text), withoutCapitals(mark.words)];
  return listPlaces(asking).some(
    (place) => place.tool === mark.tool && place.pointer === mark.pointer && fitsPlace(place, heard, start, end, said),
  );
}

/** Where a mark stands in a template. */
export interface MarkPlace {
  tool: string | undefined;
  pointer: string;
  /** null where any words may stand */
  words: string | null;
  before: readonly Piece[];
  after: readonly Piece[];
}

/** Whether the stretch `start..end` of a text can be the mark at that place, with these words; text and words without capitals. */
export function fitsPlace({ words, before, after }: MarkPlace, heard: string, start: number, end: number, said: string): boolean {
  return (
    (words === null || words === said) &&
    heard.endsWith(wordsOf(before.at(-1)), start) &&
    heard.startsWith(wordsOf(after[0]), end) &&
    isAmong(advance(before, heard, { exact: [], from: 0 }), start) &&
    !isNowhere(advance(after, heard, { exact: [end], from: Number.POSITIVE_INFINITY }))
  );
}

/** The words that have to stand where the piece does; '' where others may. */
function wordsOf(piece: Piece | undefined): string {
  return piece !== undefined && 'words' in piece ? piece.words : '';
}

/** The places of all marks of a template. */
export function listPlaces({ pieces, tools }: Pick<Asking, 'tools' | 'pieces'>): MarkPlace[] {
  return findPlaces(pieces, tools);
}

function findPlaces(pieces: readonly Piece[], tools: readonly string[]): MarkPlace[] {
  return pieces.flatMap((piece, index): MarkPlace[] => {
    const before = pieces.slice(0, index);
    const after = pieces.slice(index + 1);
    if (piece.is === 'text') return [];
    if (piece.is === 'clause') {
      return findPlaces(piece.pieces, tools).map((place) => ({
        ...place,
        before: [...before, ...place.before],
        after: [...place.after, ...after],
      }));
    }
    const words = piece.is === 'slot' ? null : piece.words;
    return [{ tool: tools[piece.step], pointer: piece.pointer, words, before, after }];
  });
}

/** Places in a text: these, and all from one on. */
interface Places {
  exact: readonly number[];
  from: number;
}

function isAmong({ exact, from }: Places, place: number): boolean {
  return place >= from || exact.includes(place);
}

function isNowhere({ exact, from }: Places): boolean {
  return exact.length === 0 && from === Number.POSITIVE_INFINITY;
}

/** The places a text can be read to when the pieces begin at one of these places. */
function advance(pieces: readonly Piece[], text: string, start: Places): Places {
  let places = start;
  for (const piece of pieces) {
    if (isNowhere(places)) break;
    if (piece.is === 'clause') {
      const said = advance(piece.pieces, text, places);
      places = { exact: [...places.exact, ...said.exact], from: Math.min(places.from, said.from) };
    } else if (piece.is === 'slot') {
      const next = Math.min(places.from, ...places.exact) + 1;
      places = { exact: [], from: next <= text.length ? next : Number.POSITIVE_INFINITY };
    } else places = { exact: findAfter(piece.words, text, places), from: Number.POSITIVE_INFINITY };
  }
  return places;
}

/** Where words end that begin at one of these places. */
function findAfter(words: string, text: string, { exact, from }: Places): number[] {
  const ends = exact.filter((place) => place < from && text.startsWith(words, place)).map((place) => place + words.length);
  if (from === Number.POSITIVE_INFINITY) return ends;
  for (let place = text.indexOf(words, from); place >= 0; place = text.indexOf(words, place + 1)) ends.push(place + words.length);
  return ends;
}
