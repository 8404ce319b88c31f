/** A node of the knowledge graph, as the memory server keeps it. */
export interface Entity {
  name: string;
  entityType: string;
  observations: string[];
}

/** A directed link between two nodes, by their names. */
export interface Relation {
  from: string;
  to: string;
  relationType: string;
}

export interface Graph {
  entities: Entity[];
  relations: Relation[];
}

/**
 * The graph in the server's own file format (JSONL, entities first, no line feed at the end): byte for byte what the
 * server itself writes, so that a call that changes nothing leaves the same file.
 */
export function writeGraph(graph: Graph): string {
  return [
    ...graph.entities.map(({ name, entityType, observations }) => JSON.stringify({ type: 'entity', name, entityType, observations })),
    ...graph.relations.map(({ from, to, relationType }) => JSON.stringify({ type: 'relation', from, to, relationType })),
  ].join('\n');
}

/** Reads what `writeGraph` wrote. */
export function readGraph(text: string): Graph {
  const graph: Graph = { entities: [], relations: [] };
  for (const line of text.split('\n')) {
    const item = JSON.parse(line) as { type: string } & Entity & Relation;
    if (item.type === 'entity') graph.entities.push({ name: item.name, entityType: item.entityType, observations: item.observations });
    else graph.relations.push({ from: item.from, to: item.to, relationType: item.relationType });
  }
  return graph;
}

/** What a search is expected to find: entities with the words in name, type or an observation (case aside), and every link that touches one. */
export function searchGraph(graph: Graph, query: string): Graph {
  const words = query.toLowerCase();
  return cutGraph(graph, (entity) =>
    [entity.name, entity.entityType, ...entity.observations].some((text) => text.toLowerCase().includes(words)),
  );
}

/** What opening these names is expected to show: the entities, and every link that touches one. */
export function openGraph(graph: Graph, names: readonly string[]): Graph {
  return cutGraph(graph, (entity) => names.includes(entity.name));
}

function cutGraph(graph: Graph, keep: (entity: Entity) => boolean): Graph {
  const entities = graph.entities.filter(keep);
  const names = new Set(entities.map((entity) => entity.name));
  return { entities, relations: graph.relations.filter((relation) => names.has(relation.from) || names.has(relation.to)) };
}

/** The reply text that the server gives for a part of the graph. */
export function replyOf(part: Graph): string {
  return JSON.stringify(part, null, 2);
}

/** Whether the reply for a part of the graph has these words exactly once, so that they name one thing in it. */
export function holdsOnce(part: Graph, words: string): boolean {
  return replyOf(part).split(new RegExp(`\\b${words}\\b`, 'u')).length === 2;
}
