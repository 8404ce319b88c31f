import { describe, expect, it } from 'vitest';
import { respellingsOf } from '../../src/controls/respellings.ts';
import { configSchema } from '../../src/model/config.ts';
import type { Primitive } from '../../src/model/primitive.ts';
import { splitOf } from '../../src/pairs/split.ts';
import { openBuild } from '../../src/pipeline.ts';
import { outcomesDiffer } from '../../src/primitives/families.ts';
import type { GroundLibrary } from '../../src/primitives/library.ts';
import { shippedLibraries } from '../support/shipped.ts';

const config = configSchema.parse({ pairs: 1000, seed: 'c', grounds: ['filesystem', 'notes', 'git'], controls: 0.2 });
const build = openBuild(config);
const plan = build.planControls();
const controls = [...build.controlsOf(plan)];

describe('planControls', () => {
  it('should make just as many as asked for, shared among all ways that calls allow', () => {
    expect(controls).toHaveLength(200);
    const made = Map.groupBy(controls, ({ respelling }) => respelling.kind);
    for (const { kind, controls: wanted } of plan.quotas) expect(made.get(kind)?.length ?? 0, kind).toBe(wanted);
    expect(plan.quotas.filter(({ controls: wanted }) => wanted > 0).length).toBeGreaterThanOrEqual(4);
    expect(new Set(controls.map(({ id }) => id)).size).toBe(200);
  });

  it('should take calls of test trajectories only', () => {
    expect(controls.every(({ group }) => splitOf(group, config) === 'test')).toBe(true);
  });

  it('should give the same controls again, one by one', () => {
    const again = openBuild(config);
    expect([...again.controlsOf(again.planControls())]).toEqual(controls);
    const other = openBuild({ ...config, seed: 'd' });
    const ids = new Set(controls.map(({ id }) => id));
    expect([...other.controlsOf(other.planControls())].filter(({ id }) => ids.has(id))).toEqual([]);
  }, 60_000);

  it('should name two recordings with one outcome where it says so', () => {
    const executed = controls.filter(({ evidence }) => evidence.sameness === 'results');
    expect(executed.length).toBeGreaterThan(5);
    const byId = new Map(build.grounds.flatMap(({ byId: known }) => [...known]));
    for (const { evidence } of executed) {
      const [one, other] = [evidence.executed.original, evidence.executed.respelt as string].map((id) => byId.get(id) as Primitive);
      expect(one).not.toBe(other);
      expect(outcomesDiffer(one as Primitive, other as Primitive)).toBe(false);
    }
  });

  it('should never write a list that is kept, or a cell, in another way unless that was executed', () => {
    const written = controls.filter(({ respelling }) => respelling.kind === 'list-order' || respelling.kind === 'number-form');
    const effects = new Map(build.grounds.flatMap(({ primitives }) => primitives.map(({ id, effect }) => [id, effect] as const)));
    expect(
      written.filter(({ evidence }) => evidence.sameness === 'meaning' && effects.get(evidence.executed.original) === 'changed'),
    ).toEqual([]);
  });
});

describe('respellingsOf', () => {
  const [filesystem] = shippedLibraries().filter(({ name }) => name === 'filesystem') as [GroundLibrary];
  const find = (tool: string, args: object) =>
    filesystem.primitives.find((each) => each.tool === tool && JSON.stringify(each.arguments) === JSON.stringify(args)) as Primitive;
  const spell = (primitive: Primitive) => respellingsOf(primitive, filesystem).map(({ kind, from, to }) => [kind, from, to]);

  it('should end a path in a slash only where something was seen to lie in it', () => {
    expect(spell(find('list_directory', { path: '/srv/brightwater/hr' }))).toContainEqual([
      'path-form',
      '/srv/brightwater/hr',
      '/srv/brightwater/hr/',
    ]);
    const files = filesystem.primitives.filter(
      ({ tool, arguments: args }) => tool === 'read_text_file' && String(args.path).endsWith('.md'),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap(spell).filter(([kind]) => kind === 'path-form')).toEqual([]);
  });

  it('should leave the input untouched and change one thing only', () => {
    for (const primitive of filesystem.primitives) {
      const before = JSON.stringify(primitive);
      for (const respelt of respellingsOf(primitive, filesystem)) {
        expect(JSON.stringify(respelt.arguments)).not.toBe(JSON.stringify(primitive.arguments));
        if (respelt.kind === 'key-order') expect(respelt.arguments).toEqual(primitive.arguments);
      }
      expect(JSON.stringify(primitive)).toBe(before);
    }
  });
});
