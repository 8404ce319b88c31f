import type { Message } from '../model/pair.ts';
import { type ClockSaid, clocksIn } from './find/clock.ts';
import { type DaySaid, daysIn } from './find/day.ts';
import { type NumberSaid, numbersIn } from './find/number.ts';
import { isAscii, stemOf, type Token, tokenise } from './words.ts';

/** Letters that words of one root share. */
const ROOT = 4;

/** What one message says, read once however many values are looked for in it. */
export class SaidText {
  readonly text: string;
  #small: string | null | undefined;
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
    this.#tokens ??= tokenise(this.#smallText ?? this.text);
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
    return this.#mayHold(folded) ? placesIn(this.#foldedWords, folded) : [];
  }

  /** Places in `tokens` of words with this stem. */
  placesOfStem(stem: string): readonly number[] {
    if (!this.#mayHold(withoutY(stem))) return [];
    this.#stems ??= this.tokens.map((token) => stemOf(token.folded));
    return placesIn(this.#stems, stem);
  }

  /** Whether a word has this stem, or shares its first letters. */
  hasBeginning(stem: string): boolean {
    if (stem.length < ROOT) return this.placesOfStem(stem).length > 0;
    const root = stem.slice(0, ROOT);
    if (!this.#mayHold(root)) return false;
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
    if (word.length < 3) return this.placesOf(word);
    const one = singular(word);
    if (!this.#mayHold(withoutY(one))) return [];
    const forms = new Set([word, one, `${one}s`, `${one}es`, one.replace(/y$/u, 'ies')]);
    return [...forms].flatMap((form) => placesIn(this.#foldedWords, form)).sort((a, b) => a - b);
  }

  get #foldedWords(): readonly string[] {
    this.#words ??= this.tokens.map((token) => token.folded);
    return this.#words;
  }

  /** A look at the letters that spares reading a text for words it has not: no where no word can begin so. */
  #mayHold(beginning: string): boolean {
    return this.#smallText?.includes(beginning) ?? true;
  }

  /** The text in small letters where nothing else tells it from what is folded; else null. */
  get #smallText(): string | null {
    if (this.#small === undefined) this.#small = isAscii(this.text) ? this.text.toLowerCase() : null;
    return this.#small;
  }
}

/** What "city" and "cities" both begin with. */
function withoutY(word: string): string {
  return word.endsWith('y') ? word.slice(0, -1) : word;
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
      said = message.role === 'system' ? saidBySystem(message.content) : new SaidText(message.content);
      this.#read.set(message, said);
    }
    return said;
  }
}

/** Characters of system messages kept at most: those of a few agents, which open row after row, in some megabytes. */
const MOST_OF_SYSTEMS = 1 << 17;
let systems = new Map<string, SaidText>();
let systemCharacters = 0;

function saidBySystem(content: string): SaidText {
  let said = systems.get(content);
  if (said === undefined) {
    said = new SaidText(content);
    systemCharacters += content.length;
    if (systemCharacters > MOST_OF_SYSTEMS) {
      systems = new Map();
      systemCharacters = content.length;
    }
    systems.set(content, said);
  }
  return said;
}
