import { describe, expect, it } from 'vitest';
import { configSchema } from '../../src/model/config.ts';
import { familySchema } from '../../src/model/pair.ts';
import { allOperators } from '../../src/operators/index.ts';
import { keyOf } from '../../src/pairs/case.ts';
import { wrongCallOf } from '../../src/pairs/judge.ts';
import { capacityOf, planPairs } from '../../src/pairs/plan.ts';
import { sampleTrajectories } from '../../src/pairs/sample.ts';
import { stepOf } from '../../src/trajectories/decision.ts';
import { composeTrajectories, trajectoriesOf } from '../../src/trajectories/trajectory.ts';
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

  it('should make as many pairs in which a tool is right as in which it is wrong', () => {
    const rolesOf = (balance: boolean) => {
      const made = plan({ pairs: 4000, seed: 'a', mix, balance });
      const roles = new Map<string, { right: number; wrong: number }>();
      const rolesAt = (tool: string) => {
        const known = roles.get(tool) ?? { right: 0, wrong: 0 };
        roles.set(tool, known);
        return known;
      };
      for (let position = 0; position < 4000; position++) {
        const { drawn, proved } = made.drawAt(position);
        rolesAt(drawn.decision.due === 'answer' ? '' : stepOf(drawn.decision).primitive.tool).right += 1;
        rolesAt(wrongCallOf(drawn.decision, proved)?.name ?? '').wrong += 1;
      }
      const all = [...roles.values()];
      return all.reduce((sum, { right, wrong }) => sum + Math.abs(right - wrong), 0) / 8000;
    };
    expect(rolesOf(true)).toBeLessThan(rolesOf(false) / 2);
  });

  it('should give the same draw at a position whatever was drawn before', () => {
    const [one, two] = [plan({ pairs: 500, seed: 'b', mix }), plan({ pairs: 500, seed: 'b', mix })];
    for (let position = 499; position >= 0; position -= 7) {
      const [left, right] = [one.drawAt(position), two.drawAt(position)];
      expect([keyOf(left.drawn), left.template.source, left.wrap]).toEqual([keyOf(right.drawn), right.template.source, right.wrap]);
    }
  });

  it('should look further where what it looks at first runs short', () => {
    const grounds = ['board', 'calc', 'decks', 'memory'];
    const compositions = shippedLibraries()
      .filter(({ name }) => grounds.includes(name))
      .map(composeTrajectories);
    const only = (pairs: number) =>
      configSchema.parse({
        pairs,
        mix: Object.fromEntries(familySchema.options.map((family) => [family, family === 'wrong_value' ? 1 : 0])),
        operators: Object.fromEntries(allOperators.map(({ name }) => [name, name === 'swapped-day-month' ? 1 : 0])),
      });
    const capacity = capacityOf(compositions, allOperators, only(1));
    const operator = allOperators.find(({ name }) => name === 'swapped-day-month') as (typeof allOperators)[number];
    const most = grounds.reduce((sum, name) => sum + capacity(operator, name), 0);
    expect(sampleTrajectories(compositions, most, 'nearmiss').flat().length).toBeLessThan(compositions.flatMap(trajectoriesOf).length);
    const made = planPairs(compositions, allOperators, only(most));
    expect(made.quotas.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(most);
    expect(() => planPairs(compositions, allOperators, only(most + 1))).toThrow(/ran short by 1 /u);
  });

  it('should say which family runs short and by how much', () => {
    expect(() => plan({ pairs: 1000, mix: { missing_optional: 100 } })).toThrow(
      /missing_optional ran short by \d+ \(wanted \d+, these primitives give 0\)/u,
    );
  });
});
