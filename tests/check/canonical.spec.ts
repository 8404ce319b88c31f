import { describe, expect, it } from 'vitest';
import { canonicalArguments, meanSame } from '../../src/check/canonical.ts';
import { KnownGround } from '../../src/check/ground.ts';
import { listGrounds, readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import type { JsonObject } from '../../src/model/json.ts';

/** Recordings of a tool that are held against each other. */
const MOST = 8;

describe('two calls', () => {
  it('should mean the same where both are one in one spelling, for all recorded calls of a tool', () => {
    const seen = { same: 0, other: 0 };
    for (const name of listGrounds(shippedPrimitives)) {
      const { ground, phrases, primitives } = readGround(shippedPrimitives, name);
      const known = new KnownGround(ground, phrases, primitives);
      for (const [tool, recorded] of Map.groupBy(known.primitives.values(), (primitive) => primitive.tool)) {
        const parameters = known.tool(tool)?.parameters as JsonObject;
        for (const { arguments: one, roles } of recorded.slice(0, MOST)) {
          const spelling = { root: ground.root, roles };
          const [first] = Object.keys(one);
          const left =
            first === undefined
              ? []
              : [
                  { ...one, [first]: null },
                  { ...one, [first]: ` ${String(one[first])}/ ` },
                ];
          for (const other of [...recorded.slice(0, MOST).map((each) => each.arguments), ...left, { ...one, more: 1 }]) {
            const [spelt, otherwise] = [one, other].map((values) => canonicalArguments(values, parameters, spelling));
            seen[spelt === otherwise ? 'same' : 'other'] += 1;
            expect(meanSame(one, other, parameters, spelling), `${tool} ${JSON.stringify([one, other])}`).toBe(spelt === otherwise);
          }
        }
      }
    }
    expect(seen.same).toBeGreaterThan(1000);
    expect(seen.other).toBeGreaterThan(5000);
  });
});
