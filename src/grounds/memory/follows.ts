import type { Chain, ChainStep } from '../recipe.ts';
import { open, searchFor } from './calls.ts';
import { type Graph, holdsOnce, openGraph, searchGraph } from './graph.ts';
import { traitChains } from './traits.ts';

/** Things on which one entry stands, so that "whoever leads it" is one person. */
const TOPICS: readonly string[] = [
  ...[
    'the fish quay',
    'the lifeboat station',
    'fossil cases',
    'the ticket desk',
    'quiz nights',
    'the loading bay',
    'brass band evenings',
    'icicle strings',
  ],
  ...['slate paving', 'reading desks', 'daylight sensors', 'seals', 'bats', 'swallows', 'VAT relief', 'M-2508', 'M-2509', 'snagging'],
];

const OPENED: readonly string[] = [
  ...['Harbour Lights', 'Harbour Walk', 'Museum Foyer Phase 1', 'Museum Foyer Phase 2', 'Hotel Terrace', 'Hotel Stairwell'],
  ...['Brewery Taproom', 'Brewery Yard', 'School Hall', 'School Library', 'Bandstand Summer Scheme', 'Bandstand Winter Scheme'],
  ...['Chandelier delivery', 'Budget review'],
];

const CLIENTS: readonly string[] = [
  ...['Abbey Dental Whitby', 'Abbey Dental Malton', 'Coastline Credit Union Filey', 'Coastline Credit Union Bridlington'],
  ...["St Hilda's Hospice", 'Larkfield Farm Shop', 'Rowan Tree School', 'Moorside Brewery'],
];

/** Verbs that say what somebody does for a project, a client or an event: "whoever leads it". */
const VERBS = ['leads', 'designs', 'supplies', 'installs', 'commissioned', 'represents', 'organises', 'chairs'] as const;
/** Those that speak of a project alone. */
const PROJECT_VERBS = ['leads', 'designs', 'supplies', 'installs'] as const;

/** Calls that take a value from the reply before. */
export function* followChains(graph: Graph): Generator<Chain> {
  for (const topic of TOPICS) {
    const found = searchGraph(graph, topic);
    for (const { label, name } of agents(found, VERBS))
      yield [searchFor(topic, 'value:query=topic'), openNamed(name, label, 'chain:search-then-open')];
  }
  for (const subject of OPENED) {
    const shown = openGraph(graph, [subject]);
    for (const { label, name } of agents(shown, VERBS))
      yield [open([subject], 'value:names=one'), openNamed(name, label, 'chain:open-then-open')];
  }
  for (const client of CLIENTS) yield* referenceChains(graph, client);
  yield* traitChains(graph);
}

/** From a client to a code on its entry, to everything under that code, to somebody at work on it. */
function* referenceChains(graph: Graph, client: string): Generator<Chain> {
  const first = open([client], 'value:names=one');
  for (const [label, pattern] of [
    ['account code', /account code (\S+)$/u],
    ['purchase order', /purchase order (\S+)$/u],
  ] as const) {
    const code = openGraph(graph, [client]).entities[0]?.observations.flatMap((text) => pattern.exec(text)?.[1] ?? [])[0];
    if (code === undefined) continue;
    const search: ChainStep = { ...searchFor(code, 'chain:open-then-search'), upstream: { '/query': { label } } };
    yield [first, search];
    for (const agent of agents(searchGraph(graph, code), PROJECT_VERBS)) {
      yield [first, search, openNamed(agent.name, agent.label, 'chain:open-search-open')];
    }
  }
}

function openNamed(name: string, label: string, scenario: string): ChainStep {
  return { ...open([name], scenario), upstream: { '/names/0': { label } } };
}

/** Whoever does something for an entity of a reply without being shown there, where the verb fits one of them alone. */
function agents(part: Graph, verbs: readonly string[]): { name: string; label: string }[] {
  const shown = new Set(part.entities.map(({ name }) => name));
  const named = verbs.flatMap((label) => {
    const links = part.relations.filter(({ relationType }) => relationType === label);
    const [only] = links;
    return links.length === 1 && only !== undefined && !shown.has(only.from) && holdsOnce(part, label) ? [{ name: only.from, label }] : [];
  });
  return named.filter(({ name }) => named.filter((other) => other.name === name).length === 1);
}
