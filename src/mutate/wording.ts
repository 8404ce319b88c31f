import type { Saying } from './given.ts';
import type { Talk } from './talk.ts';

const LOOSE = /(?:\b(?:about|around|approx(?:imately)?|roughly|nearly|almost|circa|ca|some|close to|near)\.?|~)\s*(?:\$|€|£)?\s*$/iu;
const LOOSE_AFTER = /^\s*(?:-?ish\b|or so\b|give or take|approximately|more or less|or thereabouts)/iu;
const MOST =
  /\b(?:under|below|less than|fewer than|lower than|smaller than|cheaper than|up to|at most|no more than|not more than|not exceeding|maximum(?: of)?|max(?: of)?|within|before|by|shorter than|younger than|not exceed)\s*(?:the\s+)?(?:\$|€|£)?\s*$/iu;
const LEAST =
  /\b(?:over|above|more than|greater than|higher than|larger than|longer than|older than|at least|no less than|not less than|minimum(?: of)?|min(?: of)?|exceeding|exceeds|after|since|starting|from)\s*(?:the\s+)?(?:(?:a|one|two|three|four|five|\d+) \w+(?: \w+)?(?:,| and|, and)\s+)?(?:\$|€|£)?\s*$/iu;
const LEAST_AFTER =
  /^\s*(?:\w+\s+){0,2}(?:or (?:more|above|higher|better|greater|over|older|later)|and (?:above|up|over)|minimum)\b|^\s*\+/iu;
const MOST_AFTER = /^\s*(?:\w+\s+){0,2}(?:or (?:less|below|lower|fewer|under|younger|earlier)|and (?:below|under)|maximum)\b/iu;
const OPEN_AROUND =
  /\b(?:either|any of|whichever|whatever|(?:does|do)n[o']?t (?:really )?(?:matter|mind|care)|no preference|or (?:any|another|something|similar|other|anything|maybe|else)|instead of)\b/iu;

/** Characters to each side of a value that are looked at. */
const AROUND = 40;

/** How the words around a value bind it. Each answer is read when it is first asked for. */
export class Wording {
  readonly #before: string;
  readonly #value: string;
  readonly #after: string;
  #loose: boolean | undefined;
  #bound: 'most' | 'least' | null | undefined;
  #open: boolean | undefined;

  constructor(text: string, { start, end }: Pick<Saying, 'start' | 'end'>) {
    this.#before = text.slice(Math.max(0, start - AROUND), start);
    this.#value = text.slice(start, end);
    this.#after = text.slice(end, end + AROUND);
  }

  /** "about 5": what is close to it may do */
  get loose(): boolean {
    this.#loose ??= LOOSE.test(this.#before) || LOOSE_AFTER.test(this.#after);
    return this.#loose;
  }

  /** "under 30": a smaller one keeps to it too; "at least 4": a bigger one. Null: exactly this */
  get bound(): 'most' | 'least' | null {
    if (this.#bound === undefined) this.#bound = boundBy(this.#before, this.#after);
    return this.#bound;
  }

  /** "Paris or Rome", "any of": another one may do */
  get open(): boolean {
    this.#open ??= OPEN_AROUND.test(sentenceOf(this.#before, this.#value, this.#after));
    return this.#open;
  }
}

function boundBy(before: string, after: string): 'most' | 'least' | null {
  if (MOST.test(before) || MOST_AFTER.test(after)) return 'most';
  return LEAST.test(before) || LEAST_AFTER.test(after) ? 'least' : null;
}

function sentenceOf(before: string, value: string, after: string): string {
  const start = 1 + Math.max(before.lastIndexOf('.'), before.lastIndexOf('!'), before.lastIndexOf('?'));
  return `${before.slice(start)}${value}${/^[^.!?]*/u.exec(after)?.[0] ?? ''}`;
}

/** The other end of "between 5 and 10", where a number stands in one; null elsewhere. */
export function rangeAround(saying: Saying, talk: Talk): [number, number] | null {
  const said = talk.said(saying.message);
  const { numbers } = said;
  const place = numbers.findIndex(({ start }) => start === saying.start);
  const here = numbers[place];
  if (here === undefined) return null;
  for (const [low, high] of [
    [numbers[place - 1], here],
    [here, numbers[place + 1]],
  ]) {
    if (low === undefined || high === undefined || low.value >= high.value) continue;
    const link = said.text.slice(low.end, high.start);
    if (
      /^[^.!?;]{0,12}(?:-|–|\bto\b|\band\b|\bor\b)\s*\$?$/iu.test(link) &&
      (/-|–|\bto\b|\bor\b/iu.test(link) || /\bbetween\b[^.!?;]{0,16}$/iu.test(said.text.slice(Math.max(0, low.start - 28), low.start)))
    )
      return [low.value, high.value];
  }
  return null;
}

/** Nothing binds it: exactly this is meant. */
export const exactly = new Wording('', { start: 0, end: 0 });
