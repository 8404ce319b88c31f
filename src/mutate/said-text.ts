import type { Message } from '../model/pair.ts';
import { type ClockSaid, clocksIn } from './find/clock.ts';
import { type DaySaid, daysIn } from './find/day.ts';
import { type NumberSaid, numbersIn } from './find/number.ts';
import { type Span, type TextWords, textWords } from './text-words.ts';
import { singular, stemOf, type Token, tokenise, withoutY } from './words.ts';

/** Letters that words of one root share. */
const ROOT = 4;

/** What one message says, read once however many values are looked for in it. */
export class SaidText {
  readonly text: string;
  #words: TextWords | undefined;
  #tokens: Token[] | undefined;
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
    this.#numbers ??= numbersIn(this.text);
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

  /** Places in `tokens` of words with this stem. */
  placesOfStem(stem: string): readonly number[] {
    return this.#wordsOfStem(stem).map(({ start }) => this.tokens.findIndex((token) => token.start === start));
  }

  /** Whether a word has this stem, or shares its first letters. */
  hasBeginning(stem: string): boolean {
    if (stem.length < ROOT) return this.#wordsOfStem(stem).length > 0;
    return this.#textWords.beginningWith(stem.slice(0, ROOT)).length > 0;
  }

  /** Where these words stand one after the other, the last one in the singular or plural. */
  runsOf(words: readonly string[]): Span[] {
    const [first] = words;
    if (first === undefined) return [];
    const firsts =
      words.length === 1 ? this.#formsOf(first) : this.#textWords.beginningWith(first).filter(({ folded }) => folded === first);
    return firsts.flatMap(({ start, end }) => {
      let last = end;
      for (let index = 1; index < words.length; index++) {
        const next = this.#textWords.after(last);
        const isLast = index === words.length - 1;
        if (next === undefined || !(next.folded === words[index] || (isLast && singular(next.folded) === singular(words[index] as string))))
          return [];
        last = next.end;
      }
      return [{ start, end: last }];
    });
  }

  /** Where a word stands in the singular or plural. */
  #formsOf(word: string): Token[] {
    if (word.length < 3) return this.#textWords.beginningWith(word).filter(({ folded }) => folded === word);
    const one = singular(word);
    const candidates = this.#textWords.beginningWith(withoutY(one));
    if (candidates.length === 0) return candidates;
    const forms = new Set([word, one, `${one}s`, `${one}es`, one.replace(/y$/u, 'ies')]);
    return candidates.filter(({ folded }) => forms.has(folded));
  }

  /** The words nearest to a piece of the text, so many before it and behind it. */
  wordsBeside({ start, end }: Span, count: number): string[] {
    const found: string[] = [];
    let before = this.#textWords.before(start);
    for (let place = 0; place < count && before !== undefined; place++, before = this.#textWords.before(before.start))
      found.push(before.folded);
    let after = this.#textWords.after(end);
    for (let place = 0; place < count && after !== undefined; place++, after = this.#textWords.after(after.end)) found.push(after.folded);
    return found;
  }

  #wordsOfStem(stem: string): Token[] {
    return this.#textWords.beginningWith(withoutY(stem)).filter(({ folded }) => stemOf(folded) === stem);
  }

  get #textWords(): TextWords {
    this.#words ??= textWords(this.text);
    return this.#words;
  }
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
