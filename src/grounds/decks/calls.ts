import type { Chain, ChainStep, JsonObject } from '../recipe.ts';

/** Where the decks lie. */
export const ROOT = '/srv/brackenfold';

/** Where a deck lies, by its path below the root. */
export const at = (file: string): string => `${ROOT}/${file}`;

/** A call of a tool on a deck. */
export function callOn(tool: string, file: string, rest: JsonObject, scenario: string): ChainStep {
  return { tool, arguments: { path: at(file), ...rest }, scenario };
}

/** Values that stand in for one another, by argument; `path` takes files. */
type Axes = Readonly<Record<string, readonly (string | number | readonly string[])[]>>;

/** A call, and for every axis the same call with each other value there. */
export function* star(tool: string, file: string, base: JsonObject, axes: Axes = {}): Iterable<Chain> {
  yield [callOn(tool, file, base, 'required-only')];
  for (const [name, values] of Object.entries(axes)) {
    for (const value of values) {
      if (name === 'path') yield [callOn(tool, value as string, base, 'value:path')];
      else yield [callOn(tool, file, { ...base, [name]: value as string }, `value:${name}`)];
    }
  }
}

/** The same calls, recorded only to be mistaken for others: no request asks for them. */
export function* slips(chains: Iterable<Chain>): Iterable<Chain> {
  for (const chain of chains) yield chain.map((step) => ({ ...step, scenario: step.scenario.replace(/^[^:]*:?/u, 'slip:') }));
}
