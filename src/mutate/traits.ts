import { type NumberSaid, numbersIn } from './find/number.ts';
import { remembered } from './remembered.ts';
import { namesBeside, thingsOfKey } from './vocabulary/vocabulary.ts';
import { contentStems, fold, isContent, keyOf, stemOf, wordsOf } from './words.ts';

/** Words of names that many different things share. */
const SHARED = new Set(
  'san los las new north south east west saint st fort port santa el la le de del von van the of and street avenue road university college park national museum city state county island river lake mount airport international center centre station hotel restaurant club team company inc corp ltd group university institute com org net www http https example district province'.split(
    ' ',
  ),
);

/** Kinds of places: one may lie in another of another kind. */
const PLACES = new Set(['country', 'us-state', 'continent', 'us-city', 'world-city']);

/** Members of a choice that stand for any other, or for none. */
const GENERIC = new Set(
  'all any both either other others none no null auto automatic default unknown dontcare mixed general misc unspecified everything anything na unit units normal standard regular'.split(
    ' ',
  ),
);

/** What can be told of a value's text by itself. Each is read once, when it is first asked for. */
export class Traits {
  readonly text: string;
  /** its folded words, one space between them */
  readonly key: string;
  readonly words: readonly string[];
  #stems: readonly string[] | undefined;
  #tellingStems: readonly string[] | undefined;
  #unsharedStems: readonly string[] | undefined;
  #parts: readonly string[] | undefined;
  #otherParts: readonly string[] | undefined;
  #otherKeys: readonly string[] | undefined;
  #letterPairs: readonly string[] | undefined;
  #placeKinds: ReadonlySet<string> | undefined;
  #numbers: readonly NumberSaid[] | undefined;
  #isGeneric: boolean | undefined;
  #look: string | undefined;

  constructor(text: string) {
    this.text = text;
    this.words = wordsOf(text);
    this.key = keyOf(text);
  }

  /** Stems of a name's words, those of one such as `myButton` apart. */
  get stems(): readonly string[] {
    this.#stems ??= contentStems(this.text.replace(/([a-z])([A-Z])/gu, '$1 $2'));
    return this.#stems;
  }

  /** Those of them that not many different things share. */
  get tellingStems(): readonly string[] {
    this.#tellingStems ??= this.stems.filter((stem) => !SHARED.has(stem));
    return this.#tellingStems;
  }

  /** Stems of its words as they stand that not many different things share. */
  get unsharedStems(): readonly string[] {
    this.#unsharedStems ??= this.words
      .filter(isContent)
      .map(stemOf)
      .filter((stem) => stem.length > 2 && !SHARED.has(stem));
    return this.#unsharedStems;
  }

  get parts(): readonly string[] {
    this.#parts ??= this.words.filter((word) => word.length > 2 && !SHARED.has(word));
    return this.#parts;
  }

  /** Other names of what its words name by themselves. */
  get otherParts(): readonly string[] {
    this.#otherParts ??= this.parts.flatMap(namesBeside);
    return this.#otherParts;
  }

  /** Other names, as keys, of what it may name. */
  get otherKeys(): readonly string[] {
    this.#otherKeys ??= namesBeside(this.key || this.text);
    return this.#otherKeys;
  }

  /** Each two letters of it that follow each other. */
  get letterPairs(): readonly string[] {
    this.#letterPairs ??= pairsOf(this.key.replace(/[^\p{L}]/gu, ''));
    return this.#letterPairs;
  }

  /** The kinds of places that it may name. */
  get placeKinds(): ReadonlySet<string> {
    this.#placeKinds ??= new Set(
      thingsOfKey(this.key || this.text)
        .map(({ thing }) => thing.kind)
        .filter((kind) => PLACES.has(kind)),
    );
    return this.#placeKinds;
  }

  get numbers(): readonly NumberSaid[] {
    this.#numbers ??= numbersIn(this.text);
    return this.#numbers;
  }

  /** Whether it stands for any other, or for none. */
  get isGeneric(): boolean {
    this.#isGeneric ??= fold(this.text)
      .split(/[^a-z0-9]+/u)
      .some((word) => GENERIC.has(word));
    return this.#isGeneric;
  }

  /** What it looks like: two that look unlike do not stand in each other's place. */
  get look(): string {
    this.#look ??= lookOf(this.text);
    return this.#look;
  }
}

/** Candidates come again in row after row. */
export const traitsOf = remembered((text) => new Traits(text));

function pairsOf(letters: string): string[] {
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2));
}

/** What a text looks like: two that look unlike do not stand in each other's place. */
export function lookOf(text: string): string {
  const words = wordsOf(text.replace(/([a-z])([A-Z])/gu, '$1$2')).length;
  return [
    /[^\p{Script=Latin}\p{Script=Common}]/u.test(text) ? 'x' : '',
    /\d/u.test(text) ? '9' : '',
    /^[A-Z]{2,}$/u.test(text) ? 'C' : '',
    words <= 4 ? '4' : words <= 9 ? '9' : '+',
    text.includes('@') ? '@' : '',
    text.includes('/') ? '/' : '',
    text.includes('_') ? '_' : '',
    /,/u.test(text) ? ',' : '',
    /[{}()=<>;\\]/u.test(text) ? '=' : '',
    /\.[a-z0-9]{2,4}$/u.test(text) ? '.' : '',
  ].join('');
}
