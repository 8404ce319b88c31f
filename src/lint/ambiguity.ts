import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** Larger automata are not judged: real patterns have a dozen positions. */
const mostPositions = 300;
const mostPairs = 5_000;
/** A repetition of more than this is taken as one without end. */
const mostCopies = 8;

/**
 * Whether a backtracking engine may need exponential time to see that a text does not match: a loop of the pattern can read the
 * same text in two ways, and something after it may fail. Undefined where that is not decided: no pattern, too large, or built on
 * back references.
 *
 * Method: the position automaton of the pattern (Glushkov), with an edge for every way to get from one position to the next. It is
 * exponentially ambiguous exactly when a cycle holds such a double edge, or when the product of the automaton with itself has a
 * strongly connected part with a pair of equal and a pair of different positions (Weber and Seidl 1991).
 */
export function isExponential(source: string): boolean | undefined {
  const pattern = parsePattern(source);
  if (pattern === undefined || /\\[1-9]|\\k</u.test(source)) return undefined;
  try {
    return alternativesOf(pattern).some((alternatives) => new Automaton(alternatives).isExponential());
  } catch (error) {
    // Groups as deep as a well overflow the stack.
    if (error instanceof TooLarge || error instanceof RangeError) return undefined;
    throw error;
  }
}

class TooLarge extends Error {}

function parsePattern(source: string): AST.Pattern | undefined {
  if (source.length > 2_000) return undefined;
  for (const unicode of [true, false]) {
    try {
      return new RegExpParser().parsePattern(source, 0, source.length, { unicode });
    } catch {
      // Without the flag more is allowed.
    }
  }
  return undefined;
}

/** The pattern itself, and what stands in its lookarounds: each is matched on its own. */
function alternativesOf(pattern: AST.Pattern): (readonly AST.Alternative[])[] {
  const found: (readonly AST.Alternative[])[] = [pattern.alternatives];
  const open: AST.Node[] = [...pattern.alternatives];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'Assertion' && 'alternatives' in node) found.push(node.alternatives);
    if ('alternatives' in node) open.push(...node.alternatives);
    if (node.type === 'Alternative') open.push(...node.elements);
    if (node.type === 'Quantifier') open.push(node.element);
  }
  return found;
}

interface Part {
  isNullable: boolean;
  first: readonly number[];
  last: readonly number[];
}

const empty: Part = { isNullable: true, first: [], last: [] };

class Automaton {
  /** the text of the pattern that each position stands for */
  readonly #atoms: string[] = [];
  /** for each position those after it, as often as there are ways */
  readonly #after: number[][] = [];
  readonly #whole: Part;
  #hasAssertion = false;

  constructor(alternatives: readonly AST.Alternative[]) {
    this.#whole = this.#choose(alternatives);
  }

