import { canonicalJson } from '../model/canonical.ts';
import { sha256Hex } from '../model/hash.ts';
import type { Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import type { Primitive } from '../model/primitive.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import type { AskedStep } from './request.ts';
import type { Part, Template } from './template.ts';
import type { Trajectory } from './trajectory.ts';

/** How many guesses one open request is answered with at most. */
const MOST_GUESSES = 6;

/**
 * Requests that leave one argument open ("What does that file say?"), made of those that say it. Calls that differ in that argument alone
 * share one: their words are the same, and so is the group that keeps them in one split. Nobody says the guessed values.
 */
export function openRequests(ground: GroundLibrary, trajectories: readonly Trajectory[]): Trajectory[] {
  const sharing = Map.groupBy(
    trajectories.filter(({ steps }) => steps.length === 1 && steps[0]?.primitive.after.length === 0).flatMap(leaveOpen),
    ({ group }) => group,
  );
  return [...sharing.values()]
    .flatMap((alike) => {
      const [first] = alike as [Opened, ...Opened[]];
      const templates = uniqueBySource(alike.flatMap((each) => each.templates));
      const heard = listen(ground, first, templates);
      const guesses = alike.map(({ guess }) => guess).filter((guess) => !isHeard(guess, first.pointer, heard));
      if (templates.length === 0 || guesses.length < 2) return [];
      const { group, pointer, asked, answers, trajectory } = first;
      return [{ ...trajectory, group, asked: [asked], templates, answers, open: { pointer, guesses: guesses.slice(0, MOST_GUESSES) } }];
    })
    .sort((a, b) => (a.group < b.group ? -1 : 1));
}

/** One trajectory with one argument left open. */
interface Opened {
  group: string;
  pointer: string;
  asked: AskedStep;
  templates: readonly Template[];
  answers: readonly string[];
  guess: Primitive;
  trajectory: Trajectory;
}

function leaveOpen(trajectory: Trajectory): Opened[] {
  const { primitive } = trajectory.steps[0] as Trajectory['steps'][number];
  const [asked] = trajectory.asked as [AskedStep];
  const { unsaid = {}, questions = {} } = trajectory.ground.phrases.tools[primitive.tool] ?? {};
  return Object.entries(unsaid).flatMap(([pointer, words]) => {
    const answers = questions[pointer];
    if (answers === undefined || !asked.demands.some((demand) => demand.pointer === pointer)) return [];
    const others = asked.demands.filter((demand) => demand.pointer !== pointer);
    // What its templates are for is said in their own words: cells that are to be bold are no guess where red is asked for.
    const meant = [...new Set(trajectory.templates.map(({ when }) => canonicalJson(when as unknown as Json)))].sort();
    const key = canonicalJson([
      trajectory.ground.name,
      primitive.tool,
      pointer,
      others.map(({ pointer: at, value }) => [at, value]),
      meant,
    ]);
    return [
      {
        group: `open-${sha256Hex(key).slice(0, 16)}`,
        pointer,
        asked: { ...asked, demands: asked.demands.map((demand) => (demand.pointer === pointer ? { ...demand, unsaid: words } : demand)) },
        templates: trajectory.templates.filter((template) => canLeaveOpen(template, pointer, words)),
        answers,
        guess: primitive,
        trajectory,
      },
    ];
  });
}

/** Words after which no noun with an article of its own can stand. */
const TAKES_NAMES = new Set(
  'a an the this that our your my their every all no new second fresh called named name number nr file'.split(' '),
);

/** Whether the words can stand for the argument here: not in quotation marks, at the beginning of a sentence, or beside their own noun. */
function canLeaveOpen({ parts, when }: Template, pointer: string, words: readonly string[]): boolean {
  if (when.some((condition) => condition.pointer === pointer)) return false;
  const place = parts.findIndex((part) => part.part === 'slot' && part.pointer === pointer);
  if (place < 1) return false;
  const [before, after] = [parts.slice(0, place), parts.slice(place + 1)].map((some) => some.map(textOf).join('')) as [string, string];
  const last = /([\p{L}\d]+)\W*$/u.exec(before)?.[1]?.toLowerCase() ?? '';
  const next = /^\W*([\p{L}\d]+)/u.exec(after)?.[1]?.toLowerCase() ?? '';
  const own = new Set(words.flatMap((each) => each.toLowerCase().split(' ').slice(1)));
  return !/["“'`($]$|[.:!?]\s*$/u.test(before) && !TAKES_NAMES.has(last) && !own.has(last) && !own.has(next);
}

function textOf(part: Part): string {
  return part.part === 'text' || part.part === 'cue' || part.part === 'literal' ? part.text : '';
}

function uniqueBySource(templates: readonly Template[]): Template[] {
  return [...new Map(templates.map((template) => [template.source, template])).values()];
}

/** Everything that such a conversation may say, in lower case. */
function listen(ground: GroundLibrary, { pointer, asked }: Opened, templates: readonly Template[]): string {
  const { systems, openers, closers } = ground.phrases;
  const others = asked.demands.filter((demand) => demand.pointer !== pointer).map(({ value }) => value);
  const said: readonly Json[] = [
    ...systems,
    ground.ground.root,
    ...openers,
    ...closers,
    ...templates.map(({ source }) => source),
    ...others,
  ];
  return JSON.stringify(said).toLowerCase();
}

/** Whether somebody may have said the value, or the last name of a path. */
function isHeard(guess: Primitive, pointer: string, heard: string): boolean {
  const value = valueAt(guess.arguments, pointer);
  const name = typeof value === 'string' ? (value.split('/').findLast((segment) => segment !== '') ?? value) : JSON.stringify(value);
  return heard.includes(JSON.stringify(name.toLowerCase()).slice(1, -1));
}
