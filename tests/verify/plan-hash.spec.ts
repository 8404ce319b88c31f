import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/verify/plan.ts';
import { hashPlan } from '../../src/verify/plan-hash.ts';
import { readTools } from '../../src/verify/tools.ts';
import { type Trial, trialSchema } from '../../src/verify/trial.ts';

const step = { tool: 'look', arguments: { at: 1 }, scenario: '', roles: {} };
const plan: Plan = {
  name: 'desk',
  title: '',
  source: { package: '', version: '', licence: '', command: [] },
  world: { recipe: '', seed: '' },
  root: '/srv/desk',
  roles: {},
  writes: [],
  leftOut: {},
  masks: [{ name: 'time', pattern: /\d\d:\d\d/u, replacement: '[time]' }],
  spareMasks: [],
  ignored: [],
  chains: [[step]],
  known: '',
};
const tools = readTools([{ name: 'look', inputSchema: { type: 'object', properties: { at: { type: 'integer' } } } }]);

describe('the hash of a plan', () => {
  it('should be the same for the same calls on the same server', () => {
    expect(hashPlan({ ...plan, title: 'elsewhere', source: { ...plan.source, command: ['x'] } }, tools, 'w')).toBe(
      hashPlan(plan, tools, 'w'),
    );
  });

  it.each<[string, Partial<Plan>]>([
    ['a call', { chains: [[{ ...step, arguments: { at: 2 } }]] }],
    ['the way an argument is taken', { chains: [[{ ...step, arguments: () => ({ at: 1 }) }]] }],
    ['a mask', { masks: [{ name: 'time', pattern: /\d\d\.\d\d/u, replacement: '[time]' }] }],
    ['what does not count in the world', { ignored: [/log/u] }],
    ['what may not be called', { leftOut: { look: 'no' } }],
    ['what may be repeated', { known: 'x' }],
  ])('should tell apart %s', (_, change) => {
    expect(hashPlan({ ...plan, ...change }, tools, 'w')).not.toBe(hashPlan(plan, tools, 'w'));
  });

  it('should tell apart tools and worlds', () => {
    const others = readTools([{ name: 'look', description: 'Looks.', inputSchema: { type: 'object' } }]);
    expect(hashPlan(plan, others, 'w')).not.toBe(hashPlan(plan, tools, 'w'));
    expect(hashPlan(plan, tools, 'v')).not.toBe(hashPlan(plan, tools, 'w'));
  });
});

describe('a trial from elsewhere', () => {
  it('should come as it went', () => {
    const trial: Trial = {
      tool: 'look',
      arguments: { at: 1, deep: { list: [null, 'ü'] } },
      verdict: 'ok',
      channel: null,
      reason: '',
      result: { content: [{ type: 'text', text: 'a\u2028b' }], structuredContent: { n: 1e-7 }, isError: false },
      masks: ['time'],
      effect: 'changed',
      leaves: '0123456789abcdef',
    };
    expect(JSON.stringify(trialSchema.parse(JSON.parse(JSON.stringify(trial))))).toBe(JSON.stringify(trial));
    expect(trialSchema.safeParse({ ...trial, verdict: 'splendid' }).success).toBe(false);
  });
});
