import type { Message } from '../model/pair.ts';
import { type ClockSaid, clocksIn } from './find/clock.ts';
import { type DaySaid, daysIn } from './find/day.ts';
import { type NumberSaid, numbersIn } from './find/number.ts';
import { stemOf, type Token, tokenise } from './words.ts';

/** Letters that words of one root share. */
const ROOT = 4;

/** What one message says, read once however many values are looked for in it. */
export class SaidText {
  readonly text: string;
  #tokens: Token[] | undefined;
  #words: string[] | undefined;
  #stems: string[] | undefined;
  #numbers: NumberSaid[] | undefined;
  #days: DaySaid[] | undefined;
  #clocks: ClockSaid[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get tokens(): readonly Token[] {
    this.#tokens ??= tokenise(this.text);
    return this.#tokens;
  }

  get numbers(): readonly NumberSaid[] {
    this.#numbers ??= numbersIn(this.text, this.tokens);
    return this.#numbers;
  }

  get days(): readonly DaySaid[] {
    this.#days ??= daysIn(this.text);
    return this.#days;
  }

  get clocks(): readonly ClockSaid[] {
    this.#clocks ??= clocksIn(this.text);
    return this.#clocks;
  }

  /** Places in `tokens` of a folded word. */
  placesOf(folded: string): readonly number[] {
    this.#words ??= this.tokens.map((token) => token.folded);
    return placesIn(this.#words, folded);
  }

  /** Places in `tokens` of words with this stem. */
  placesOfStem(stem: string): readonly number[] {
    this.#stems ??= this.tokens.map((token) => stemOf(token.folded));
    return placesIn(this.#stems, stem);
  }

  /** Whether a word has this stem, or shares its first letters. */
  hasBeginning(stem: string): boolean {
    if (stem.length < ROOT) return this.placesOfStem(stem).length > 0;
    const root = stem.slice(0, ROOT);
    return this.tokens.some(({ folded }) => folded.startsWith(root));
  }

  /** Where these words stand one after the other, the last one in the singular or plural. */
  runsOf(words: readonly string[]): { start: number; end: number }[] {
    const [first, ...rest] = words;
    if (first === undefined) return [];
    const firsts = rest.length === 0 ? this.placesOfForms(first) : this.placesOf(first);
    return firsts.flatMap((place) => {
      const fits = rest.every((word, index) => {
        const there = this.tokens[place + 1 + index]?.folded;
        return there === word || (index === rest.length - 1 && there !== undefined && singular(there) === singular(word));
      });
      const last = this.tokens[place + rest.length];
      return fits && last !== undefined ? [{ start: (this.tokens[place] as Token).start, end: last.end }] : [];
    });
  }

  placesOfForms(word: string): readonly number[] {
    const exact = this.placesOf(word);
    if (word.length < 3) return exact;
    const one = singular(word);
    const forms = [...new Set([word, one, `${one}s`, `${one}es`, one.replace(/y$/u, 'ies')])];
    return forms.flatMap((form) => this.placesOf(form)).sort((a, b) => a - b);
  }
}

function placesIn(words: readonly string[], word: string): number[] {
  const places: number[] = [];
  for (let place = words.indexOf(word); place >= 0; place = words.indexOf(word, place + 1)) places.push(place);
  return places;
}

function singular(word: string): string {
  return word
    .replace(/(?<=[a-z]{2})ies$/u, 'y')
    .replace(/(?<=(?:s|x|z|ch|sh))es$/u, '')
    .replace(/(?<=[a-z]{2}[^su])s$/u, '');
}

/** What the messages of one conversation say, each read once for all its decisions. */
export class SaidTexts {
  readonly #read = new Map<Message, SaidText>();

  of(message: Message): SaidText {
    let said = this.#read.get(message);
    if (said === undefined) {
      said = new SaidText(message.content);
      this.#read.set(message, said);
    }
    return said;
  }
}
