import type { Chain, ChainStep } from '../recipe.ts';
import { note, relate, searchFor, strike } from './calls.ts';
import { type Graph, holdsOnce, searchGraph } from './graph.ts';

/** Traits that several people share, and what is then noted or recorded of one of them. */
const TRAITS: readonly { query: string; held: string; notes: readonly string[]; event: string }[] = [
  {
    query: 'IPAF',
    held: 'Holds an IPAF licence',
    notes: ['Licence renewal due on 14 July', 'Licence renewal due on 24 July'],
    event: 'Harbour Walk site visit',
  },
  {
    query: 'fire warden training',
    held: 'Did fire warden training',
    notes: ['Fire drill led on 12 June', 'Fire drill led on 19 June'],
    event: 'Bandstand rehearsal',
  },
  {
    query: 'vegetarian diet',
    held: 'Follows a vegetarian diet',
    notes: ['Joins the summer lunch', 'Misses the summer lunch'],
    event: 'Spring trade evening',
  },
  {
    query: 'nut allergy',
    held: 'Has a nut allergy',
    notes: ['Carries an EpiPen', 'Joins the summer lunch'],
    event: 'Spring trade evening',
  },
  {
    query: 'Polish',
    held: 'Speaks Polish',
    notes: ['Translates the safety sheet', 'Translates the site rules'],
    event: 'Harbour Walk site visit',
  },
];

/** How many people of one trait lose its note again. */
const STRUCK = 2;

/** From a trait to the one person with it who has a certain job. */
export function* traitChains(graph: Graph): Generator<Chain> {
  const behind = (step: ChainStep, query: string, pointer: string, label: string): Chain => [
    searchFor(query, 'value:query=trait'),
    { ...step, upstream: { [pointer]: { label } } },
  ];
  for (const trait of TRAITS) {
    const { query, held } = trait;
    for (const { name, label } of people(graph, query)) {
      for (const step of notesOf(trait, name)) yield behind(step, query, '/observations/0/entityName', label);
      for (const step of linksOf(graph, trait, name)) yield behind(step, query, '/relations/0/from', label);
    }
    for (const { name, label } of people(graph, query).slice(0, STRUCK)) {
      yield behind(strike(name, [held], 'chain:search-then-strike'), query, '/deletions/0/entityName', label);
    }
  }
}

/** The notes that these chains add. */
export function traitNotes(graph: Graph): ChainStep[] {
  return TRAITS.flatMap((trait) => people(graph, trait.query).flatMap(({ name }) => notesOf(trait, name)));
}

/** The links that these chains make. */
export function traitLinks(graph: Graph): ChainStep[] {
  return TRAITS.flatMap((trait) => people(graph, trait.query).flatMap(({ name }) => linksOf(graph, trait, name)));
}

function notesOf({ notes }: (typeof TRAITS)[number], name: string): ChainStep[] {
  return notes.map((text) => note(name, [text], 'chain:search-then-note'));
}

function linksOf(graph: Graph, { event }: (typeof TRAITS)[number], name: string): ChainStep[] {
  const isKnown = graph.relations.some(({ from, to }) => from === name && to === event);
  return isKnown ? [] : [relate([{ from: name, to: event, relationType: 'attends' }], 'chain:search-then-relate')];
}

/** The people a search finds, each by a job that nobody else there has. */
function people(graph: Graph, query: string): { name: string; label: string }[] {
  const found = searchGraph(graph, query);
  return found.entities.flatMap(({ name, observations }) => {
    const label = /^Role: (.+)$/u.exec(observations[0] ?? '')?.[1];
    return label !== undefined && holdsOnce(found, label) ? [{ name, label }] : [];
  });
}
