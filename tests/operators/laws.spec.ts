import { readdirSync } from 'node:fs';
import { Validator } from '@cfworker/json-schema';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/model/canonical.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { familySchema } from '../../src/model/pair.ts';
import { valueAt } from '../../src/model/pointer.ts';
import type { Role } from '../../src/model/primitive.ts';
import { allOperators } from '../../src/operators/index.ts';
import { actsAt, type Change, isCallChange, type Mutation, type Operator } from '../../src/operators/operator.ts';
import { isPlaceholder } from '../../src/operators/placeholders.ts';
import { mistakes } from '../../src/operators/values/index.ts';
import { createJudge, wrongCallOf } from '../../src/pairs/judge.ts';
import { streamOf } from '../../src/random/stream.ts';
import { callOf, changeCall, type Decision, decisionsOf, stepOf } from '../../src/trajectories/decision.ts';
import { spokenForms } from '../../src/trajectories/speak.ts';
import { nothingTold } from '../../src/trajectories/told.ts';
import { answersTo, composeTrajectories } from '../../src/trajectories/trajectory.ts';
import { deepFreeze } from '../support/freeze.ts';
import { shippedLibraries } from '../support/shipped.ts';

const grounds = shippedLibraries().map(deepFreezeRecords);
const decisions = grounds.flatMap((ground) => {
  const { trajectories, open, failing } = composeTrajectories(ground);
  return [...trajectories, ...open, ...failing].flatMap(decisionsOf);
});

/** Every mutation an operator proposes on the shipped grounds. */
function proposals(operator: Operator, seed = 'laws'): { decision: Decision; mutation: Mutation }[] {
  return decisions.flatMap((decision, index) =>
    (actsAt(operator, decision) ? operator.targets(decision) : []).flatMap((target) =>
      [...operator.mutate(decision, target, streamOf(seed, index, target.pointer))].map((mutation) => ({ decision, mutation })),
    ),
  );
}

describe.each(allOperators.map((operator) => [operator.name, operator] as const))('operator %s', (_, operator) => {
  const proposed = proposals(operator);
  const judge = createJudge();
  const proved = proposed.flatMap(({ decision, mutation }) => {
    const judgement = judge(decision, mutation, operator.claim);
    return 'proved' in judgement ? [{ decision, ...judgement.proved, call: wrongCallOf(decision, mutation) }] : [];
  });

  it('should have only that mentioned for which there are words', () => {
    for (const { decision, setting, stated } of proved) {
      if (setting.needs !== 'aside') continue;
      const value = valueAt(setting.about.arguments, stated) as Json;
      const { kind } = setting.about.roles[stated] as Role;
      const words = decision.trajectory.asked[decision.step]?.words ?? {};
      expect([value, spokenForms(value, kind, stated, { ...nothingTold, words })]).not.toEqual([value, []]);
    }
  });

  it('should find something provably wrong to say about the shipped grounds', () => {
    expect(proved.length).toBeGreaterThan(0);
  });

  it('should give the same mutations for the same stream', () => {
    const describeAll = (all: typeof proposed) => all.map(({ mutation }) => JSON.stringify(mutation.change));
    expect(describeAll(proposals(operator))).toEqual(describeAll(proposed));
  });

  it('should change only the recorded place, and the record should rebuild the rejected call', () => {
    for (const { decision, change, call } of proved) {
      if (!isCallChange(change)) continue;
      const chosen = callOf(stepOf(decision).primitive);
      expect(valueAt(chosen as unknown as Json, change.pointer)).toEqual(change.from);
      expect(call).toEqual(changeCall(chosen, change));
      const back =
        change.op === 'replace' ? changeCall(call as typeof chosen, { op: 'replace', pointer: change.pointer, to: change.from }) : null;
      if (back !== null) expect(canonicalJson(back as unknown as Json)).toBe(canonicalJson(chosen as unknown as Json));
    }
  });

  it('should share no object with its input where it changed something', () => {
    for (const { decision, change, call } of proved) {
      if (call === null || change.op === 'call') continue;
      expect(call.arguments === stepOf(decision).primitive.arguments && change.op !== 'replace').toBe(false);
    }
  });

  it('should keep its claim under a second validator', () => {
    const validators = new Map<string, Validator>();
    for (const { decision, change, call } of proved) {
      if (call === null) continue;
      const { ground } = decision.trajectory;
      const key = `${ground.name}/${call.name}`;
      if (!ground.tools.has(call.name)) {
        expect(operator.name, key).toBe('unknown-tool');
        continue;
      }
      let validator = validators.get(key);
      if (validator === undefined) {
        const listed = ground.ground.tools.find(({ name }) => name === call.name);
        validator = new Validator(listed?.inputSchema as JsonObject, '2020-12', false);
        validators.set(key, validator);
      }
      // A placeholder is wrong whether or not the schema takes it.
      if (change.op === 'replace' && isPlaceholder(change.to)) continue;
      expect(validator.validate(call.arguments).valid, `${key} ${JSON.stringify(call.arguments)}`).toBe(operator.claim === 'breaks-intent');
    }
  });

  it('should say no two things in the same words, of one decision', () => {
    for (const [decision, own] of Map.groupBy(proved, (each) => each.decision)) {
      const said = own.flatMap(({ change }) => (change.op === 'answer' ? [...new Set(answersOf(decision, change))] : []));
      expect(said.length, decision.trajectory.group).toBe(new Set(said).size);
    }
  });

  it('should never propose the call it was given', () => {
    for (const { decision, change, call } of proved) {
      if (call === null || change.op === 'call') continue;
      expect(canonicalJson(call as unknown as Json)).not.toBe(canonicalJson(callOf(stepOf(decision).primitive) as unknown as Json));
    }
  });
});

describe('the list of operators', () => {
  it('should hold every operator file once, under its own name', () => {
    const supporting = [
      'index.ts',
      'operator.ts',
      'nearness.ts',
      'mistaken-tools.ts',
      'other-reports.ts',
      'false-reports.ts',
      'false-failures.ts',
      'together.ts',
      'extra-arguments.ts',
      'call-shape.ts',
      'misnaming.ts',
      'placeholders.ts',
      'kinds.ts',
      'values',
    ];
    const files = readdirSync(new URL('../../src/operators', import.meta.url)).filter((file) => !supporting.includes(file));
    const ofValues = mistakes.map(({ name }) => name);
    const own = allOperators.map(({ name }) => name).filter((name) => !ofValues.includes(name));
    expect(own.map((name) => `${name}.ts`).sort()).toEqual(files.sort());
    expect(new Set(allOperators.map(({ name }) => name)).size).toBe(allOperators.length);
  });

  it('should cover every family, and twenty-eight operators without those that break a schema', () => {
    expect(allOperators.filter(({ claim }) => claim === 'breaks-intent').length).toBeGreaterThanOrEqual(28);
    expect(new Set(allOperators.map(({ family }) => family))).toEqual(new Set(familySchema.options));
  });

  it('should keep what breaks a schema in a family of its own', () => {
    for (const { claim, family } of allOperators) expect(claim === 'breaks-schema').toBe(family === 'broken_call');
  });
});

function answersOf({ trajectory }: Decision, { asked, reports }: Extract<Change, { op: 'answer' }>): readonly string[] {
  return answersTo(trajectory.ground, asked, reports);
}

/** Anything that writes to a record throws from here on. */
function deepFreezeRecords<T extends { primitives: readonly object[] }>(ground: T): T {
  deepFreeze(ground.primitives);
  return ground;
}
