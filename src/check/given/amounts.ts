import { foldText } from './words.ts';

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const NTHS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const TENTHS = 'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'.split(' ');
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  mn: 1e6,
  billion: 1e9,
  b: 1e9,
  bn: 1e9,
  trillion: 1e12,
  dozen: 12,
  lakh: 1e5,
  crore: 1e7,
};
const PARTS: Readonly<Record<string, number>> = {
  half: 1 / 2,
  third: 1 / 3,
  quarter: 1 / 4,
  fourth: 1 / 4,
  fifth: 1 / 5,
  tenth: 1 / 10,
  hundredth: 1 / 100,
};
const ONCE: Readonly<Record<string, number>> = {
  once: 1,
  twice: 2,
  thrice: 3,
  double: 2,
  triple: 3,
  single: 1,
  couple: 2,
  pair: 2,
  both: 2,
};

/** What a quantity said in one unit may be in another: metres in a kilometre, minutes in an hour, a percent as a fraction. */
const FACTORS = [
  1e-6,
  1e-3,
  0.01,
  0.1,
  10,
  100,
  1e3,
  1e4,
  1e6,
  1024,
  1048576,
  60,
  3600,
  86400,
  24,
  1440,
  7,
  12,
  52,
  30,
  365,
  30.4375,
  3.6,
  0.3048,
  3.28084,
  1.609344,
  2.54,
  0.45359237,
  2.2046226,
  28.349523,
  3.785411784,
  1000 * 60,
  1000 * 3600,
];

const UNIT =
  /%|percent|per cent|pct|°|\b(?:milli|centi|deci|kilo|mega|giga|tera)?(?:met(?:er|re)|gram(?:me)?|lit(?:er|re)|byte|bit|watt|joule|hertz)s?\b|\b(?:k?m|cm|mm|mi|ft|in|yd|k?g|mg|t|oz|lbs?|ml|cl|l|[kmgt]b|[kmgt]ib|k?wh?|hz|s|sec|min|hrs?|h|d|wks?|yrs?|mph|kmh|bps)\b|\b(?:mile|foot|feet|inch|yard|pound|ounce|ton|tonne|stone|gallon|pint|cup|second|minute|hour|day|week|fortnight|month|quarter|year|decade|century|cent|grand|basis point)(?:s|es)?\b/iu;

