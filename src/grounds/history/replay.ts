import type { Person, RepositoryEvent } from '../recipe.ts';
import { type CommitBody, type Files, hashCommit } from './objects.ts';

/** One commit that the history made. */
export interface Commit extends CommitBody {
  hash: string;
}

/** One line of a reflog, as git writes it when the history is made by hand. */
export interface LogLine {
  from: string;
  to: string;
  who: Person;
  date: string;
  message: string;
}

export interface Tag {
  name: string;
  commit: string;
  message: string | null;
  author: Person;
  date: string;
}

/** A remote: what lies there, and what of it is known here. */
export interface Remote {
  name: string;
  url: string;
  hosted: string;
  branches: Map<string, string>;
  tags: Set<string>;
  /** remote-tracking references: branch -> commit */
  tracked: Map<string, string>;
}

export interface Stash {
  commit: string;
  who: Person;
  date: string;
  message: string;
}

/** Where a history stands. Commits are named by hash, which is known without git. */
export interface History {
  /** in the order they were made, so that parents come first; those of stashes included */
  commits: Map<string, Commit>;
  branches: Map<string, string>;
  /** the branch that is checked out */
  head: string;
  tags: Map<string, Tag>;
  remotes: Map<string, Remote>;
  /** branch -> remote whose branch of the same name is its upstream */
  upstreams: Map<string, string>;
  /** oldest first: the last one is `stash@{0}` */
  stashes: Stash[];
  edits: { path: string; content: string | null; staged: boolean }[];
  /** reflogs of `HEAD` and of the branches, oldest line first */
  logs: Map<string, LogLine[]>;
}

export const NO_COMMIT = '0'.repeat(40);

/** A history before its first event; the first commit is made on `head`. */
export function startHistory(head = 'main'): History {
  return {
    commits: new Map(),
    branches: new Map(),
    head,
    tags: new Map(),
    remotes: new Map(),
    upstreams: new Map(),
    stashes: [],
    edits: [],
    logs: new Map(),
  };
}

/** Plays the events from the start. Throws on an event that cannot be played (an unknown branch, a merge that conflicts). */
export function replayHistory(events: readonly RepositoryEvent[]): History {
  const history = startHistory();
  for (const event of events) playEvent(history, event);
  return history;
}

/** Plays one event: changes the history in place. */
export function playEvent(history: History, event: RepositoryEvent): void {
  switch (event.event) {
    case 'commit':
      if (event.on === undefined) commitHere(history, event);
      else commitElsewhere(history, event, event.on);
      break;
    case 'branch':
      makeBranch(history, event);
      break;
    case 'merge':
      mergeBranch(history, event);
      break;
    case 'switch':
      switchTo(history, event.branch, null);
      break;
    case 'tag':
      history.tags.set(event.name, { ...event, commit: resolveName(history, event.at) });
      break;
    case 'remote':
      history.remotes.set(event.name, { ...event, branches: new Map(), tags: new Set(), tracked: new Map() });
      break;
    case 'push':
      push(history, event);
      break;
    case 'drop':
      remoteOf(history, event.remote).branches.delete(event.branch);
      break;
    case 'stash':
      stash(history, event);
      break;
    case 'edit':
      history.edits.push({ path: event.path, content: event.content, staged: event.staged });
      break;
  }
}

/** The commit that a branch or a tag names. */
export function resolveName(history: History, name: string): string {
  const hash = history.branches.get(name) ?? history.tags.get(name)?.commit;
  if (hash === undefined) throw new RangeError(`no branch or tag "${name}"`);
  return hash;
}

/** The commit of this name; throws when the history has none. */
export function commitOf(history: History, hash: string): Commit {
  const commit = history.commits.get(hash);
  if (commit === undefined) throw new RangeError(`no commit ${hash}`);
  return commit;
}

/** Files at the tip of a branch or at a tag; none before the first commit. */
export function filesAt(history: History, name: string): Files {
  if (!history.branches.has(name) && history.branches.size === 0) return new Map();
  return commitOf(history, resolveName(history, name)).files;
}

/** First line of the message. */
export function subjectOf(commit: Commit): string {
  return commit.message.split('\n', 1)[0] as string;
}

type EventOf<Name extends RepositoryEvent['event']> = Extract<RepositoryEvent, { event: Name }>;

function commitHere(history: History, event: EventOf<'commit'>): void {
  const parent = history.branches.get(event.branch) ?? null;
  if (parent === null && history.branches.size > 0) throw new RangeError(`no branch "${event.branch}" to commit on`);
  if (parent !== null) switchTo(history, event.branch, event);
  const files = parent === null ? new Map<string, string>() : commitOf(history, parent).files;
  const message = `${event.message}\n`;
  const hash = addCommit(history, {
    ...event,
    message,
    files: changeFiles(files, event.changes),
    parents: parent === null ? [] : [parent],
  });
  const subject = event.message.split('\n', 1)[0] as string;
  moveTip(history, event.branch, hash, event, `commit${parent === null ? ' (initial)' : ''}: ${subject}`);
}

function commitElsewhere(history: History, event: EventOf<'commit'>, on: string): void {
  const { branches } = remoteOf(history, on);
  const parent = branches.get(event.branch);
  if (parent === undefined) throw new RangeError(`no branch "${event.branch}" on "${on}"`);
  const files = changeFiles(commitOf(history, parent).files, event.changes);
  branches.set(event.branch, addCommit(history, { ...event, message: `${event.message}\n`, files, parents: [parent] }));
}

