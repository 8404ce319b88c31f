import { describe, expect, it } from 'vitest';
import type { Primitive } from '../../src/model/primitive.ts';
import { openGround } from '../../src/primitives/library.ts';
import { composeTrajectories } from '../../src/trajectories/trajectory.ts';

const open = call('a1', 'open', { page: 'orders' }, [], 'changed');
const other = call('a2', 'open', { page: 'prices' }, [], 'changed');
const find = call('b1', 'find', { text: 'BW-1' }, ['a1'], 'none');

const ground = openGround({
  ground: {
    schema: 'nearmiss/ground@1',
    name: 'desk',
    title: 'a desk',
    source: { package: 'desk', version: '1.0.0', licence: 'MIT', command: ['desk'] },
    protocol: '2025-11-25',
    server: { name: 'desk', version: '1.0.0' },
    root: '/srv/desk',
    world: { recipe: 'desk', seed: '1', digest: '0'.repeat(64) },
    tools: [tool('open', 'page'), tool('find', 'text')],
  },
  phrases: {
    schema: 'nearmiss/phrases@1',
    ground: 'desk',
    systems: [],
    systemNeeded: false,
    openers: [],
    closers: [],
    tools: {
      open: { requests: ['[Open] {page}.'], words: {}, answers: [{ read: {}, say: ['It is open.'] }], asides: {}, mistaken: {} },
      find: { requests: [], words: {}, answers: [{ read: {}, say: ['It is there.'] }], asides: {}, mistaken: {} },
    },
    chains: [{ tools: ['open', 'find'], requests: ['Open {0.page} and [1:find] {1.text}.'] }],
  },
  primitives: [open, other, find],
});

/** A call that takes nothing from a reply follows the call that made the state it ran in, and no other. */
describe('chains by state', () => {
  it('should lead through the call that made the state', () => {
    const chains = composeTrajectories(ground).trajectories.filter(({ steps }) => steps.length === 2);
    expect(chains.map(({ steps }) => steps.map(({ primitive }) => primitive.id))).toEqual([['a1', 'b1']]);
  });

  it('should leave a tool without requests of its own to its chains', () => {
    const alone = composeTrajectories(ground).trajectories.filter(({ steps }) => steps.length === 1);
    expect(alone.map(({ steps }) => steps[0]?.primitive.id)).toEqual(['a1', 'a2']);
  });
});

function call(id: string, name: string, args: Primitive['arguments'], after: string[], effect: Primitive['effect']): Primitive {
  const roles = Object.fromEntries(Object.keys(args).map((key) => [`/${key}`, { origin: 'user', critical: true, kind: 'name' } as const]));
  return {
    id,
    tool: name,
    arguments: args,
    scenario: 'required-only',
    after,
    roles,
    upstream: [],
    result: { content: [{ type: 'text', text: `reply to ${id}` }], isError: false },
    verdict: 'ok',
    stability: 'stable',
    masks: [],
    effect,
    leaves: null,
  };
}

function tool(name: string, argument: string) {
  return {
    name,
    description: name,
    inputSchema: { type: 'object', properties: { [argument]: { type: 'string' } }, required: [argument] },
    hash: '0'.repeat(64),
    admitted: true,
    reason: '',
  };
}
