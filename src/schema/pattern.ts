import { createContext, runInContext } from 'node:vm';
import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import { NearmissError } from '../errors.ts';

/** Longest pattern that is accepted, in UTF-16 code units. The longest of 1,787 seen in real tool schemas has about 600. */
const longestPattern = 2_000;
/** Milliseconds that one costly pattern may spend on one string. A harmless one needs microseconds. */
const patternBudget = 250;
/** Steps that a match may take without a limit on its time: some milliseconds. */
const harmlessSteps = 1e6;
/** Texts up to this length are judged directly by any pattern that is not costly. */
const shortText = 99;
/** A quantifier is wide when it leaves open this many counts or more. */
const wide = 8;

export interface Matcher {
  test(text: string): boolean;
  /** The pattern: what the compiler tells matchers apart by. */
  toString(): string;
}

/**
 * A schema's `pattern` as something that tests strings and cannot hang the program: where the text is so long that the pattern
 * might take long, it runs under a limit, beyond which it is an error. Patterns are read with the `u` flag, as JSON Schema asks,
 * and without it where they are no valid Unicode pattern.
 */
export function compilePattern(source: string): Matcher {
  if (source.length > longestPattern) throw new NearmissError(`pattern of ${source.length} characters, at most ${longestPattern}`);
  const expression = readPattern(source);
  const harmless = harmlessLength(source, expression.flags.includes('u'));
  return {
    test: (text) => (text.length <= harmless ? expression.test(text) : testWithin(expression, text, source)),
    toString: () => String(expression),
  };
}

/** Whether whoever cannot put a limit on a pattern had better not run it: it may take long, or needs reading without the `u` flag. */
export function isCostly(source: string): boolean {
  const unicode = readPattern(source).flags.includes('u');
  return !unicode || harmlessLength(source, unicode) < shortText;
}

/** A pattern as a regular expression, with the `u` flag where it takes it. Throws a NearmissError where it is none. */
export function readPattern(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    try {
      return new RegExp(source);
    } catch (error) {
      throw new NearmissError(`pattern ${JSON.stringify(source.slice(0, 80))}: ${(error as Error).message}`);
    }
  }
}

let room: { expression?: RegExp; text?: string } | undefined;

function testWithin(expression: RegExp, text: string, source: string): boolean {
  room ??= createContext({}) as { expression?: RegExp; text?: string };
  room.expression = expression;
  room.text = text;
  try {
    return runInContext('expression.test(text)', room, { timeout: patternBudget }) as boolean;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new NearmissError(`pattern ${JSON.stringify(source.slice(0, 80))} takes too long on a string of ${text.length} characters`);
  }
}

/**
 * The longest text that a pattern certainly judges in a harmless number of steps. A repetition of what can itself match in several
 * ways doubles them with every character; k wide repetitions side by side take the k-th power of the length, and one more where the
 * match may begin anywhere; narrow ones and choices multiply what is left.
 */
function harmlessLength(source: string, unicode: boolean): number {
  let tree: AST.Pattern;
  try {
    tree = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, 0, source.length, { unicode });
  } catch {
    // What the engine reads and the parser does not, is under the limit always.
    return 0;
  }
  let power = tree.alternatives.every(({ elements: [first] }) => first?.type === 'Assertion' && first.kind === 'start') ? 0 : 1;
  let ways = tree.alternatives.length;
  let exponential = false;
  const choose = (node: { alternatives: readonly unknown[] }) => {
    ways *= node.alternatives.length;
  };
  visitRegExpAST(tree, {
    onQuantifierEnter({ min, max, element }) {
      if (max - min >= wide) power += 1;
      else ways *= max - min + 1;
      if (max > 1 && branches(element)) exponential = true;
    },
    onGroupEnter: choose,
    onCapturingGroupEnter: choose,
    onBackreferenceEnter() {
      power += 1;
    },
  });
  if (exponential || ways > harmlessSteps) return 0;
  return power === 0 ? Number.POSITIVE_INFINITY : Math.floor((harmlessSteps / ways) ** (1 / power));
}

/** Whether an element can match one text in several ways. */
function branches(element: AST.QuantifiableElement): boolean {
  let found = false;
  const note = (several: boolean) => {
    if (several) found = true;
  };
  visitRegExpAST(element, {
    onQuantifierEnter: ({ min, max }) => note(min !== max),
    onGroupEnter: ({ alternatives }) => note(alternatives.length > 1),
    onCapturingGroupEnter: ({ alternatives }) => note(alternatives.length > 1),
    onAssertionEnter: (node) => note('alternatives' in node),
  });
  return found;
}