/** Every number that some words of a text may mean. */
export function readAmounts(text: string): number[] {
  const found = new Set<number>();
  for (const match of text.matchAll(
    /(?<![\p{L}\d.,])([-−–]\s?)?(?:[$€£¥₹]\s?)?([-−])?(\d{1,3}(?:[,\u00a0\u202f' ]\d{3})+(?![\d])|\d+)(\.\d+)?(?:e([+-]?\d+))?(?:\s?(\/)\s?(\d+))?/giu,
  )) {
    const whole = (match[3] as string).replace(/[,\u00a0\u202f' ]/gu, '');
    const size = Number(`${whole}${match[4] ?? ''}e${match[5] ?? 0}`);
    const signed = [
      size,
      ...(match[1] !== undefined || match[2] !== undefined || /(?:minus|negative)\s$/iu.test(text.slice(0, match.index)) ? [-size] : []),
    ];
    const after = /^[\s-]?([a-z]+)/iu.exec(text.slice(match.index + match[0].length))?.[1]?.toLowerCase() ?? '';
    for (const number of signed) {
      found.add(number);
      if (match[7] !== undefined) found.add(number / Number(match[7]));
      if (Object.hasOwn(SCALES, after)) found.add(number * (SCALES[after] as number));
      for (const [word, part] of [
        ['half', 0.5],
        ['quarter', 0.25],
      ] as const)
        if (new RegExp(`^\\s+and\\s+an?\\s+${word}`, 'iu').test(text.slice(match.index + match[0].length))) found.add(number + part);
    }
    // Spaces may stand between two numbers as well as inside of one.
    if (/[\s,]/u.test(match[3] as string)) for (const part of (match[3] as string).split(/[\s,]/u)) found.add(Number(part));
  }
  for (const mark of text.matchAll(/(\d*)\s?([½¼¾⅓⅔])/gu))
    found.add(Number(mark[1]) + ({ '½': 0.5, '¼': 0.25, '¾': 0.75, '⅓': 1 / 3, '⅔': 2 / 3 }[mark[2] as string] ?? 0));
  for (const number of readSpelled(text)) found.add(number);
  // "An hour and a half": the half is of what comes before it.
  for (const [, count, part] of foldText(text).matchAll(/\b(\w+) [a-z]+ and an? (half|quarter)\b/gu)) {
    const [whole] = /^an?$/u.test(count as string) ? [1] : /^\d+$/u.test(count as string) ? [Number(count)] : readSpelled(count as string);
    if (whole !== undefined) found.add(whole + (PARTS[part as string] as number));
  }
  return [...found].map(round);
}

/** Numbers in words: "twenty-five", "two and a half million", "three quarters", "the seventeenth", "minus eighteen". */
function readSpelled(text: string): number[] {
  const words = foldText(text.replace(/-/gu, ' ')).split(' ');
  const found: number[] = [];
  for (let from = 0; from < words.length; ) {
    const run = readRun(words, from);
    const isNegative = words[from - 1] === 'minus' || words[from - 1] === 'negative';
    found.push(...run.numbers, ...(isNegative ? run.numbers.map((number) => -number) : []));
    from = Math.max(run.end, from + 1);
  }
  return found;
}

/** The number that begins with a word, read as far as it goes; several where its last word may be counted in or not. */
function readRun(words: readonly string[], from: number): { numbers: number[]; end: number } {
  let total = 0;
  let group = 0;
  let scaleBefore = 1;
  let said = false;
  let at = from;
  for (; at < words.length; at += 1) {
    const word = words[at] as string;
    const singular = word.replace(/s$/u, '');
    const one = ONES.indexOf(word);
    const ten = TENS.indexOf(word);
    const isOpen = group % 100 === 0 || (one >= 1 && one <= 9 && group % 10 === 0 && group % 100 >= 20);
    if (one >= 0 || ten >= 0) {
      if (!isOpen) break;
      group += one >= 0 ? one : (ten + 2) * 10;
    } else if (/^an?$/u.test(word) && !said) {
      if (!Object.hasOwn(SCALES, (words[at + 1] ?? '').replace(/s$/u, '')) && !Object.hasOwn(PARTS, words[at + 1] ?? ''))
        return { numbers: [], end: at + 1 };
      group = 1;
    } else if (Object.hasOwn(SCALES, singular) && (said || singular.length > 2)) {
      const scale = SCALES[singular] as number;
      if (scale === 100) group = Math.max(group, 1) * 100;
      else {
        total += Math.max(group, said ? 0 : 1) * scale;
        group = 0;
        scaleBefore = scale;
      }
    } else if (Object.hasOwn(PARTS, singular)) {
      const part = (said && group > 0 ? group : 1) * (PARTS[singular] as number);
      const next = words.slice(at + 1).find((other) => !/^(?:an?|of)$/u.test(other)) ?? '';
      const scale = SCALES[next.replace(/s$/u, '')];
      const place = placeOf(word);
      return {
        numbers: [part, ...(scale === undefined ? [] : [part * scale]), ...(place === null ? [] : [total + group + place])],
        end: at + 1,
      };
    } else if (word === 'and' && said) {
      const part = /^an?$/u.test(words[at + 1] ?? '') ? PARTS[words[at + 2] ?? ''] : undefined;
      // "a million and a half" halves the million, "two and a half million" the two.
      const unit = group === 0 ? scaleBefore : 1;
      if (part !== undefined) return { numbers: [(total + group + part * unit) * (SCALES[words[at + 3] ?? ''] ?? 1)], end: at + 3 };
      if (total + group < 100) break;
      continue;
    } else if (word === 'point' && said) {
      const digits = words.slice(at + 1).map((digit) => ONES.indexOf(digit));
      const end = digits.findIndex((digit) => digit < 0 || digit > 9);
      const decimals = digits.slice(0, end < 0 ? undefined : end);
      return { numbers: [Number(`${total + group}.${decimals.join('')}`)], end: at + 1 + decimals.length };
    } else {
      const place = placeOf(word);
      if (place !== null) return { numbers: [total + group + place], end: at + 1 };
      if (!said && Object.hasOwn(ONCE, word)) return { numbers: [ONCE[word] as number], end: at + 1 };
      break;
    }
    said = true;
  }
  return { numbers: said ? [total + group] : [], end: at };
}

/** The number of an ordinal: "seventeenth", "thirtieth". */
function placeOf(word: string): number | null {
  const at = NTHS.indexOf(word);
  if (at >= 0) return at;
  return TENTHS.includes(word) ? (TENTHS.indexOf(word) + 2) * 10 : null;
}

/** Whether the words state the number: as it is, or, where they name a unit, in another unit. */
export function statesNumber(text: string, value: number): boolean {
  const amounts = readAmounts(text);
  if (amounts.some((amount) => amount === round(value))) return true;
  return (
    (UNIT.test(text) || /\d\s?[kmb]\b/iu.test(text)) && amounts.some((amount) => isConverted(amount, value) || isTemperature(amount, value))
  );
}

/** Whether the words could be taken for the number by somebody who thinks in other units, shares or thousands. `stated`: what they do mean. */
export function couldBeNumber(text: string, value: number, stated: number | null = null): boolean {
  const amounts = readAmounts(text);
  if (amounts.includes(round(value))) return true;
  return (stated !== null && amounts.includes(round(stated)) ? [stated] : amounts).some((amount) => isConverted(amount, value));
}

function isConverted(amount: number, value: number): boolean {
  if (amount === 0 || value === 0) return false;
  const ratio = value / amount;
  return FACTORS.some((factor) => isNear(ratio, factor) || isNear(1 / ratio, factor));
}

function isTemperature(amount: number, value: number): boolean {
  return [amount * 1.8 + 32, (amount - 32) / 1.8, amount + 273.15, amount - 273.15].some((other) => Math.abs(other - value) < 0.51);
}

function isNear(left: number, right: number): boolean {
  return Math.abs(left - right) < Math.abs(right) * 2e-3;
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}
