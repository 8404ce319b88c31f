import { describe, expect, it } from 'vitest';
import { configSchema } from '../../src/model/config.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { Change, Pair } from '../../src/model/pair.ts';
import { removeAt, replaceAt } from '../../src/model/pointer.ts';
import { openBuild } from '../../src/pipeline.ts';

const settings = { pairs: 150, seed: 'two', grounds: ['excel', 'git', 'notes', 'sqlite'] };
const mix = { wrong_value: 3, wrong_function: 0, wrong_number: 0, missing_optional: 1 };
const build = openBuild(configSchema.parse({ ...settings, mix, compose: 2 }));
const pairs = Array.from({ length: settings.pairs }, (_, position) => build.pairAt(position));

const changesOf = ({ deviation: { also = [], ...first } }: Pair): Change[] => [first, ...also];

function apply(message: Json, { op, pointer, to }: Change): Json {
  return op === 'remove' ? removeAt(message, pointer) : replaceAt(message, pointer, to);
}

const chosenOf = (pair: Pair) => pair.chosen[0] as unknown as JsonObject;
const write = (message: Json) => JSON.stringify(message);

/** Every law holds for all pairs, whichever families they are of. */
describe('pairs with two mistakes', () => {
  it('should carry exactly two, of two places that do not lie in each other', () => {
    for (const pair of pairs) {
      const [one, other, ...more] = changesOf(pair).map(({ pointer }) => `${pointer}/`) as [string, string];
      expect(more).toEqual([]);
      expect(one.startsWith(other) || other.startsWith(one), `${one} ${other}`).toBe(false);
    }
    expect(new Set(pairs.flatMap(changesOf).map(({ family }) => family))).toEqual(new Set(['wrong_value', 'missing_optional']));
  });

  it('should rebuild the rejected message to the byte, in either order', () => {
    for (const pair of pairs) {
      const changes = changesOf(pair);
      for (const order of [changes, changes.toReversed()]) {
        expect(write(order.reduce<Json>(apply, chosenOf(pair)))).toBe(write(pair.rejected[0] as unknown as Json));
      }
    }
  });

  it('should stay wrong with either one taken back, each by words and a recording of its own', () => {
    for (const pair of pairs) {
      const { alone = [] } = pair.evidence;
      for (const [at, change] of changesOf(pair).entries()) {
        const single = write(apply(chosenOf(pair), change));
        expect(single).not.toBe(write(chosenOf(pair)));
        expect(single).not.toBe(write(pair.rejected[0] as unknown as Json));
        const { stated, executed, results } = alone[at] as NonNullable<typeof pair.evidence.alone>[number];
        expect(`/tool_calls/0/function/arguments${stated.pointer}/`.startsWith(`${change.pointer}/`)).toBe(true);
        expect(pair.prompt[stated.message]?.content.slice(stated.start, stated.end)).toBe(stated.text);
        expect(results).toBe(executed === null ? 'unknown' : 'differ');
      }
      expect(alone[0]?.stated).toEqual(pair.evidence.stated);
    }
  });

  it('should be no two alike', () => {
    const told = pairs.map(({ prompt, rejected }) => JSON.stringify([prompt, rejected]).replace(/"(?:id|tool_call_id)":"\w{9}"/gu, ''));
    expect(new Set(told).size).toBe(pairs.length);
  });

  it('should be refused where a family changes the whole step', () => {
    expect(() => openBuild(configSchema.parse({ ...settings, compose: 2 }))).toThrow(/wrong_function, wrong_number change the whole step/u);
  });

  it('should be made only where they are asked for', () => {
    const { deviation, evidence } = openBuild(configSchema.parse({ ...settings, pairs: 1, grounds: ['notes'] })).pairAt(0);
    expect([deviation.also, evidence.alone]).toEqual([undefined, undefined]);
  });
});
