import { describe, expect, it } from 'vitest';
import { configSchema } from '../../src/model/config.ts';
import { allOperators } from '../../src/operators/index.ts';
import { keyOf } from '../../src/pairs/case.ts';
import { planPairs } from '../../src/pairs/plan.ts';
import { composeTrajectories } from '../../src/trajectories/trajectory.ts';
import { shippedLibraries } from '../support/shipped.ts';

const [ground] = shippedLibraries().filter(({ name }) => name === 'memory');
const composition = composeTrajectories(ground as NonNullable<typeof ground>);
const plan = (input: object) => planPairs([composition], allOperators, configSchema.parse(input));

describe('planPairs', () => {
  const mix = { missing_optional: 0 };

  it('should fill the quotas exactly and repeat no draw', () => {
    const made = plan({ pairs: 3000, seed: 'a', mix });
    const drawn = Array.from({ length: 3000 }, (_, position) => made.drawAt(position));
    const keys = drawn.map((draw) =>
      [
        keyOf(draw.drawn),
        JSON.stringify([draw.proved.change, draw.proved.setting]),
        draw.template.source,
        draw.system,
        draw.wrap.opener,
        draw.wrap.closer,
      ].join('|'),
    );
    expect(new Set(keys).size).toBe(3000);
    const byOperator = Map.groupBy(drawn, (draw) => draw.drawn.operator.name);
    for (const name of new Set(made.quotas.map(({ operator }) => operator.name))) {
      const wanted = made.quotas.filter(({ operator }) => operator.name === name).reduce((sum, { pairs }) => sum + pairs, 0);
      expect(byOperator.get(name)?.length ?? 0, name).toBe(wanted);
    }
  });

  it('should use every case before it uses any twice', () => {
    const made = plan({ pairs: 400, seed: 'a', mix });
    const drawn = Array.from({ length: 400 }, (_, position) => made.drawAt(position));
    for (const [, draws] of Map.groupBy(drawn, (draw) => `${draw.drawn.operator.name} ${draw.proved.recorded !== null}`)) {
      const counts = [...Map.groupBy(draws, (draw) => keyOf(draw.drawn)).values()].map((own) => own.length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it('should give the same draw at a position whatever was drawn before', () => {
    const [one, two] = [plan({ pairs: 500, seed: 'b', mix }), plan({ pairs: 500, seed: 'b', mix })];
    for (let position = 499; position >= 0; position -= 7) {
      const [left, right] = [one.drawAt(position), two.drawAt(position)];
      expect([keyOf(left.drawn), left.template.source, left.wrap]).toEqual([keyOf(right.drawn), right.template.source, right.wrap]);
    }
  });

  it('should say which family runs short and by how much', () => {
    expect(() => plan({ pairs: 1000, mix: { missing_optional: 100 } })).toThrow(
      /missing_optional ran short by \d+ \(wanted \d+, these primitives give 0\)/u,
    );
  });
});
