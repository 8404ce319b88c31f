import type { Chain } from '../recipe.ts';
import { open, searchFor } from './calls.ts';
import { type Graph, openGraph, replyOf, searchGraph } from './graph.ts';

/** Replies that would be longer are not asked for (characters). */
const LONGEST_REPLY = 3_600;

/**
 * What people look up, by sort. No query holds another one: who asks for the narrow one and gets the wide one has been
 * served, and that would make a poor mistake.
 */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  'first name': ['Hannah', 'Priya', 'Ruth', 'Owen', 'Leila', 'Grace', 'Fiona'],
  surname: ['Doyle', 'Ashworth', 'Marsh', 'Kettle', 'Nowak', 'Reid', 'Vaughan'],
  town: ['Whitby', 'Malton', 'Pickering', 'Filey', 'Bridlington', 'Scarborough'],
  organisation: ['Abbey Dental', 'Coastline Credit Union', 'Harbour Trust', 'Cobalt Controls', 'Halden Optics', 'Halden Steelwork'],
  project: ['Harbour Lights', 'Harbour Walk', 'Museum Foyer', 'Branch Signage', 'Brewery Yard', 'Brewery Taproom', 'Hotel Terrace'],
  place: ['Unit 4 Dunslow Road', 'Unit 14 Dunslow Road', 'South Pier', 'North Pier'],
  event: ['snagging', 'lessons learned'],
  topic: [
    'asbestos',
    'bollards',
    'path lights',
    'dimming',
    'conservation area consent',
    'salt spray',
    'free samples',
    'crates',
    'photo ID',
    'quiz nights',
    'bats',
    'seals',
    'swallows',
    'market day',
    'armoured cable',
    'lamp posts',
    'fossil cases',
    'the ticket desk',
    'reading desks',
    'the loading bay',
    'the lifeboat station',
    'the fish quay',
    'VAT relief',
    'night surveys',
    'daylight sensors',
    'icicle strings',
    'brass band evenings',
    'slate paving',
  ],
  note: [
    'Polish',
    'fire warden training',
    'IPAF',
    'vegetarian diet',
    'nut allergy',
    'five-a-side',
    '60-day terms',
    '14-day terms',
    'healthcare',
    'hospitality',
  ],
  code: ['AD-14', 'AD-15', 'CC-21', 'CC-22', 'HT-03', 'RM-07', 'M-2508', 'M-2509', 'M-2518', 'M-2519'],
};

/** Entities opened alone: neighbours in name wherever there are any. */
export const OPENED: readonly string[] = [
  ...[
    'Hannah Doyle',
    'Hannah Pike',
    'Sam Doyle',
    'Tom Ashworth',
    'Tom Ashby',
    'Tamsin Ashworth',
    'Ellen Marsh',
    'Helen Marsh',
    'Ellen Marlow',
  ],
  ...['Priya Nair', 'Priya Anand', 'Ruth Calder', 'Ruth Caldwell', 'Owen Price', 'Owen Pryce', 'Colin Reid', 'Callum Reid'],
  ...['Abbey Dental Whitby', 'Abbey Dental Malton', 'Rowan Court Hotel', 'Rowan Tree School', 'Harbour Trust', 'Ryedale Museum'],
  ...['Brightwell Fixtures', 'Brightwater Glass', 'Halden Optics', 'Halden Steelwork', 'Northgate Electrical', 'Northway Electrical'],
  ...['Cobalt Controls', 'Cobble Lane Cables', 'Kestrel Drones', 'Tern Surveys'],
  ...['Harbour Lights', 'Harbour Walk', 'Museum Foyer Phase 1', 'Museum Foyer Phase 2', 'Hotel Terrace', 'Hotel Stairwell'],
  ...['Bandstand Summer Scheme', 'Bandstand Winter Scheme', 'Brewery Taproom', 'Brewery Yard', 'School Hall', 'School Library'],
  ...['Whitby', 'Malton', 'Unit 4 Dunslow Road', 'Unit 14 Dunslow Road', 'North Pier', 'South Pier'],
  ...[
    'Harbour Walk kick-off',
    'Harbour Walk site visit',
    'Spring trade evening',
    'Autumn trade evening',
    'First aid refresher',
    'Budget review',
  ],
];

/** Entities opened side by side: the first stays, the second varies, and the reverse. */
const OPENED_TOGETHER: readonly { first: readonly string[]; second: readonly string[] }[] = [
  { first: ['Harbour Lights'], second: ['Harbour Walk', 'Hotel Terrace', 'Brewery Yard', 'School Hall', 'Hospice Garden'] },
  { first: ['Hotel Terrace', 'Hotel Stairwell', 'Brewery Yard', 'School Library'], second: ['Harbour Walk'] },
  { first: ['Abbey Dental Whitby'], second: ['Abbey Dental Malton', 'Rowan Court Hotel', 'Rowan Tree School', 'Harbour Trust'] },
  { first: ['Halden Optics'], second: ['Halden Steelwork', 'Brightwell Fixtures', 'Brightwater Glass', 'Cobalt Controls', 'Tern Surveys'] },
  { first: ['Hannah Pike', 'Hannah Doyle', 'Sam Doyle', 'Owen Pryce'], second: ['Leila Hassan'] },
  {
    first: ['Spring trade evening', 'Autumn trade evening', 'First aid refresher', 'Working at height refresher'],
    second: ['Budget review'],
  },
];

/** Searches and openings that stand alone. */
export function* readChains(graph: Graph): Generator<Chain> {
  for (const [sort, queries] of Object.entries(QUERIES)) {
    for (const query of queries) {
      const found = searchGraph(graph, query);
      if (found.entities.length > 0 && replyOf(found).length <= LONGEST_REPLY) yield [searchFor(query, `value:query=${sort}`)];
    }
  }
  for (const name of OPENED) yield [open([name], 'value:names=one')];
  for (const { first, second } of OPENED_TOGETHER) {
    for (const left of first) {
      for (const right of second) {
        if (replyOf(openGraph(graph, [left, right])).length > LONGEST_REPLY) continue;
        yield [open([left, right], 'value:names=two')];
        yield [open([left], 'value:names=one')];
        yield [open([right], 'value:names=one')];
      }
    }
  }
}
