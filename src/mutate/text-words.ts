import { endOfRun, isAscii, kindOfCharacter, startOfRun, type Token, tokenise } from './words.ts';

/** A piece of a text, in UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

/** The words of one text, looked up by how they begin. */
export interface TextWords {
  /** those that begin with these folded letters or digits, in order */
  beginningWith(letters: string): Token[];
  /** the first one that begins at a place or behind it */
  after(place: number): Token | undefined;
  /** the last one that ends at a place or before it */
  before(place: number): Token | undefined;
}

export function textWords(text: string): TextWords {
  return isAscii(text) ? new AsciiWords(text.toLowerCase()) : new ReadWords(tokenise(text));
}

/** A text of small ASCII letters is searched as it is: cut into words it would take many times its own memory. */
class AsciiWords implements TextWords {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  beginningWith(letters: string): Token[] {
    const text = this.#text;
    const found: Token[] = [];
    if (letters === '') return found;
    const kind = kindOfCharacter(letters.charCodeAt(0));
    for (let start = text.indexOf(letters); start >= 0; start = text.indexOf(letters, start + 1)) {
      if (start > 0 && kindOfCharacter(text.charCodeAt(start - 1)) === kind) continue;
      const end = endOfRun(text, start);
      if (end - start >= letters.length) found.push({ folded: text.slice(start, end), start, end });
    }
    return found;
  }

  after(place: number): Token | undefined {
    const text = this.#text;
    let start = place;
    while (start < text.length && !isPartOfWord(text.charCodeAt(start))) start++;
    if (start >= text.length) return undefined;
    const end = endOfRun(text, start);
    return { folded: text.slice(start, end), start, end };
  }

  before(place: number): Token | undefined {
    const text = this.#text;
    let end = place;
    // A word that goes on behind the place has not ended.
    if (place < text.length && isPartOfWord(text.charCodeAt(place))) end = startOfRun(text, place);
    while (end > 0 && !isPartOfWord(text.charCodeAt(end - 1))) end--;
    if (end === 0) return undefined;
    const start = startOfRun(text, end - 1);
    return { folded: text.slice(start, end), start, end };
  }
}

function isPartOfWord(code: number): boolean {
  return kindOfCharacter(code) !== null;
}

/** Words that were read out of the text. */
class ReadWords implements TextWords {
  readonly #words: readonly Token[];

  constructor(words: readonly Token[]) {
    this.#words = words;
  }

  beginningWith(letters: string): Token[] {
    return this.#words.filter(({ folded }) => folded.startsWith(letters));
  }

  after(place: number): Token | undefined {
    return this.#words.find(({ start }) => start >= place);
  }

  before(place: number): Token | undefined {
    return this.#words.findLast(({ end }) => end <= place);
  }
}
