import { type AST, RegExpParser } from '@eslint-community/regexpp';
import type { Stream } from '../../random/stream.ts';
import { readPattern } from '../pattern.ts';

/** Longest text, in code points, that is drawn for a pattern. */
const LONGEST = 20_000;
/** How much longer than it must be a text may grow where nothing bounds it. */
const GROWTH = 6;

/** What one text in the making remembers: its groups, and whether it takes from all characters that fit or the plain ones. */
interface Writing {
  groups: Map<object, string>;
  broad: boolean;
}

/** A piece of a pattern that can write text of a wanted length. */
interface Piece {
  least: number;
  most: number;
  write(target: number, writing: Writing, stream: Stream): string;
}

export interface Expression {
  /** Fewest and most code points of a text; assertions are not counted in. */
  least: number;
  most: number;
  /** A text that follows the pattern, close to the wanted number of code points. Assertions may still refuse it. */
  write(target: number | undefined, stream: Stream, broad?: boolean): string;
}

/** Reads a pattern as something that writes. Undefined where no writer is known; throws where it is no pattern. */
export function readExpression(source: string): Expression | undefined {
  const { flags } = readPattern(source);
  const parser = new RegExpParser({ ecmaVersion: 2025 });
  const tree = parser.parsePattern(source, 0, source.length, { unicode: flags.includes('u') });
  const piece = pieceOfAlternatives(tree.alternatives, flags);
  if (piece.least > LONGEST) return undefined;
  return {
    least: piece.least,
    most: piece.most,
    write(target, stream, broad = false) {
      const natural = piece.least + (piece.most > piece.least ? stream.below(Math.min(GROWTH, piece.most - piece.least) + 1) : 0);
      return piece.write(Math.min(target ?? natural, LONGEST), { groups: new Map(), broad }, stream);
    },
  };
}

function pieceOfAlternatives(alternatives: readonly AST.Alternative[], flags: string): Piece {
  const pieces = alternatives.map((alternative) => sequence(alternative.elements.map((element) => pieceOf(element, flags))));
  if (pieces.length === 1) return pieces[0] as Piece;
  return {
    least: Math.min(...pieces.map((piece) => piece.least)),
    most: Math.max(...pieces.map((piece) => piece.most)),
    write(target, writing, stream) {
      const fitting = pieces.filter((piece) => piece.least <= target && target <= piece.most);
      const within = fitting.length > 0 ? fitting : pieces.filter((piece) => piece.least <= target);
      return stream.pick(within.length > 0 ? within : pieces).write(target, writing, stream);
    },
  };
}

function sequence(pieces: readonly Piece[]): Piece {
  const least = pieces.reduce((sum, piece) => sum + piece.least, 0);
  const most = pieces.reduce((sum, piece) => sum + piece.most, 0);
  return {
    least,
    most,
    write(target, writing, stream) {
      let spare = Math.max(0, Math.min(target, most) - least);
      const shares = pieces.map(() => 0);
      for (const index of stream.shuffle([...pieces.keys()])) {
        if (spare === 0) break;
        const piece = pieces[index] as Piece;
        const share = Math.min(spare, piece.most - piece.least);
        shares[index] = share;
        spare -= share;
      }
      return pieces.map((piece, index) => piece.write(piece.least + (shares[index] as number), writing, stream)).join('');
    },
  };
}

function pieceOf(element: AST.Element, flags: string): Piece {
  switch (element.type) {
    case 'Character': {
      const all = [String.fromCodePoint(element.value)];
      return letters({ plain: all, all });
    }
    case 'CharacterClass':
    case 'CharacterSet':
    case 'ExpressionCharacterClass':
      return letters(charactersOf(element.raw, flags));
    case 'Group':
      return pieceOfAlternatives(element.alternatives, flags);
    case 'CapturingGroup': {
      const inner = pieceOfAlternatives(element.alternatives, flags);
      return {
        ...inner,
        write(target, writing, stream) {
          const text = inner.write(target, writing, stream);
          writing.groups.set(element, text);
          return text;
        },
      };
    }
    case 'Quantifier':
      return repeat(pieceOf(element.element, flags), element.min, element.max);
    case 'Backreference': {
      const group = Array.isArray(element.resolved) ? element.resolved[0] : element.resolved;
      return { least: 0, most: 0, write: (_, { groups }) => groups.get(group as object) ?? '' };
    }
    default:
      // Assertions write nothing; the caller tests the whole text.
      return { least: 0, most: 0, write: () => '' };
  }
}

function repeat(inner: Piece, min: number, max: number): Piece {
  const least = inner.least * min;
  const most = inner.most === 0 || max === 0 ? 0 : inner.most * max;
  return {
    least,
    most,
    write(target, writing, stream) {
      let left = Math.min(Math.max(target, least), most);
      let text = '';
      for (let count = 0; count < min || (left > 0 && count < max); count += 1) {
        if (left <= 0 && inner.least === 0) break;
        const reserved = Math.max(0, min - count - 1) * inner.least;
        const room = left - reserved;
        if (count >= min && (inner.most === 0 || room < inner.least)) break;
        // All that is left where it fits at once, else as much as leaves a fitting rest.
        const rest = max - count - 1;
        const needed = rest === 0 ? room : Math.max(inner.least, room - rest * inner.most);
        const longest = Math.min(inner.most, Math.max(room, inner.least));
        const share =
          inner.least === longest ? longest : Math.max(1, needed >= longest ? longest : needed + stream.below(longest - needed + 1));
        text += inner.write(share, writing, stream);
        left -= share;
      }
      return text;
    },
  };
}

function letters({ plain, all }: Characters): Piece {
  return {
    least: 1,
    most: 1,
    write(_target, { broad }, stream) {
      const choices = broad ? all : plain;
      return choices.length === 0 ? '' : stream.pick(choices);
    },
  };
}

/** Characters that a class takes: the plain ones, and all that are looked at. */
interface Characters {
  plain: readonly string[];
  all: readonly string[];
}

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const known = new Map<string, Characters>();
/** A class that takes fewer plain characters than this shows all it takes. */
const ENOUGH = 10;

/** Letters in lower case and digits before other printable characters, and those before the rest of Unicode. */
function charactersOf(raw: string, flags: string): Characters {
  const key = `${flags}/${raw}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const expression = new RegExp(`^(?:${raw})$`, flags);
  const takes = (letter: string) => expression.test(letter);
  let all = printable.filter(takes);
  if (all.length === 0) all = findBeyond(takes);
  const plain = all.filter((letter) => /[a-z0-9]/u.test(letter));
  const found = { plain: plain.length >= ENOUGH ? plain : all, all };
  if (known.size < 1_000) known.set(key, found);
  return found;
}

/** Up to 64 characters outside printable ASCII. Walks the planes that are in use, once for a class. */
function findBeyond(takes: (letter: string) => boolean): string[] {
  const found: string[] = [];
  for (let point = 0; point <= 0x1ffff && found.length < 64; point += 1) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const letter = String.fromCodePoint(point);
    if (takes(letter)) found.push(letter);
  }
  return found;
}
