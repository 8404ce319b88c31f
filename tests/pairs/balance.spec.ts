import { describe, expect, it } from 'vitest';
import { balanceWeights, type Weighed } from '../../src/pairs/balance.ts';
import { joinLooks, Sides } from '../../src/pairs/side.ts';
import { streamOf } from '../../src/random/stream.ts';

const sides = new Sides();
const side = (tool: string, args: Record<string, string> = {}) => sides.call({ name: tool, arguments: args });
interface Edge {
  right: number;
  wrong: number;
  weight: number;
  family: number;
}
const edge = (right: string, wrong: string, weight: number, family = 1): Edge => ({
  family,
  weight,
  right: side(right),
  wrong: side(wrong),
});
const columnsOf = (edges: readonly Edge[]): Weighed => ({
  family: Int32Array.from(edges, ({ family }) => family),
  weight: Float64Array.from(edges, ({ weight }) => weight),
  right: Int32Array.from(edges, ({ right }) => right),
  wrong: Int32Array.from(edges, ({ wrong }) => wrong),
  looks: joinLooks([sides.looks()]),
});
const balance = (edges: readonly Edge[]) => balanceWeights(columnsOf(edges));

/** What leaves and what enters each tool. */
function rolesOf(edges: readonly Edge[], weights: Float64Array): Map<number, { right: number; wrong: number }> {
  const { tool } = joinLooks([sides.looks()]);
  const roles = new Map<number, { right: number; wrong: number }>();
  for (const [at, { right, wrong }] of edges.entries()) {
    for (const [side, role] of [[right, 'right'] as const, [wrong, 'wrong'] as const]) {
      const known = roles.get(tool[side] as number) ?? { right: 0, wrong: 0 };
      known[role] += weights[at] as number;
      roles.set(tool[side] as number, known);
    }
  }
  return roles;
}

describe('balanceWeights', () => {
  it('should make every tool of a graph with ways back right as often as wrong', () => {
    const stream = streamOf('balance');
    const tools = Array.from({ length: 12 }, (_, at) => `tool${at}`);
    const ring = tools.map((tool, at) => edge(tool, tools[(at + 1) % tools.length] as string, 1));
    const others = Array.from({ length: 80 }, () => edge(stream.pick(tools), stream.pick(tools), 0.2 + 3 * stream.next()));
    const mutations = [...ring, ...others];
    const before = Float64Array.from(mutations, ({ weight }) => weight);
    const apart = (weights: Float64Array) =>
      Math.max(...[...rolesOf(mutations, weights).values()].map(({ right, wrong }) => Math.abs(right - wrong) / (right + wrong)));
    expect(apart(before)).toBeGreaterThan(0.1);
    expect(apart(balance(mutations))).toBeLessThan(0.01);
  });

  it('should keep the shares of families', () => {
    const mutations = [edge('a', 'b', 3, 0), edge('b', 'a', 1, 0), edge('a', 'c', 5, 1), edge('c', 'a', 2, 1), edge('b', 'c', 2, 1)];
    const weights = balance(mutations);
    expect((weights[0] as number) + (weights[1] as number)).toBeCloseTo(4, 9);
    expect((weights[2] as number) + (weights[3] as number) + (weights[4] as number)).toBeCloseTo(9, 9);
  });

  it('should let one family make good what another needs', () => {
    // a is only ever right in family 0, and only ever wrong in family 1.
    const mutations = [edge('a', 'b', 1, 0), edge('c', 'b', 1, 0), edge('b', 'a', 0.5, 1), edge('b', 'c', 1.5, 1)];
    const roles = rolesOf(mutations, balance(mutations));
    for (const { right, wrong } of roles.values()) expect(right / wrong).toBeCloseTo(1, 1);
  });

  it('should leave weight to what is never right anywhere, and less of it', () => {
    const mutations = [edge('a', 'b', 1), edge('b', 'a', 1), edge('a', 'dead end', 1)];
    const weights = balance(mutations);
    expect(weights[2]).toBeGreaterThan(0);
    expect(weights[2]).toBeLessThan((weights[0] as number) / 10);
  });

  it('should look at arguments within a family', () => {
    const [plain, more] = [side('list', { of: 'x' }), side('list', { of: 'x', only: 'y' })];
    const mutations: Edge[] = [
      { family: 3, weight: 5, right: more, wrong: plain },
      { family: 3, weight: 1, right: plain, wrong: more },
    ];
    const weights = balance(mutations);
    expect((weights[0] as number) / (weights[1] as number)).toBeCloseTo(1, 1);
  });
});
