import { type Stream, streamOf } from '../../random/stream.ts';
import { filesAt, type History, playEvent, startHistory } from '../history/replay.ts';
import type { Person, RepositoryEvent } from '../recipe.ts';
import type { Cast } from './cast.ts';

/** What a commit does to a file: its whole new text, its end (null), or passages and what replaces them. */
export type Change = string | null | readonly (readonly [from: string, to: string])[];

/** Writes a history down event by event, so that a change can be given as the passage it replaces. */
export interface Scribe {
  events: RepositoryEvent[];
  /** where the history stands now */
  history: History;
  /** A commit on the branch, at an hour of that day drawn from the seed. `on`: made on that remote, unknown here. */
  commit(branch: string, author: Person, day: string, message: string, changes: Readonly<Record<string, Change>>, on?: string): void;
  /** Any other event. */
  add(event: RepositoryEvent): void;
  /** An hour of the day, later than everything before it on that day. */
  hour(day: string): string;
  /** Text of a file on the branch or at the tag. */
  read(name: string, path: string): string;
}

const FIRST_HOUR = 8;
const LAST_HOUR = 17;

/** A scribe whose hours come from the seed. */
export function openScribe(seed: string, repository: string): Scribe {
  const stream: Stream = streamOf(seed, repository, 'hours');
  const events: RepositoryEvent[] = [];
  const history = startHistory();
  const latest = new Map<string, number>();

  const add = (event: RepositoryEvent): void => {
    events.push(event);
    playEvent(history, event);
  };
  const hour = (day: string): string => {
    const from = latest.get(day) ?? FIRST_HOUR * 60;
    const minute = from + 5 + stream.below(Math.max(1, Math.floor((LAST_HOUR * 60 - from) / 2)));
    latest.set(day, minute);
    return `${day}T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:${twoDigits(stream.below(60))}Z`;
  };
  const read = (name: string, path: string): string => {
    const text = filesAt(history, name).get(path);
    if (text === undefined) throw new RangeError(`no ${path} at ${name}`);
    return text;
  };
  return {
    events,
    history,
    add,
    hour,
    read,
    commit(branch, author, day, message, changes, on) {
      const before = on === undefined ? (path: string) => read(branch, path) : (path: string) => readElsewhere(history, on, branch, path);
      const texts = Object.entries(changes).map(([path, change]) => [path, applyChange(path, change, before)]);
      add({
        event: 'commit',
        branch,
        author,
        date: hour(day),
        message,
        changes: Object.fromEntries(texts),
        ...(on === undefined ? {} : { on }),
      });
    },
  };
}

/** The commit of a release, on top of the release `last`: version numbers and the changelog. */
export function release(
  { commit }: Scribe,
  { lead }: Cast,
  day: string,
  version: string,
  last: string,
  news: string,
  branch = 'main',
): void {
  commit(branch, lead, day, `Release ${version}`, {
    'CHANGELOG.md': [[`## ${last} `, `## ${version} - ${day}\n\n${news}\n\n## ${last} `]],
    'pyproject.toml': [[`version = "${last}"`, `version = "${version}"`]],
    'berthbook/__init__.py': [[last, version]],
  });
}

/** The text with every passage replaced; throws when one is not there exactly once. */
export function replacePassages(text: string, passages: readonly (readonly [from: string, to: string])[], path: string): string {
  let changed = text;
  for (const [from, to] of passages) {
    if (changed.split(from).length !== 2) throw new RangeError(`${path}: "${from}" is not there exactly once`);
    changed = changed.replace(from, () => to);
  }
  return changed;
}

function applyChange(path: string, change: Change, before: (path: string) => string): string | null {
  if (change === null || typeof change === 'string') return change;
  return replacePassages(before(path), change, path);
}

function readElsewhere(history: History, on: string, branch: string, path: string): string {
  const text = history.commits.get(history.remotes.get(on)?.branches.get(branch) ?? '')?.files.get(path);
  if (text === undefined) throw new RangeError(`no ${path} on ${branch} of ${on}`);
  return text;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
