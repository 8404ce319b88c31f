import type { Chain, ChainStep } from '../recipe.ts';
import { create, note, relate, remove, strike, unrelate } from './calls.ts';
import type { Graph, Relation } from './graph.ts';
import { OPENED, readChains } from './reads.ts';
import { traitLinks, traitNotes } from './traits.ts';

/** Calls that change the graph: each stands alone, in families that differ in one place. */
export function* writeChains(graph: Graph): Generator<Chain> {
  const steps = [creations(), relations(graph), notes(graph), removals(), strikes(graph), unlinkings(graph), slips(graph)];
  for (const family of steps) for (const step of family) yield [step];
}

/** New entities. Names lean on ones the graph already has, dates on each other. */
function* creations(): Generator<ChainStep> {
  const person = ['Nina Kapoor', 'Nina Kaplan', 'Nora Kapoor', 'Tom Ashton', 'Ruth Calderwood', 'Hannah Dole'];
  for (const name of person) yield create(name, 'person', ['Role: freelance rigger', 'Starts on 6 July'], 'value:name');
  for (const day of ['13 July', '20 July', '3 August'])
    yield create('Nina Kapoor', 'person', ['Role: freelance rigger', `Starts on ${day}`], 'value:observations');
  for (const role of ['photographer', 'draughtsman', 'electrician']) {
    yield create('Nina Kapoor', 'person', [`Role: freelance ${role}`, 'Starts on 6 July'], 'value:observations');
  }
  yield create('Nina Kapoor', 'person', ['Role: freelance rigger'], 'optional:second observation absent');
  yield create('Nina Kapoor', 'person', [], 'required-only');
  for (const name of ['Sandgate Metalwork', 'Sandgate Timber', 'Brightwell Glass', 'Cobalt Cables']) {
    yield create(name, 'supplier', ['Lead time 4 weeks'], 'value:name');
  }
  for (const weeks of [2, 5, 10]) yield create('Sandgate Metalwork', 'supplier', [`Lead time ${weeks} weeks`], 'value:observations');
  yield create('Sandgate Metalwork', 'supplier', ['Lead time 4 weeks', 'Minimum order 300 GBP'], 'optional:second observation');
  yield create('Sandgate Metalwork', 'supplier', [], 'required-only');
  for (const town of ['Filey', 'Pickering', 'Scarborough', 'Bridlington']) {
    yield create(`Abbey Dental ${town}`, 'client', ['Pays on 30-day terms'], 'value:name');
  }
  for (const days of [14, 45, 60]) yield create('Abbey Dental Filey', 'client', [`Pays on ${days}-day terms`], 'value:observations');
  for (const name of ['Harbour Steps', 'Harbour Slip', 'Museum Foyer Phase 3', 'Hotel Ballroom']) {
    yield create(name, 'project', ['Stage: concept design'], 'value:name');
  }
  for (const stage of ['detailed design', 'tender', 'on site'])
    yield create('Harbour Steps', 'project', [`Stage: ${stage}`], 'value:observations');
  for (const name of ['Winter trade evening', 'Summer trade evening', 'Asbestos refresher', 'Stock review']) {
    yield create(name, 'event', ['Planned for 16 July'], 'value:name');
  }
  for (const day of ['9 July', '23 July', '30 July']) yield create('Stock review', 'event', [`Planned for ${day}`], 'value:observations');
  for (const type of ['client', 'supplier', 'project', 'place', 'event']) {
    yield create('Lantern House', type, ['First mentioned on 29 June'], 'enum:entityType');
    yield create('Sandgate Fair', type, ['First mentioned on 29 June'], 'enum:entityType');
  }
}

