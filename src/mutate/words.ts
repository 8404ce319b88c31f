import { remembered } from './remembered.ts';

/** A word or a run of digits in a text, folded: small letters, no accents. */
export interface Token {
  folded: string;
  start: number;
  end: number;
}

const TOKEN = /[a-z]+|\d+|[\p{L}\p{M}]+/giu;

/** The words and numbers of a text in order. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const { length } = text;
  for (let at = 0; at < length; ) {
    const kind = KINDS[text.charCodeAt(at)] ?? OTHER;
    if (kind === NOTHING) {
      at++;
      continue;
    }
    if (kind === OTHER) return [...tokens, ...tokeniseAny(text, at)];
    const start = at;
    at = endOfRun(text, start);
    // The word goes on in letters of another script.
    if (kind === LETTER && at < length && text.charCodeAt(at) > 127) return [...tokens, ...tokeniseAny(text, start)];
    tokens.push({ folded: text.slice(start, at).toLowerCase(), start, end: at });
  }
  return tokens;
}

const NOTHING = 0;
const LETTER = 1;
const DIGIT = 2;
const OTHER = 3;
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 48 && code <= 57) return DIGIT;
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? LETTER : NOTHING;
});

/** Whether a character stands in a word of ASCII letters or in a run of digits; null where in neither. */
export function kindOfCharacter(code: number): typeof LETTER | typeof DIGIT | null {
  const kind = KINDS[code];
  return kind === LETTER || kind === DIGIT ? kind : null;
}

/** Where the letters or the digits end that begin at a place. */
export function endOfRun(text: string, start: number): number {
  const kind = KINDS[text.charCodeAt(start)];
  let end = start + 1;
  while (end < text.length && KINDS[text.charCodeAt(end)] === kind) end++;
  return end;
}

/** Where the letters or the digits begin that stand at a place. */
export function startOfRun(text: string, place: number): number {
  const kind = KINDS[text.charCodeAt(place)];
  let start = place;
  while (start > 0 && KINDS[text.charCodeAt(start - 1)] === kind) start--;
  return start;
}

function tokeniseAny(text: string, from: number): Token[] {
  const tokens: Token[] = [];
  for (const match of text.slice(from).matchAll(TOKEN)) {
    const start = from + match.index;
    const last = tokens.at(-1);
    // Letters with and without accents of one word come as two runs.
    if (last !== undefined && last.end === start && !isDigits(last.folded) && !isDigits(match[0])) {
      last.end += match[0].length;
      last.folded = fold(text.slice(last.start, last.end));
    } else tokens.push({ folded: fold(match[0]), start, end: start + match[0].length });
  }
  return tokens;
}

/** Small letters without accents. */
export function fold(text: string): string {
  const small = text.toLowerCase();
  return isAscii(small) ? small : small.normalize('NFD').replace(/\p{M}/gu, '');
}

export function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII
  return /^[\x00-\x7f]*$/u.test(text);
}

export function isDigits(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 48 && code <= 57;
}

/** What "cities" is one of: "city". Takes folded words. */
export function singular(word: string): string {
  if (!word.endsWith('s')) return word;
  return word
    .replace(/(?<=[a-z]{2})ies$/u, 'y')
    .replace(/(?<=(?:s|x|z|ch|sh))es$/u, '')
    .replace(/(?<=[a-z]{2}[^su])s$/u, '');
}

/** What "city" and "cities" both begin with. */
export function withoutY(word: string): string {
  return word.length > 1 && word.endsWith('y') ? word.slice(0, -1) : word;
}

/** A word without its commonest endings, so that "ordered", "orders" and "ordering" are one. Takes folded words. */
export function stemOf(word: string): string {
  if (word.length < 4 || isDigits(word)) return word;
  const cut = word.endsWith('s')
    ? word
        .replace(/(?:'s|ies)$/u, 'y')
        .replace(/(?<=(?:s|x|z|ch|sh))es$/u, '')
        .replace(/(?<=[a-z]{2}[^s])s$/u, '')
    : word;
  const bare = cut.replace(/(?<=[a-z]{3})(?:ing|ed|er|ly|al|ion|e)$/u, '');
  if (bare.length < 3) return cut;
  return bare.at(-1) === bare.at(-2) ? bare.replace(/([b-df-hj-km-np-rtv-z])\1$/u, '$1') : bare;
}

/** The folded words of a text in order. */
export const wordsOf = remembered((text): readonly string[] => tokenise(text).map(({ folded }) => folded));

/** Words that name nothing by themselves. */
const SMALL = new Set(
  (
    'a an and any are as at be by do for from get give has have i in into is it its me my no not of on or our out per please so some that the their them then ' +
    'there this to up us was we what when where which who will with without you your can could would should want need show find tell'
  ).split(' '),
);

/** Whether a folded word says something by itself. */
export function isContent(word: string): boolean {
  return word.length > 1 && !SMALL.has(word);
}

/** The stems of the words that say something. */
export const contentStems = remembered((text): readonly string[] => wordsOf(text).filter(isContent).map(stemOf));

/** The folded words of a text, one space between them: equal for texts that differ in case, accents, marks and spacing only. */
export const keyOf = remembered((text) => wordsOf(text).join(' '));

/** The words of a parameter's or tool's name: `startDate` and `start_date` are (start, date). */
export const nameWords = remembered((name): readonly string[] =>
  wordsOf(name.replace(/([a-z0-9])([A-Z])/gu, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/gu, '$1 $2')),
);
