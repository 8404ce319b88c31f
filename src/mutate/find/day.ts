/** A day, or a month, that a text states. */
export interface DaySaid {
  year: number | null;
  month: number;
  day: number | null;
  start: number;
  end: number;
}

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, index) => [name, name.slice(0, 3), ...(name === 'september' ? ['sept'] : [])].map((form) => [form, index + 1])),
);
const MONTH = `(${Object.keys(MONTHS)
  .sort((a, b) => b.length - a.length)
  .join('|')})\\.?`;
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(\\d{4})';

type Form = readonly [RegExp, (match: RegExpExecArray) => Omit<DaySaid, 'start' | 'end'>[]];

const IN_DIGITS: readonly Form[] = [
  [/(?<![\d])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/gu, (m) => [{ year: Number(m[1]), month: Number(m[2]), day: Number(m[3]) }]],
  [
    /(?<![\d./-])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?![\d])/gu,
    (m) => {
      const year = (m[3] as string).length === 2 ? 2000 + Number(m[3]) : Number(m[3]);
      return [
        { year, month: Number(m[1]), day: Number(m[2]) },
        { year, month: Number(m[2]), day: Number(m[1]) },
      ];
    },
  ],
];

const WITH_NAMES: readonly Form[] = [
  [new RegExp(`\\b${MONTH} ${DAY}(?:,? ${YEAR})?(?!\\d)`, 'giu'), (m) => [{ year: yearOf(m[3]), month: monthOf(m[1]), day: Number(m[2]) }]],
  [
    new RegExp(`(?<!\\d)${DAY}[ -](?:of )?${MONTH}(?![a-z])(?:(?:,? |-| of )${YEAR})?(?!\\d)`, 'giu'),
    (m) => [{ year: yearOf(m[3]), month: monthOf(m[2]), day: Number(m[1]) }],
  ],
  [new RegExp(`\\b${MONTH}(?![a-z]),? (?:of )?${YEAR}(?!\\d)`, 'giu'), (m) => [{ year: yearOf(m[2]), month: monthOf(m[1]), day: null }]],
];

function yearOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function monthOf(text: string | undefined): number {
  return MONTHS[(text ?? '').toLowerCase()] ?? 0;
}

/** What stands in all that the forms find: a few texts are worth their while. */
const JOINED_DIGITS = /\d[-/.]\d/u;
const NAME_BESIDE_DIGIT =
  /(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (?:of )?\d|\d(?:st|nd|rd|th)?[ -](?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu;

/** Every day or month that a text names; of 03/04/2024 both readings. */
export function daysIn(text: string): DaySaid[] {
  const forms = [...(JOINED_DIGITS.test(text) ? IN_DIGITS : []), ...(NAME_BESIDE_DIGIT.test(text) ? WITH_NAMES : [])];
  return forms.flatMap(([form, read]) =>
    [...text.matchAll(form)].flatMap((match) =>
      read(match as RegExpExecArray)
        .filter(({ month, day }) => month >= 1 && month <= 12 && (day === null || (day >= 1 && day <= 31)))
        .map((day) => ({ ...day, start: match.index, end: match.index + match[0].length })),
    ),
  );
}