/** New links, all between entities the graph has and none that is there already. */
function* relations(graph: Graph): Generator<ChainStep> {
  const who = byRole(graph);
  const isNew = (relation: Relation) => !graph.relations.some((other) => isSame(other, relation));
  const link = function* (
    from: readonly string[],
    relationType: readonly string[],
    to: readonly string[],
    scenario: string,
  ): Generator<ChainStep> {
    for (const relation of combine(from, relationType, to)) if (isNew(relation)) yield relate([relation], scenario);
  };
  const crew = ['site supervisor', 'apprentice', 'estimator', 'CAD technician', 'graduate designer', 'controls programmer'].map(who);
  yield* link(crew, ['attends'], ['Budget review'], 'value:from');
  yield* link(
    [who('site supervisor')],
    ['attends'],
    ['Spring trade evening', 'Harbour Walk site visit', 'Bandstand rehearsal', 'First aid refresher'],
    'value:to',
  );
  yield* link(
    [who('project manager')],
    ['leads'],
    ['Harbour Walk', 'Hotel Terrace', 'Hotel Stairwell', 'School Library', 'Hospice Garden'],
    'value:to',
  );
  yield* link(
    [who('controls programmer')],
    ['leads', 'designs', 'installs', 'advises_on'],
    ['Brewery Yard', 'Farm Shop Canopy'],
    'enum:relationType',
  );
  yield* link([who('workshop supervisor')], ['organises', 'attends', 'chairs', 'hosts'], ['Budget review'], 'enum:relationType');
  yield* link(['Tern Surveys'], ['supplies', 'installs', 'advises_on'], ['Hospice Garden'], 'enum:relationType');
  yield* link(['Kestrel Drones', 'Tern Surveys', 'Halden Optics', 'Brightwell Fixtures'], ['supplies'], ['Farm Shop Canopy'], 'value:from');
  yield* link(['Halden Optics'], ['supplies'], ['Harbour Walk', 'Hotel Terrace', 'Hotel Stairwell', 'Brewery Yard'], 'value:to');
  yield* link(['Kestrel Drones'], ['located_in'], ['Whitby', 'Malton', 'Filey', 'Pickering'], 'value:to');
  yield* link(['Tern Surveys', 'Halden Optics', 'Halden Steelwork', 'Cobalt Controls'], ['located_in'], ['Malton'], 'value:from');
  yield* link(
    ['estimator', 'CAD technician', 'apprentice', 'graduate designer'].map(who),
    ['reports_to'],
    [who('project manager')],
    'value:from',
  );
  yield* link([who('estimator')], ['reports_to'], ['managing director', 'studio manager', 'senior designer'].map(who), 'value:to');
  const first = { from: who('estimator'), relationType: 'attends', to: 'Budget review' };
  const guest = who('controls programmer');
  const others = crew.filter((name) => name !== first.from && name !== guest);
  const pairs = [
    ...[guest, ...others].map((from) => ({ ...first, from })),
    ...['Spring trade evening', 'Bandstand rehearsal', 'Taproom snagging', 'Chandelier delivery'].map((to) => ({
      ...first,
      from: guest,
      to,
    })),
    ...['organises', 'chairs', 'hosts'].map((relationType) => ({ ...first, from: guest, relationType })),
  ];
  for (const second of pairs.filter(isNew)) yield relate([first, second], 'optional:second relation');
}

