import type { Chain, ChainStep, Json, JsonObject } from './recipe.ts';

/** Other values of a call's arguments, by the name of the argument. */
export type Others = Readonly<Record<string, readonly Json[]>>;

/** A call alone, then the same call with one argument at a time set to each of its other values. */
export function* vary(tool: string, base: JsonObject, others: Others, scenario = 'value'): Iterable<ChainStep> {
  yield { tool, arguments: base, scenario };
  for (const [name, values] of Object.entries(others)) {
    for (const value of values) yield { tool, arguments: { ...base, [name]: value }, scenario: `${scenario}:${name}` };
  }
}

/** The same call with each value of one argument. */
export function each(tool: string, name: string, values: readonly Json[], rest: JsonObject = {}): Iterable<ChainStep> {
  const [first, ...others] = values;
  return vary(tool, { [name]: first as Json, ...rest }, { [name]: others });
}

/** Each call as a chain of its own, none twice. */
export function* alone(steps: Iterable<ChainStep>, seen: Set<string>): Iterable<Chain> {
  for (const step of steps) {
    const key = JSON.stringify([step.tool, Object.entries(step.arguments).sort()]);
    if (!seen.has(key)) yield [step];
    seen.add(key);
  }
}
