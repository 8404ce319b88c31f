import { endOfRun, fold, isAscii, kindOfCharacter, type Token, tokenise } from '../words.ts';

/** A number as words or digits of a text state it. */
export interface NumberSaid {
  value: number;
  /** of 5 % also 0.05 is said */
  percent: boolean;
  start: number;
  end: number;
  /** the folded word after it, such as its unit; empty where none follows */
  next: string;
}

const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  million: 1e6,
  millions: 1e6,
  mn: 1e6,
  mm: 1e6,
  crore: 1e7,
  crores: 1e7,
  billion: 1e9,
  billions: 1e9,
  bn: 1e9,
  trillion: 1e12,
  hundred: 100,
  dozen: 12,
};

const DIGITS = /(\d{1,3}(?:,\d{3})+(?!\d)|\d+)((?:\.\d+)+)?/gu;
const AFTER =
  /^(?:(?:\s*|-)(thousand|lakhs?|millions?|mn|crores?|billions?|bn|trillion|hundred|dozen)\b|(k|K|M|B)\b)?\s*(%|percent\b|per cent\b|percentage\b)?/u;

const LETTERS: Readonly<Record<string, string>> = { k: 'k', K: 'k', M: 'million', B: 'billion' };

/** What may go on to say what a number is of. */
const MORE = /[\s\p{L}%-]/u;

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const SPELLED = new Map<string, number>([
  ...UNITS.map((word, value) => [word, value] as const),
  ...TENS.map((word, value) => [word, 20 + 10 * value] as const),
  ...ORDINALS.map((word, value) => [word, value] as const),
  ['twentieth', 20],
  ['thirtieth', 30],
]);
const TIMES: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3, half: 0.5, couple: 2, dozen: 12 };

/** What makes a kind of a number before it: a one-way ticket, a first-class seat. */
const NO_COUNT = /^(?:-| )(?:way|class|hand|time buyer|on one|of (?:the|these|those|my|your|our|them))\b/iu;

const STARTS = new Set([...SPELLED.keys(), ...Object.keys(TIMES)]);

/** Every number that a text says, in digits or in words. */
export function numbersIn(text: string): NumberSaid[] {
  const found = [...digitsIn(text), ...spelledIn(text)];
  return found.length < 2 ? found : found.sort((a, b) => a.start - b.start);
}

function* digitsIn(text: string): Generator<NumberSaid> {
  for (const match of text.matchAll(DIGITS)) {
    const [whole, digits, decimals] = match;
    let start = match.index;
    let end = start + whole.length;
    // 1.2.3 is no number; the dot of "5." ends a sentence.
    if (decimals !== undefined && decimals.indexOf('.', 1) > 0) continue;
    const before = text.charAt(start - 1);
    // The fraction of .5 and the tail of a word are no numbers of their own.
    if (before === '.' && !/\d/u.test(text.charAt(start - 2)) && /^$|\s|[(,=:]/u.test(text.charAt(start - 2))) {
      yield { value: Number(`0.${digits}`), percent: false, start: start - 1, end, next: '' };
      continue;
    }
    let value = Number(whole.replaceAll(',', ''));
    if (before !== '-' && before !== '−' && before !== ' ' && !MORE.test(text.charAt(end))) {
      yield { value, percent: false, start, end, next: '' };
      continue;
    }
    const after = AFTER.exec(text.slice(end, end + 24)) as RegExpExecArray;
    // Of A12B the letters are a name's.
    const letter = after[2] === undefined || /\p{L}/u.test(before) ? undefined : LETTERS[after[2]];
    const scale = after[1] ?? letter;
    if (scale !== undefined) value = Number((value * (SCALES[scale] as number)).toPrecision(15));
    const percent = after[3] !== undefined;
    if (scale !== undefined || percent) end += after[0].trimEnd().length;
    if ((before === '-' || before === '−') && !/[\p{L}\d.)]/u.test(text.charAt(start - 2))) {
      value = -value;
      start -= 1;
    } else if (/\b(?:minus|negative)\s$/iu.test(text.slice(Math.max(0, start - 10), start))) {
      value = -value;
      start = text.slice(0, start).search(/\b(?:minus|negative)\s$/iu);
    }
    yield { value, percent, start, end, next: wordAfter(text, end) };
  }
}

function* spelledIn(text: string): Generator<NumberSaid> {
  let said = 0;
  for (const start of startsIn(text)) {
    if (start < said) continue;
    const tokens = tokenise(text.slice(start, start + LONGEST)).map((token) => ({
      folded: token.folded,
      start: start + token.start,
      end: start + token.end,
    }));
    const first = tokens[0] as Token;
    if (NO_COUNT.test(text.slice(first.end, first.end + 12))) continue;
    let value = SPELLED.get(first.folded) ?? (TIMES[first.folded] as number);
    let last = 0;
    let total = 0;
    for (let next = 1; next < tokens.length; next++) {
      const { folded } = tokens[next] as Token;
      const more = SPELLED.get(folded);
      const scale = SCALES[folded];
      if (scale !== undefined && folded.length > 2) {
        if (scale === 100 || scale === 12) value = (value || 1) * scale;
        else {
          total += (value || 1) * scale;
          value = 0;
        }
        last = next;
      } else if (
        more !== undefined &&
        ((value % 100 === 0 && more < 100 && value + total > 0) || (value % 10 === 0 && value % 100 >= 20 && more < 10 && more > 0))
      ) {
        value += more;
        last = next;
      } else if (
        (folded === 'and' || folded === 'a') &&
        SPELLED.has(tokens[next + 1]?.folded ?? '') &&
        value % 100 === 0 &&
        value + total >= 100
      )
        continue;
      else if (folded === 'a' && SCALES[tokens[next + 1]?.folded ?? ''] !== undefined && first.folded === 'half') continue;
      else break;
    }
    const end = (tokens[last] as Token).end;
    const percent = /^\s*(?:%|percent\b|per cent\b)/iu.test(text.slice(end, end + 12));
    yield { value: total + value, percent, start: first.start, end, next: wordAfter(text, end) };
    said = end;
  }
}

/** Letters of the longest number in words, and more. */
const LONGEST = 160;
const LONGEST_START = Math.max(...[...STARTS].map((word) => word.length));
/** By the codes of two letters: whether a number in words begins so. */
const BEGINNINGS = new Uint8Array(1 << 14);
for (const word of STARTS) BEGINNINGS[codeOfTwo(word, 0)] = 1;

function codeOfTwo(text: string, at: number): number {
  // Both letters small.
  return ((text.charCodeAt(at) | 0x20) << 7) | (text.charCodeAt(at + 1) | 0x20);
}

/** Where words stand that a number in words begins with. Nearly all other words are told by two letters. */
function* startsIn(text: string): Generator<number> {
  if (!isAscii(text)) {
    for (const { folded, start } of tokenise(text)) if (STARTS.has(folded)) yield start;
    return;
  }
  for (let at = 0; at < text.length; ) {
    if (kindOfCharacter(text.charCodeAt(at)) === null) {
      at++;
      continue;
    }
    const end = endOfRun(text, at);
    if (BEGINNINGS[codeOfTwo(text, at)] === 1 && end - at <= LONGEST_START && STARTS.has(fold(text.slice(at, end)))) yield at;
    at = end;
  }
}

function wordAfter(text: string, end: number): string {
  return (/^[\s-]{0,2}([a-z]+)/iu.exec(text.slice(end, end + 24))?.[1] ?? '').toLowerCase();
}
