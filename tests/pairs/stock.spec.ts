import { describe, expect, it } from 'vitest';
import { allOperators } from '../../src/operators/index.ts';
import { findCases } from '../../src/pairs/case.ts';
import { createJudge } from '../../src/pairs/judge.ts';
import { Sides } from '../../src/pairs/side.ts';
import { countCases, openStock, rowAt, takeStock, wrongOf } from '../../src/pairs/stock.ts';
import { putTogether } from '../../src/pairs/together.ts';
import { composeTrajectories, trajectoriesOf } from '../../src/trajectories/trajectory.ts';
import { shippedLibraries } from '../support/shipped.ts';

const compositions = shippedLibraries()
  .filter(({ name }) => ['memory', 'calc'].includes(name))
  .map(composeTrajectories);

describe.each(compositions.map((composition) => ({ name: composition.ground.name, composition })))(
  'the stock of $name',
  ({ composition }) => {
    // Every third, so that places among all are not places among those looked at.
    const looked = trajectoriesOf(composition).filter((_, at) => at % 3 === 0);

    it.each([1, 2] as const)('should give back every case that was found, %i mutations each', (compose) => {
      const isAsked = ({ weight }: { weight: number }) => weight > 0;
      const stock = structuredClone(takeStock(composition, looked, { operators: allOperators, isAsked, seed: 's', compose }));
      const { caseAt, seedAt } = openStock(stock, composition, allOperators);
      const sides = new Sides();
      const discarded = new Map(composition.discarded);
      const discard = (reason: string) => discarded.set(reason, (discarded.get(reason) ?? 0) + 1);
      const search = { operators: allOperators.filter(isAsked), seed: 's', judge: createJudge(), sides, discard };
      const found = looked.flatMap((trajectory) => {
        const own = findCases(trajectory, search);
        return compose === 2 ? putTogether(own, search) : own;
      });
      expect(found.length).toBeGreaterThan(20);
      expect(countCases(stock)).toBe(found.length);
      expect(stock.discarded).toEqual(discarded);
      expect(stock.looks).toEqual(sides.looks());
      for (const [at, { right, wrongs, executed, seeds, ...drawn }] of found.entries()) {
        expect(caseAt(at)).toStrictEqual(drawn);
        expect(seeds.map((_, mutation) => seedAt(at, mutation))).toStrictEqual(seeds);
        const row = rowAt(stock, at);
        expect([row.right, row.executed === 1]).toEqual([right, executed]);
        expect(wrongs.map((_, wrong) => wrongOf(stock, row.from + wrong))).toEqual(wrongs);
      }
    });
  },
);
