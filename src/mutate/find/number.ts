import { textWords } from '../text-words.ts';
import { endOfRun, isAscii, type Token, tokenise } from '../words.ts';

/** A number as words or digits of a text state it. */
export interface NumberSaid {
  value: number;
  /** of 5 % also 0.05 is said */
  percent: boolean;
  start: number;
  end: number;
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
/** How all begins that AFTER finds something in. */
const GOES_ON = /(?:-|\s*)[tlmcbhdkKMBp%]/uy;
const MINUS = /\b(?:minus|negative)\s$/iu;

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
  const found: NumberSaid[] = [];
  DIGITS.lastIndex = 0;
  for (let match = DIGITS.exec(text); match !== null; match = DIGITS.exec(text)) {
    const number = readDigits(text, match);
    if (number !== null) found.push(number);
  }
  const inDigits = found.length;
  let end = 0;
  for (const start of startsIn(text)) {
    const number = start < end ? null : readWords(text, start);
    if (number === null) continue;
    found.push(number);
    end = number.end;
  }
  return inDigits === 0 || inDigits === found.length ? found : found.sort((a, b) => a.start - b.start);
}

function readDigits(text: string, match: RegExpExecArray): NumberSaid | null {
  const [whole, digits, decimals] = match;
  let start = match.index;
  let end = start + whole.length;
  // 1.2.3 is no number; the dot of "5." ends a sentence.
  if (decimals !== undefined && decimals.indexOf('.', 1) > 0) return null;
  const before = text.charAt(start - 1);
  // The fraction of .5 and the tail of a word are no numbers of their own.
  if (before === '.' && !/\d/u.test(text.charAt(start - 2)) && /^$|\s|[(,=:]/u.test(text.charAt(start - 2)))
    return { value: Number(`0.${digits}`), percent: false, start: start - 1, end };
  let value = Number(whole.includes(',') ? whole.replaceAll(',', '') : whole);
  if (before !== '-' && before !== '−' && before !== ' ' && !MORE.test(text.charAt(end))) return { value, percent: false, start, end };
  let percent = false;
  GOES_ON.lastIndex = end;
  if (GOES_ON.test(text)) {
    const after = AFTER.exec(text.slice(end, end + 24)) as RegExpExecArray;
    // Of A12B the letters are a name's.
    const letter = after[2] === undefined || /\p{L}/u.test(before) ? undefined : LETTERS[after[2]];
    const scale = after[1] ?? letter;
    if (scale !== undefined) value = Number((value * (SCALES[scale] as number)).toPrecision(15));
    percent = after[3] !== undefined;
    if (scale !== undefined || percent) end += after[0].trimEnd().length;
  }
  if ((before === '-' || before === '−') && !/[\p{L}\d.)]/u.test(text.charAt(start - 2))) {
    value = -value;
    start -= 1;
  } else if (/\s/u.test(before)) {
    const minus = MINUS.exec(text.slice(Math.max(0, start - 10), start));
    if (minus !== null) {
      value = -value;
      start -= minus[0].length;
    }
  }
  return { value, percent, start, end };
}

/** The number in words that begins at a place with a word of STARTS; null where that makes a kind of something. */
function readWords(text: string, start: number): NumberSaid | null {
  const words = textWords(text.slice(start, start + LONGEST));
  const first = words.after(0) as Token;
  let end = start + first.end;
  if (NO_COUNT.test(text.slice(end, end + 12))) return null;
  let value = SPELLED.get(first.folded) ?? (TIMES[first.folded] as number);
  let total = 0;
  for (let word = words.after(first.end); word !== undefined; word = words.after(word.end)) {
    const { folded } = word;
    const more = SPELLED.get(folded);
    const scale = SCALES[folded];
    if (scale !== undefined && folded.length > 2) {
      if (scale === 100 || scale === 12) value = (value || 1) * scale;
      else {
        total += (value || 1) * scale;
        value = 0;
      }
      end = start + word.end;
    } else if (
      more !== undefined &&
      ((value % 100 === 0 && more < 100 && value + total > 0) || (value % 10 === 0 && value % 100 >= 20 && more < 10 && more > 0))
    ) {
      value += more;
      end = start + word.end;
    } else if (folded === 'and' || folded === 'a') {
      const next = words.after(word.end)?.folded ?? '';
      const goesOn =
        (SPELLED.has(next) && value % 100 === 0 && value + total >= 100) ||
        (folded === 'a' && SCALES[next] !== undefined && first.folded === 'half');
      if (!goesOn) break;
    } else break;
  }
  const percent = /^\s*(?:%|percent\b|per cent\b)/iu.test(text.slice(end, end + 12));
  return { value: total + value, percent, start, end };
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
function startsIn(text: string): number[] {
  if (!isAscii(text))
    return tokenise(text)
      .filter(({ folded }) => STARTS.has(folded))
      .map(({ start }) => start);
  const starts: number[] = [];
  let isWithin = false;
  for (let at = 0; at < text.length; at++) {
    const small = text.charCodeAt(at) | 0x20;
    const isLetter = small >= 0x61 && small <= 0x7a;
    if (isLetter && !isWithin && BEGINNINGS[codeOfTwo(text, at)] === 1) {
      const end = endOfRun(text, at);
      if (end - at <= LONGEST_START && STARTS.has(text.slice(at, end).toLowerCase())) starts.push(at);
    }
    isWithin = isLetter;
  }
  return starts;
}

/** The folded word behind a place of a text, such as the unit of a number that ends there; empty where none follows. */
export function wordAfter(text: string, end: number): string {
  return (/^[\s-]{0,2}([a-z]+)/iu.exec(text.slice(end, end + 24))?.[1] ?? '').toLowerCase();
}
