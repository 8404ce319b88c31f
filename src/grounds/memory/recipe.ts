import { type Chain, type Recipe, said, type World } from '../recipe.ts';
import { failingChains } from './failing.ts';
import { followChains } from './follows.ts';
import { type Graph, readGraph } from './graph.ts';
import { readChains } from './reads.ts';
import { MEMORY_FILE, makeWorld, SEED } from './world.ts';
import { writeChains } from './writes.ts';

const relation = (at: number) => ({
  [`/relations/${at}/from`]: said('name'),
  [`/relations/${at}/to`]: said('name'),
  [`/relations/${at}/relationType`]: said('enum'),
});

/** A knowledge graph that a small lighting design firm keeps of its people, clients, suppliers, projects, places and events. */
export const memory: Recipe = {
  name: 'memory',
  title: 'knowledge graph of a small lighting design firm',
  seed: SEED,
  server: {
    package: '@modelcontextprotocol/server-memory',
    version: '2026.8.31',
    licence: 'MIT, moving to Apache-2.0',
    entry: 'dist/index.js',
    args: () => [],
    env: (root) => ({ MEMORY_FILE_PATH: `${root}/${MEMORY_FILE}` }),
  },
  root: '/srv/marram',
  roles: {
    search_nodes: { '/query': said('text') },
    open_nodes: { '/names/0': said('name'), '/names/1': said('name') },
    create_entities: {
      '/entities/0/name': said('name'),
      '/entities/0/entityType': said('enum'),
      '/entities/0/observations/0': said('text'),
      '/entities/0/observations/1': said('text'),
    },
    create_relations: { ...relation(0), ...relation(1) },
    add_observations: {
      '/observations/0/entityName': said('name'),
      '/observations/0/contents/0': said('text'),
      '/observations/0/contents/1': said('text'),
    },
    delete_entities: { '/entityNames/0': said('name'), '/entityNames/1': said('name') },
    delete_observations: {
      '/deletions/0/entityName': said('name'),
      '/deletions/0/observations/0': said('text'),
      '/deletions/0/observations/1': said('text'),
    },
    delete_relations: relation(0),
  },
  writes: ['create_entities', 'create_relations', 'add_observations', 'delete_entities', 'delete_observations', 'delete_relations'],
  leftOut: { read_graph: 'takes no arguments and replies with the whole graph: one call, and a reply too long for a conversation' },
  masks: [],
  ignored: [],
  world: makeWorld,
  *chains(world) {
    const graph = graphIn(world);
    const seen = new Set<string>();
    for (const chain of [...readChains(graph), ...followChains(graph), ...writeChains(graph), ...failingChains()] satisfies Chain[]) {
      const key = JSON.stringify(chain.map(({ tool, arguments: args, upstream }) => [tool, args, upstream]));
      if (!seen.has(key)) yield chain;
      seen.add(key);
    }
  },
};

function graphIn(world: World): Graph {
  const file = world.find((item) => item.path === MEMORY_FILE);
  if (file?.kind !== 'file' || typeof file.content !== 'string') throw new RangeError(`the world has no ${MEMORY_FILE}`);
  return readGraph(file.content);
}
