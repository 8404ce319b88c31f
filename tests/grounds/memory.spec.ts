import { describe, expect, it } from 'vitest';
import { type Relation, readGraph, writeGraph } from '../../src/grounds/memory/graph.ts';
import { memory } from '../../src/grounds/memory/recipe.ts';
import { makeGraph } from '../../src/grounds/memory/world.ts';
import { REFERENCE_DATE } from '../../src/random/faker.ts';

const graph = makeGraph(memory.seed);
const chains = [...memory.chains(memory.world())];
const names = new Set(graph.entities.map(({ name }) => name));
const notesOf = (name: string): string[] => graph.entities.find((entity) => entity.name === name)?.observations ?? [];
const sourcesOf = (type: string, to: string): string[] =>
  graph.relations.filter((relation) => relation.relationType === type && relation.to === to).map(({ from }) => from);

function isKnown({ from, to, relationType }: Relation): boolean {
  return graph.relations.some((other) => other.from === from && other.to === to && other.relationType === relationType);
}

/** What the lighting firm's graph says in one place agrees with the others. */
describe('the graph of the lighting firm', () => {
  it('should be the same for the same seed and another for another', () => {
    expect(makeGraph(memory.seed)).toEqual(graph);
    expect(makeGraph('elsewhere')).not.toEqual(graph);
  });

  it('should read back as it was written', () => {
    expect(readGraph(writeGraph(graph))).toEqual(graph);
  });

  it('should name every entity once and link no stranger', () => {
    expect(names.size).toBe(graph.entities.length);
    expect(graph.relations.filter(({ from, to }) => !names.has(from) || !names.has(to))).toEqual([]);
    expect(new Set(graph.relations.map((relation) => JSON.stringify(relation))).size).toBe(graph.relations.length);
  });

  it('should hold nothing that lies after today', () => {
    const days = graph.entities.flatMap(({ observations }) =>
      observations.flatMap((text) => /(?:Held|Started) on (.+)$/u.exec(text)?.[1] ?? []),
    );
    expect(days.length).toBeGreaterThan(20);
    for (const day of days) {
      const time = Date.parse(`${day} UTC`);
      expect(time, day).toBeGreaterThanOrEqual(Date.parse('2025-07-01T00:00:00Z'));
      expect(time, day).toBeLessThanOrEqual(Date.parse(REFERENCE_DATE));
    }
  });

  it('should let the contact of a client sign for its account, and its order cover its work', () => {
    for (const { name, observations } of graph.entities.filter(({ entityType }) => entityType === 'client')) {
      const account = observations.flatMap((text) => /account code (\S+)$/u.exec(text)?.[1] ?? [])[0];
      const order = observations.flatMap((text) => /purchase order (\S+)$/u.exec(text)?.[1] ?? [])[0];
      expect(sourcesOf('represents', name).map((contact) => notesOf(contact).includes(`Signs for account ${account}`))).toEqual([true]);
      const covered = graph.relations.filter(
        ({ from, to, relationType }) => from === name && relationType === 'commissioned' && notesOf(to).includes(`Covered by ${order}`),
      );
      expect(covered.length, name).toBe(1);
    }
  });
});

/** What the calls say of the graph before any of them ran. */
describe('the calls on the graph', () => {
  const steps = chains.flat();

  it('should not look for words that hold the words of another search', () => {
    const queries = new Set(
      steps.flatMap((step) => (step.tool === 'search_nodes' ? [String((step.arguments as { query: string }).query)] : [])),
    );
    const wider = [...queries].flatMap((wide) =>
      [...queries].filter((narrow) => narrow !== wide && narrow.toLowerCase().includes(wide.toLowerCase())).map((narrow) => [wide, narrow]),
    );
    expect(wider).toEqual([]);
  });

  it('should make only links that are new between entities that are there, and take out only links that are there', () => {
    for (const { tool, arguments: args } of steps) {
      if (!tool.endsWith('_relations')) continue;
      for (const relation of (args as unknown as { relations: Relation[] }).relations) {
        expect(isKnown(relation), JSON.stringify(relation)).toBe(tool === 'delete_relations');
        expect(names.has(relation.from) && names.has(relation.to), JSON.stringify(relation)).toBe(true);
      }
    }
  });

  it('should strike only notes that are there', () => {
    for (const { tool, arguments: args } of steps) {
      if (tool !== 'delete_observations') continue;
      for (const { entityName, observations } of (args as { deletions: { entityName: string; observations: string[] }[] }).deletions) {
        expect(notesOf(entityName)).toEqual(expect.arrayContaining(observations));
      }
    }
  });

  it('should open and remove only entities that are there', () => {
    for (const { tool, arguments: args } of steps) {
      if (tool === 'open_nodes') for (const name of (args as { names: string[] }).names) expect(names).toContain(name);
      if (tool === 'delete_entities') for (const name of (args as { entityNames: string[] }).entityNames) expect(names).toContain(name);
    }
  });
});