function makeBranch(history: History, event: EventOf<'branch'>): void {
  if (event.on !== undefined) {
    const { branches } = remoteOf(history, event.on);
    const start = branches.get(event.from);
    if (start === undefined) throw new RangeError(`no branch "${event.from}" on "${event.on}"`);
    branches.set(event.name, start);
    return;
  }
  const start = resolveName(history, event.from);
  const { author, date } = commitOf(history, start);
  history.branches.set(event.name, start);
  history.logs.set(`refs/heads/${event.name}`, [
    { from: NO_COMMIT, to: start, who: author, date, message: `branch: Created from ${event.from}` },
  ]);
}

function mergeBranch(history: History, event: EventOf<'merge'>): void {
  const ours = commitOf(history, resolveName(history, event.into));
  const theirs = commitOf(history, resolveName(history, event.from));
  const base = commitOf(history, mergeBase(history, ours.hash, theirs.hash));
  switchTo(history, event.into, event);
  const files = mergeFiles(base.files, ours.files, theirs.files, event.message);
  const hash = addCommit(history, { ...event, message: `${event.message}\n`, files, parents: [ours.hash, theirs.hash] });
  moveTip(history, event.into, hash, event, `merge ${event.from}: Merge made by the 'ort' strategy.`);
}

/** Checks a branch out; `by` makes it a line of the reflog. */
function switchTo(history: History, branch: string, by: { author: Person; date: string } | null): void {
  const to = resolveName(history, branch);
  if (branch === history.head) return;
  const from = resolveName(history, history.head);
  const { author, date } = by ?? commitOf(history, from);
  addLine(history, 'HEAD', { from, to, who: author, date, message: `checkout: moving from ${history.head} to ${branch}` });
  history.head = branch;
}

function push(history: History, event: EventOf<'push'>): void {
  const remote = remoteOf(history, event.remote);
  for (const branch of event.branches) {
    const tip = resolveName(history, branch);
    remote.branches.set(branch, tip);
    remote.tracked.set(branch, tip);
    if (event.track) history.upstreams.set(branch, event.remote);
  }
  for (const tag of event.tags) {
    if (!history.tags.has(tag)) throw new RangeError(`no tag "${tag}" to push`);
    remote.tags.add(tag);
  }
}

/** A stash is a commit of the working tree whose parents are the tip and a commit of the index (gitglossary, `git stash`). */
function stash(history: History, event: EventOf<'stash'>): void {
  const tip = commitOf(history, resolveName(history, history.head));
  const made = { author: event.author, date: event.date };
  const index = addCommit(history, {
    ...made,
    files: tip.files,
    parents: [tip.hash],
    message: `index on ${history.head}: ${tip.hash.slice(0, 7)} ${subjectOf(tip)}\n`,
  });
  const message = `On ${history.head}: ${event.message}`;
  const commit = addCommit(history, { ...made, files: changeFiles(tip.files, event.changes), parents: [tip.hash, index], message });
  history.stashes.push({ commit, who: event.author, date: event.date, message });
}

function addCommit(history: History, body: CommitBody): string {
  const commit = { files: body.files, parents: body.parents, author: body.author, date: body.date, message: body.message };
  const hash = hashCommit(commit);
  history.commits.set(hash, { ...commit, hash });
  return hash;
}

function moveTip(history: History, branch: string, to: string, by: { author: Person; date: string }, message: string): void {
  const line = { from: history.branches.get(branch) ?? NO_COMMIT, to, who: by.author, date: by.date, message };
  history.branches.set(branch, to);
  addLine(history, 'HEAD', line);
  addLine(history, `refs/heads/${branch}`, line);
}

function addLine(history: History, reference: string, line: LogLine): void {
  const log = history.logs.get(reference);
  if (log === undefined) history.logs.set(reference, [line]);
  else log.push(line);
}

function changeFiles(files: Files, changes: Readonly<Record<string, string | null>>): Files {
  const changed = new Map(files);
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) changed.delete(path);
    else changed.set(path, text);
  }
  return changed;
}

function mergeFiles(base: Files, ours: Files, theirs: Files, message: string): Files {
  const merged = new Map(ours);
  for (const path of new Set([...base.keys(), ...theirs.keys()])) {
    if (theirs.get(path) === base.get(path) || theirs.get(path) === ours.get(path)) continue;
    if (ours.get(path) !== base.get(path)) throw new RangeError(`"${message}": both sides changed ${path}`);
    const text = theirs.get(path);
    if (text === undefined) merged.delete(path);
    else merged.set(path, text);
  }
  return merged;
}

/** The one best common ancestor. */
function mergeBase(history: History, left: string, right: string): string {
  const common = [...ancestorsOf(history, left)].filter((hash) => ancestorsOf(history, right).has(hash));
  const best = common.filter((hash) => !common.some((other) => other !== hash && ancestorsOf(history, other).has(hash)));
  if (best.length !== 1) throw new RangeError(`${left} and ${right} have ${best.length} merge bases`);
  return best[0] as string;
}

/** The commit and everything it comes from. */
export function ancestorsOf(history: History, hash: string): Set<string> {
  const seen = new Set<string>();
  const open = [hash];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...commitOf(history, next).parents);
  }
  return seen;
}

function remoteOf(history: History, name: string): Remote {
  const remote = history.remotes.get(name);
  if (remote === undefined) throw new RangeError(`no remote "${name}"`);
  return remote;
}