/** New notes on entities the graph has. */
function* notes(graph: Graph): Generator<ChainStep> {
  const people = ['Tom Ashworth', 'Tom Ashby', 'Ruth Calder', 'Ruth Caldwell', 'Owen Price', 'Owen Pryce', 'Priya Nair', 'Priya Anand'];
  for (const name of people) yield note(name, ['On leave from 6 July'], 'value:entityName');
  for (const day of ['13 July', '20 July', '3 August']) yield note('Tom Ashworth', [`On leave from ${day}`], 'value:contents');
  for (const day of ['20 July', '27 July', '3 August', '10 August']) {
    yield note('Tom Ashworth', ['On leave from 6 July', `Back on ${day}`], 'optional:second note');
  }
  for (const extension of [231, 213, 312]) yield note('Ruth Caldwell', [`Moved to extension ${extension}`], 'value:contents');
  for (const name of ['Harbour Walk', 'Harbour Lights', 'Hotel Terrace', 'Hotel Stairwell', 'Museum Foyer Phase 2']) {
    yield note(name, ['Handover planned for 4 September'], 'value:entityName');
  }
  for (const day of ['11 September', '18 September', '2 October'])
    yield note('Harbour Walk', [`Handover planned for ${day}`], 'value:contents');
  for (const name of ['Brightwell Fixtures', 'Brightwater Glass', 'Halden Optics', 'Halden Steelwork']) {
    yield note(name, ['Prices rise 4 percent in August'], 'value:entityName');
  }
  for (const percent of [3, 6, 14]) yield note('Halden Optics', [`Prices rise ${percent} percent in August`], 'value:contents');
  for (const name of ['Abbey Dental Whitby', 'Abbey Dental Malton', 'Rowan Court Hotel', 'Rowan Tree School']) {
    yield note(name, ['Invoice 1042 paid on 26 June'], 'value:entityName');
  }
  for (const invoice of [1024, 1043]) yield note('Abbey Dental Malton', [`Invoice ${invoice} paid on 26 June`], 'value:contents');
  // The same two facts the other way round in the graph: already known, so nothing is added.
  for (const { name, observations } of graph.entities.filter(({ entityType }) => entityType === 'supplier').slice(0, 3)) {
    yield note(name, [observations[1] as string], 'value:contents=known already');
  }
}

/** Entities taken out of the graph. */
const REMOVED: readonly string[] = [
  ...['Hannah Doyle', 'Hannah Pike', 'Tom Ashworth', 'Tom Ashby', 'Ruth Calder', 'Ruth Caldwell', 'Owen Price', 'Owen Pryce'],
  ...['Abbey Dental Whitby', 'Abbey Dental Malton', 'Rowan Court Hotel', 'Rowan Tree School'],
  ...['Brightwell Fixtures', 'Brightwater Glass', 'Halden Optics', 'Halden Steelwork', 'Kestrel Drones', 'Tern Surveys'],
  ...['Harbour Lights', 'Harbour Walk', 'Hotel Terrace', 'Hotel Stairwell', 'Bandstand Summer Scheme', 'Bandstand Winter Scheme'],
  ...['Unit 4 Dunslow Road', 'Unit 14 Dunslow Road', 'North Pier', 'South Pier'],
  ...['Harbour Walk kick-off', 'Harbour Walk site visit', 'Spring trade evening', 'Autumn trade evening'],
];

function* removals(): Generator<ChainStep> {
  for (const name of REMOVED) yield remove([name], 'value:entityNames=one');
  for (const name of ['Harbour Walk site visit', 'Taproom snagging', 'Budget review', 'Bandstand rehearsal']) {
    yield remove(['Harbour Walk kick-off', name], 'value:entityNames=two');
  }
  for (const name of ['Tern Surveys', 'Halden Optics', 'Brightwater Glass', 'Cobalt Controls'])
    yield remove([name, 'Kestrel Drones'], 'value:entityNames=two');
}

/** Notes taken off an entity: the same note from several, several notes from one. */
function* strikes(graph: Graph): Generator<ChainStep> {
  const shared = [
    'Prefers email',
    'Prefers a phone call',
    'Pays on 30-day terms',
    'Pays on 14-day terms',
    'Minimum order 250 GBP',
    'Minutes filed',
  ];
  for (const text of shared) {
    const holders = graph.entities.filter(({ observations }) => observations.includes(text));
    for (const { name } of holders.slice(0, 5)) yield strike(name, [text], 'value:entityName');
  }
  for (const name of ['Harbour Walk', 'Halden Optics', 'Rowan Tree School', 'Unit 14 Dunslow Road', 'Tom Ashby']) {
    const observations = graph.entities.find((entity) => entity.name === name)?.observations ?? [];
    for (const text of observations.slice(0, 5)) yield strike(name, [text], 'value:observations');
  }
  const walk = graph.entities.find((entity) => entity.name === 'Harbour Walk')?.observations ?? [];
  for (const text of walk.slice(1, 5)) yield strike('Harbour Walk', [walk[0] as string, text], 'optional:second note');
}

