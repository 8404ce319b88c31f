import type { Chain, ChainStep, Json, JsonObject } from '../recipe.ts';

/** Where the documents lie. */
export const ROOT = '/srv/tidewell';

/** Where a document lies, by its path below the root. */
export const at = (file: string): string => `${ROOT}/${file}`;

/** A call of a tool on a document. */
export function callOn(tool: string, file: string, rest: JsonObject, scenario: string): ChainStep {
  return { tool, arguments: { filename: at(file), ...rest }, scenario };
}

/** Calls alone, each on the same document, that differ in one argument. */
export function* varying(tool: string, file: string, rest: JsonObject, name: string, values: readonly Json[]): Iterable<Chain> {
  for (const value of values) yield [callOn(tool, file, { ...rest, [name]: value }, `value:${name}`)];
}

/** Calls alone that differ in the document. */
export function* across(tool: string, files: readonly string[], rest: JsonObject): Iterable<Chain> {
  for (const file of files) yield [callOn(tool, file, rest, 'value:filename')];
}

/** The same calls, recorded only to be mistaken for others: no request asks for them. */
export function* slips(chains: Iterable<Chain>): Iterable<Chain> {
  for (const chain of chains) yield chain.map((step) => ({ ...step, scenario: step.scenario.replace(/^[^:]*/u, 'slip') }));
}

/** The chains without repetitions: families cross each other. */
export function* withoutRepeats(chains: Iterable<Chain>): Iterable<Chain> {
  const seen = new Set<string>();
  for (const chain of chains) {
    const key = JSON.stringify(
      chain.map(({ tool, arguments: args, upstream }) => [tool, typeof args === 'function' ? args.toString() : args, upstream]),
    );
    if (!seen.has(key)) yield chain;
    seen.add(key);
  }
}
