import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listGrounds, readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { toolsIn } from '../suites/catalogue.ts';
import { type Definition, loneOperators, type Tried, tryTool } from './lone-calls.ts';

/** Calls drawn of each tool: of those in the repository, and of those in a folder. */
const SAMPLES = { shipped: 1, folder: 4 };

/** Operators that need values somebody recorded: alone, they have nothing to say. */
const NEED_RECORDINGS = [
  'added-element',
  'dropped-constraint',
  'resized-range',
  'respecified-text',
  'shifted-range',
  'sibling-entity',
  'sibling-enum',
  'sibling-value',
  'swapped-arguments',
  'wrong-edition',
  'wrong-zone',
];

/** A folder of tool lists that are not part of the repository. */
const folder = process.env.NEARMISS_CATALOGUES;

function tryAll(tools: readonly Definition[], samples: number): { tried: Tried[]; refused: number; summary: string } {
  const results = tools.map((tool) => tryTool(tool, samples));
  const tried = results.filter((result) => result !== null);
  const sum = (of: (each: Tried) => number) => tried.reduce((total, each) => total + of(each), 0);
  const byOperator = new Map<string, number>();
  for (const each of tried) for (const [name, count] of each.byOperator) byOperator.set(name, (byOperator.get(name) ?? 0) + count);
  const refused = results.length - tried.length;
  const calls = sum((each) => each.calls);
  const [proposed, proved, broken] = [sum((each) => each.proposed), sum((each) => each.proved), sum((each) => each.broken.length)];
  const counts = [...byOperator].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${count}`);
  const summary = `${tools.length} tools (${refused} refused), ${calls} calls, ${proposed} mutations, ${proved} proved, ${broken} broken laws\n${counts.join(', ')}`;
  return { tried, refused, summary };
}

describe('operators on calls that nobody wrote', () => {
  it('should keep every law on the tools of the shipped grounds, each operator with something to say', { timeout: 300_000 }, () => {
    const tools = listGrounds(shippedPrimitives).flatMap((name) => readGround(shippedPrimitives, name).ground.tools);
    const { tried, refused } = tryAll(tools, SAMPLES.shipped);
    expect(tried.flatMap(({ broken }) => broken)).toEqual([]);
    expect(refused).toBe(0);
    const heard = new Set(tried.flatMap(({ byOperator }) => [...byOperator.keys()]));
    const talking = loneOperators.map(({ name }) => name).filter((name) => !NEED_RECORDINGS.includes(name) && name !== 'flipped-sign');
    expect(talking.filter((name) => !heard.has(name))).toEqual([]);
  });

  it.skipIf(folder === undefined)('should keep every law on the tools of a folder of lists', { timeout: 1_800_000 }, () => {
    const lists = readdirSync(folder as string).filter((name) => name.endsWith('.json'));
    const tools = lists.sort().flatMap((name) => toolsIn(JSON.parse(readFileSync(join(folder as string, name), 'utf8'))));
    const { tried, summary } = tryAll(tools, SAMPLES.folder);
    console.log(summary);
    expect(tried.flatMap(({ broken }) => broken)).toEqual([]);
  });
});
