import { describe, expect, it } from 'vitest';
import { configSchema } from '../../src/model/config.ts';
import { openBuild, openLibrary, readSettled } from '../../src/pipeline.ts';

const config = configSchema.parse({ pairs: 300, seed: 'recorded', grounds: ['notes'] });
const library = openLibrary(config);
const build = openBuild(config, undefined, { library });
const record = () => JSON.parse(JSON.stringify(build.recordPlan()));

describe('a recorded plan', () => {
  it('should be read back as it was settled, and give the same pairs', () => {
    const settled = readSettled(library, config, record(), 'plan.json');
    expect(settled).toEqual(build.plan.settled);
    const opened = openBuild(config, undefined, { library, settled });
    expect(opened.identity).toEqual(build.identity);
    expect(opened.plan.quotas).toEqual(build.plan.quotas);
    expect(opened.plan.discarded).toEqual(build.plan.discarded);
    expect([0, 150, 299].map(opened.pairAt)).toEqual([0, 150, 299].map(build.pairAt));
  });

  it('should carry two mistakes of one negative as well', () => {
    const mix = Object.fromEntries(Object.keys(config.mix).map((family) => [family, family === 'wrong_value' ? 1 : 0]));
    const twofold = configSchema.parse({ ...config, pairs: 20, mix, compose: 2 });
    const own = openBuild(twofold);
    const settled = readSettled(openLibrary(twofold), twofold, JSON.parse(JSON.stringify(own.recordPlan())), 'plan.json');
    expect(settled).toEqual(own.plan.settled);
  });

  it.each([
    ['that of another seed', { of: 'x' }, /^plan\.json is the plan of another build: /u],
    ['changed', { stocks: [] }, /^plan\.json is damaged\./u],
    ['no plan at all', { schema: 'nearmiss/pair@1' }, /^plan\.json is no plan of a build, at schema$/u],
    [
      'one with no numbers where numbers should be',
      { used: { ...record().used, case: '-' } },
      /^plan\.json is no plan of a build, at used\.case$/u,
    ],
  ])('should be refused when it is %s', (_, change, message) => {
    expect(() => readSettled(library, config, { ...record(), ...change }, 'plan.json')).toThrow(message);
  });
});
