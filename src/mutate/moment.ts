import { remembered } from './remembered.ts';

/** A way to read a text as a day or month, and to write another in its form. */
export interface DayForm {
  year: number | null;
  month: number;
  day: number | null;
  /** The text with another day in its place; null where the form cannot write it. */
  write(year: number | null, month: number, day: number | null): string | null;
}

const NAMES = 'January February March April May June July August September October November December'.split(' ');
const NAME = NAMES.map((name) => `${name}|${name.slice(0, 3)}`).join('|');

const FORMS: readonly { form: RegExp; parts: readonly ('y' | 'm' | 'd' | 'n')[] }[] = [
  { form: /^(\d{4})([-/.])(\d{1,2})(\2)(\d{1,2})((?:[T ].*)?)$/u, parts: ['y', 'm', 'd'] },
  { form: /^(\d{4})([-/.])(\d{1,2})()()()$/u, parts: ['y', 'm'] },
  { form: /^(\d{1,2})([-/.])(\d{1,2})(\2)(\d{4})((?:[T ].*)?)$/u, parts: ['m', 'd', 'y'] },
  { form: /^(\d{1,2})([-/.])(\d{1,2})(\2)(\d{4})((?:[T ].*)?)$/u, parts: ['d', 'm', 'y'] },
  { form: new RegExp(`^(${NAME})(\\.? )(\\d{1,2})((?:st|nd|rd|th)?,? )(\\d{4})()$`, 'iu'), parts: ['n', 'd', 'y'] },
  { form: new RegExp(`^(\\d{1,2})((?:st|nd|rd|th)? (?:of )?)(${NAME})(,? )(\\d{4})()$`, 'iu'), parts: ['d', 'n', 'y'] },
  { form: new RegExp(`^(${NAME})(\\.? )(\\d{1,2})((?:st|nd|rd|th)?)()()$`, 'iu'), parts: ['n', 'd'] },
  { form: new RegExp(`^(${NAME})(,? )(\\d{4})()()()$`, 'iu'), parts: ['n', 'y'] },
];

/** Every way to read a text as a day. Of 03/04/2024 there are two. */
export const readDays = remembered((text): readonly DayForm[] =>
  FORMS.flatMap(({ form, parts }) => {
    const match = form.exec(text.trim());
    if (match === null) return [];
    const at = (part: string) => {
      const place = parts.indexOf(part as 'y');
      return place < 0 ? undefined : match[1 + 2 * place];
    };
    const named = at('n');
    const month =
      named === undefined
        ? Number(at('m'))
        : NAMES.findIndex((name) => name.slice(0, 3).toLowerCase() === named.slice(0, 3).toLowerCase()) + 1;
    const [year, day] = [at('y') === undefined ? null : Number(at('y')), at('d') === undefined ? null : Number(at('d'))];
    if (month < 1 || month > 12 || (day !== null && (day < 1 || day > daysIn(year ?? 2024, month)))) return [];
    const write: DayForm['write'] = (newYear, newMonth, newDay) => {
      if (newDay !== null && newDay > daysIn(newYear ?? 2024, newMonth)) return null;
      let written = '';
      for (const [place, part] of parts.entries()) {
        const old = match[1 + 2 * place] as string;
        let link = match[2 + 2 * place] ?? '';
        if (part === 'd') link = link.replace(/^(?:st|nd|rd|th)/u, endingOf(newDay as number));
        const piece =
          part === 'y'
            ? String(newYear)
            : part === 'n'
              ? nameLike(newMonth, old)
              : String(part === 'm' ? newMonth : newDay).padStart(
                  old.startsWith('0') || (old.length === 2 && /^\d{4}/u.test(text.trim())) ? 2 : 1,
                  '0',
                );
        written += piece + link;
      }
      return written;
    };
    return [{ year, month, day, write }];
  }),
);

function nameLike(month: number, old: string): string {
  const name = NAMES[month - 1] as string;
  const form = old.length === 3 && old.toLowerCase() !== 'may' ? name.slice(0, 3) : name;
  if (old === old.toLowerCase()) return form.toLowerCase();
  return old === old.toUpperCase() ? form.toUpperCase() : form;
}

function endingOf(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A way to read a time of day in a text, and to write another in its place. */
export interface ClockForm {
  minutes: number;
  write(minutes: number): string;
}

/** A text that is a time of day, or a day with one. */
export const readClock = remembered((text): ClockForm | null => {
  const plain = /^(.*?)(?<![\d:])(\d{1,2}):(\d{2})((?::\d{2})?(?:\.\d+)?)(\s*)([ap]\.?m\.?)?(Z|[+-]\d{2}:?\d{2})?$/iu.exec(text);
  const short = plain === null ? /^()(\d{1,2})()()(\s*)([ap]\.?m\.?)()$/iu.exec(text) : null;
  const match = plain ?? short;
  if (match === null) return null;
  const [, before, hours, mins, seconds, gap, half, zone] = match as unknown as string[];
  if (before !== '' && !/\d[T ]$/u.test(before as string)) return null;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
  const minutes = hour * 60 + Number(mins === '' ? 0 : mins);
  if (minutes >= 1440) return null;
  return {
    minutes,
    write: (other) => {
      const h = Math.floor(other / 60);
      const m = other % 60;
      const shownHour = half === undefined ? h : h % 12 === 0 ? 12 : h % 12;
      const shownHalf = half === undefined ? '' : half.replace(/[ap]/iu, (letter) => likeCase(h >= 12 ? 'p' : 'a', letter));
      const pad = (hours as string).startsWith('0') || (half === undefined && (hours as string).length === 2) ? 2 : 1;
      const minuteText = mins === '' && m === 0 ? '' : `:${String(m).padStart(2, '0')}`;
      return `${before}${String(shownHour).padStart(pad, '0')}${minuteText}${seconds ?? ''}${gap}${shownHalf}${zone ?? ''}`;
    },
  };
});

function likeCase(letter: string, like: string): string {
  return like === like.toUpperCase() ? letter.toUpperCase() : letter;
}