/** Links taken out, all of which the graph has. */
function* unlinkings(graph: Graph): Generator<ChainStep> {
  const pick = function* (wanted: (relation: Relation) => boolean, most: number, scenario: string): Generator<ChainStep> {
    for (const relation of graph.relations.filter(wanted).slice(0, most)) yield unrelate([relation], scenario);
  };
  for (const town of ['Scarborough', 'Whitby', 'Malton'])
    yield* pick(({ relationType, to }) => relationType === 'located_in' && to === town, 4, 'value:from');
  yield* pick(({ relationType, to }) => relationType === 'attends' && to === 'Autumn trade evening', 4, 'value:from');
  const director = byRole(graph)('managing director');
  yield* pick(({ relationType, to }) => relationType === 'reports_to' && to === director, 4, 'value:from');
  for (const from of ['Northway Electrical', 'Cobalt Controls', 'Brightwell Fixtures', byRole(graph)('senior designer')]) {
    yield* pick(
      (relation) => relation.from === from && ['installs', 'supplies', 'designs', 'leads'].includes(relation.relationType),
      6,
      'value:to',
    );
  }
  const twice = (relation: Relation) => graph.relations.filter(({ from, to }) => from === relation.from && to === relation.to).length > 1;
  yield* pick(twice, 12, 'enum:relationType');
}

/**
 * What a hasty reader calls instead: a link kept as a note, an entry made anew where it only needed a note, an entry taken out
 * where a note or a link should go, a note where the entry should go. Recorded, so that the mistake has its real reply.
 */
function* slips(graph: Graph): Generator<ChainStep> {
  const isPerson = (name: string) => graph.entities.some((entity) => entity.name === name && entity.entityType === 'person');
  for (const step of [...relations(graph), ...traitLinks(graph)]) {
    const [link, another] = (step.arguments as unknown as { relations: Relation[] }).relations;
    if (link === undefined || another !== undefined || link.relationType.includes('_')) continue;
    yield note(link.from, [`${link.relationType} ${link.to}`], 'slip:note instead of link');
  }
  for (const step of [...notes(graph), ...traitNotes(graph)]) {
    const [entry] = (step.arguments as unknown as { observations: { entityName: string; contents: string[] }[] }).observations;
    if (entry !== undefined && isPerson(entry.entityName))
      yield create(entry.entityName, 'person', entry.contents, 'slip:entry instead of note');
  }
  for (const step of unlinkings(graph)) {
    const [link] = (step.arguments as unknown as { relations: Relation[] }).relations;
    if (link !== undefined) yield remove([link.from], 'slip:entry instead of link');
  }
  for (const step of strikes(graph)) {
    const [entry] = (step.arguments as unknown as { deletions: { entityName: string }[] }).deletions;
    if (entry !== undefined) yield remove([entry.entityName], 'slip:entry instead of note');
  }
  for (const [step] of readChains(graph)) {
    if (step?.tool !== 'open_nodes') continue;
    const { names } = step.arguments as { names: string[] };
    yield remove(names, 'slip:removal instead of a look');
  }
  for (const name of new Set([...REMOVED, ...OPENED])) yield note(name, ['Marked for deletion'], 'slip:note instead of removal');
}

/** Who holds a job. */
function byRole(graph: Graph): (role: string) => string {
  return (role) => {
    const holder = graph.entities.find(({ observations }) => observations[0] === `Role: ${role}`);
    if (holder === undefined) throw new RangeError(`nobody is ${role}`);
    return holder.name;
  };
}

function combine(from: readonly string[], relationType: readonly string[], to: readonly string[]): Relation[] {
  return from.flatMap((start) => relationType.flatMap((type) => to.map((end) => ({ from: start, to: end, relationType: type }))));
}

function isSame(left: Relation, right: Relation): boolean {
  return left.from === right.from && left.to === right.to && left.relationType === right.relationType;
}