  isExponential(): boolean {
    const parts = componentsOf(this.#after.length, (position) => new Set(this.#after[position]));
    const inLoop = parts.filter((part) => part.length > 1 || this.#after[part[0] as number]?.includes(part[0] as number));
    return inLoop.some((part) => this.#mayFailAfter(part) && (this.#hasDoubleEdge(part) || this.#isAmbiguous(part)));
  }

  /** A loop whose end is the end of the pattern never fails: whatever follows, the match stands. */
  #mayFailAfter(part: readonly number[]): boolean {
    return this.#hasAssertion || !part.some((position) => this.#whole.last.includes(position));
  }

  #hasDoubleEdge(part: readonly number[]): boolean {
    const inside = new Set(part);
    return part.some((position) => {
      const next = (this.#after[position] as number[]).filter((other) => inside.has(other));
      return new Set(next).size < next.length;
    });
  }

  #isAmbiguous(part: readonly number[]): boolean {
    if (part.length ** 2 > mostPairs) throw new TooLarge();
    const overlap = overlapsOf(part.map((position) => this.#atoms[position] as string));
    const index = new Map(part.map((position, at) => [position, at]));
    const after = part.map((position) => [...new Set(this.#after[position])].flatMap((next) => index.get(next) ?? []));
    const size = part.length;
    const pairs = componentsOf(size * size, (pair) => {
      const [left, right] = [Math.floor(pair / size), pair % size];
      const next: number[] = [];
      for (const a of after[left] as number[]) {
        for (const b of after[right] as number[]) if (overlap(a, b)) next.push(a * size + b);
      }
      return next;
    });
    return pairs.some((group) => group.length > 1 && group.some((pair) => isDiagonal(pair)) && group.some((pair) => !isDiagonal(pair)));

    function isDiagonal(pair: number): boolean {
      return Math.floor(pair / size) === pair % size;
    }
  }

  #choose(alternatives: readonly AST.Alternative[]): Part {
    const parts = alternatives.map(({ elements }) =>
      elements.map((element) => this.#build(element)).reduce((left, right) => this.#join(left, right), empty),
    );
    return {
      isNullable: parts.some(({ isNullable }) => isNullable),
      first: parts.flatMap(({ first }) => first),
      last: parts.flatMap(({ last }) => last),
    };
  }

  #build(element: AST.Element | AST.QuantifiableElement): Part {
    switch (element.type) {
      case 'Quantifier':
        return this.#repeat(element);
      case 'Group':
      case 'CapturingGroup':
        return this.#choose(element.alternatives);
      case 'Assertion':
        this.#hasAssertion = true;
        return empty;
      case 'Backreference':
        return empty;
      default: {
        const position = this.#atoms.push(element.raw) - 1;
        if (position >= mostPositions) throw new TooLarge();
        this.#after.push([]);
        return { isNullable: false, first: [position], last: [position] };
      }
    }
  }

  #repeat({ element, min, max }: AST.Quantifier): Part {
    if (max === 0) return empty;
    const isEndless = max > mostCopies;
    let whole = empty;
    for (let copy = 0; copy < Math.min(isEndless ? Math.min(min, mostCopies) : max, mostCopies); copy += 1) {
      const part = this.#build(element);
      whole = this.#join(whole, copy >= min ? { ...part, isNullable: true } : part);
    }
    if (!isEndless) return whole;
    const looped = this.#build(element);
    this.#link(looped.last, looped.first);
    return this.#join(whole, { ...looped, isNullable: true });
  }

  #join(left: Part, right: Part): Part {
    this.#link(left.last, right.first);
    return {
      isNullable: left.isNullable && right.isNullable,
      first: left.isNullable ? [...left.first, ...right.first] : left.first,
      last: right.isNullable ? [...left.last, ...right.last] : right.last,
    };
  }

  #link(from: readonly number[], to: readonly number[]): void {
    for (const position of from) this.#after[position]?.push(...to);
  }
}

/** Which of the atoms can read the same character, by trying every character at which one of them may change its mind. */
function overlapsOf(atoms: readonly string[]): (left: number, right: number) => boolean {
  const points = new Set<number>([...' \n\t0a_AzZ9-.\u00e9\u4e2d\u{1f600}'].map((character) => character.codePointAt(0) as number));
  for (const atom of atoms) {
    for (const [character] of atom.matchAll(/\\u\{[0-9a-f]+\}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|[^\\]/giu)) {
      const point =
        character.length > 2 ? Number.parseInt(character.replace(/[^0-9a-f]|^\\[ux]/giu, ''), 16) : (character.codePointAt(0) as number);
      for (const near of [point - 1, point, point + 1]) if (near >= 0 && near < 0x11_0000) points.add(near);
    }
  }
  const characters = [...points].map((point) => String.fromCodePoint(point));
  const read = atoms.map((atom) => {
    const expression = expressionOf(atom);
    return new Set(characters.filter((character) => expression.test(character)));
  });
  return (left, right) => {
    const [a, b] = [read[left] as Set<string>, read[right] as Set<string>];
    return left === right ? a.size > 0 : [...a].some((character) => b.has(character));
  };
}

function expressionOf(atom: string): RegExp {
  try {
    return new RegExp(`^(?:${atom})$`, 'u');
  } catch {
    return new RegExp(`^(?:${atom})$`);
  }
}

/** The strongly connected components of a graph (Tarjan 1972, without recursion). */
function componentsOf(size: number, next: (node: number) => Iterable<number>): number[][] {
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const isOpen = new Uint8Array(size);
  const stack: number[] = [];
  const components: number[][] = [];
  let count = 0;
  for (let start = 0; start < size; start += 1) {
    if (order[start] !== -1) continue;
    const work: { node: number; rest: Iterator<number> }[] = [enter(start)];
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { node, rest } = top;
      const step = rest.next();
      if (step.done !== true) {
        if (order[step.value] === -1) work.push(enter(step.value));
        else if (isOpen[step.value] === 1) low[node] = Math.min(low[node] as number, order[step.value] as number);
        continue;
      }
      work.pop();
      const holder = work.at(-1);
      if (holder !== undefined) low[holder.node] = Math.min(low[holder.node] as number, low[node] as number);
      if (low[node] === order[node]) components.push(leave(node));
    }
  }
  return components;

  function enter(node: number): { node: number; rest: Iterator<number> } {
    order[node] = low[node] = count;
    count += 1;
    stack.push(node);
    isOpen[node] = 1;
    return { node, rest: next(node)[Symbol.iterator]() };
  }

  function leave(root: number): number[] {
    const component: number[] = [];
    for (let node = stack.pop() as number; ; node = stack.pop() as number) {
      isOpen[node] = 0;
      component.push(node);
      if (node === root) return component;
    }
  }
}
