import { runInNewContext } from 'node:vm';
import { NearmissError } from '../errors.ts';

/** Longest pattern that is accepted, in UTF-16 code units. The longest of 1,787 seen in real tool schemas has about 600. */
const longestPattern = 2_000;
/** Milliseconds that one suspicious pattern may spend on one string. A harmless one needs microseconds. */
const patternBudget = 250;

/** A repeated group that holds a repetition or a choice: the shapes that can take exponential time. */
const suspicious = /\((?:[^()\\]|\\.)*(?:[*+|]|\{\d+,\d*\})(?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)(?:[*+]|\{\d+,?\d*\})/u;

export interface Matcher {
  test(text: string): boolean;
}

/**
 * A schema's `pattern` as something that tests strings and cannot hang the program: a pattern that might take exponential
 * time runs under a limit, beyond which it is an error. Patterns are read with the `u` flag, as JSON Schema asks, and without
 * it where they are no valid Unicode pattern.
 */
export function compilePattern(source: string): Matcher {
  if (source.length > longestPattern) throw new NearmissError(`pattern of ${source.length} characters, at most ${longestPattern}`);
  const expression = readPattern(source);
  if (!suspicious.test(source)) return expression;
  return {
    test(text) {
      try {
        return runInNewContext('expression.test(text)', { expression, text }, { timeout: patternBudget }) as boolean;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
        throw new NearmissError(`pattern ${JSON.stringify(source.slice(0, 80))} takes too long on a string of ${text.length} characters`);
      }
    },
  };
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
