import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Files, stampOf } from '../../grounds/history/objects.ts';
import {
  ancestorsOf,
  type Commit,
  filesAt,
  type History,
  type LogLine,
  NO_COMMIT,
  type Remote,
  replayHistory,
  type Tag,
} from '../../grounds/history/replay.ts';
import type { WorldRepository } from '../../grounds/recipe.ts';
import { indexOf } from './repository-index.ts';

/** Where commits are built before the branches are set. */
const SCRATCH = 'refs/heads/scratch';

/** Settings that could change a byte or start work behind our back, whatever the version of git. */
const SETTINGS = [
  'init.defaultBranch=main',
  'gc.auto=0',
  'maintenance.auto=false',
  'core.autocrlf=false',
  'core.logAllRefUpdates=false',
  'fastimport.unpackLimit=1',
];

/**
 * Places a repository of a world under `root`: its commits, branches, tags, reflogs, stashes, remotes (bare repositories of
 * the world), working trees and uncommitted edits. Runs the git program without a shell and away from any configuration of the
 * machine; the same history gives the same commit names on any machine. Throws when git is missing or a step fails.
 */
export async function placeRepository(item: WorldRepository, root: string): Promise<void> {
  const history = replayHistory(item.history);
  const folder = join(root, item.path);
  const git = join(folder, '.git');
  const here = commitsHere(history);
  await makeRepository(folder, history, {
    bare: false,
    commits: [...history.commits.values()].filter((commit) => here.has(commit.hash)),
    tags: [...history.tags.values()],
    references: referencesHere(history),
    blobs: history.edits.filter((edit) => edit.staged).flatMap((edit) => edit.content ?? []),
  });
  for (const remote of history.remotes.values()) await placeRemote(history, remote, root);
  await writeFile(join(git, 'config'), configOf(history));
  await writeLogs(history, git);
  const tip = filesAt(history, history.head);
  await placeFiles(folder, tip, history.edits);
  await writeFile(join(git, 'index'), indexOf(stagedFiles(tip, history.edits)));
}

interface Contents {
  bare: boolean;
  /** parents first */
  commits: readonly Commit[];
  tags: readonly Tag[];
  references: ReadonlyMap<string, string>;
  /** contents that no commit holds: what is staged */
  blobs: readonly string[];
}

async function makeRepository(folder: string, history: History, contents: Contents): Promise<void> {
  await mkdir(folder, { recursive: true });
  await run(folder, ['init', '--quiet', '--template=', `--initial-branch=${history.head}`, ...(contents.bare ? ['--bare'] : [])]);
  await run(folder, ['fast-import', '--quiet'], importStream(contents));
  const updates = [...contents.references].map(([reference, hash]) => `create ${reference} ${hash}\n`);
  await run(folder, ['update-ref', '--stdin'], [...updates, `delete ${SCRATCH}\n`].join(''));
}

async function placeRemote(history: History, remote: Remote, root: string): Promise<void> {
  const folder = join(root, remote.hosted);
  const wanted = new Set([...remote.branches.values()].flatMap((tip) => [...ancestorsOf(history, tip)]));
  const tags = [...remote.tags].map((name) => history.tags.get(name) as Tag);
  await makeRepository(folder, history, {
    bare: true,
    commits: [...history.commits.values()].filter((commit) => wanted.has(commit.hash)),
    tags,
    blobs: [],
    references: new Map([
      ...[...remote.branches].map(([branch, hash]) => [`refs/heads/${branch}`, hash] as const),
      ...tags.filter((tag) => tag.message === null).map((tag) => [`refs/tags/${tag.name}`, tag.commit] as const),
    ]),
  });
  await writeFile(
    join(folder, 'config'),
    '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n[gc]\n\tauto = 0\n[receive]\n\tautogc = false\n',
  );
}

/** Commits that something in this repository leads to; the others are known on a remote alone. */
function commitsHere(history: History): Set<string> {
  const tips = new Set([...referencesHere(history).values(), ...history.stashes.map((stash) => stash.commit)]);
  return new Set([...tips].flatMap((tip) => [...ancestorsOf(history, tip)]));
}

function referencesHere(history: History): Map<string, string> {
  const references = new Map<string, string>();
  for (const [branch, hash] of history.branches) references.set(`refs/heads/${branch}`, hash);
  for (const tag of history.tags.values()) if (tag.message === null) references.set(`refs/tags/${tag.name}`, tag.commit);
  for (const remote of history.remotes.values()) {
    for (const [branch, hash] of remote.tracked) references.set(`refs/remotes/${remote.name}/${branch}`, hash);
  }
  const stash = history.stashes.at(-1);
  if (stash !== undefined) references.set('refs/stash', stash.commit);
  return references;
}

/** Contents, commits and annotated tags in the language of `git fast-import`. */
function importStream(contents: Contents): string {
  const marks = new Map(contents.commits.map((commit, index) => [commit.hash, index + 1]));
  const byHash = new Map(contents.commits.map((commit) => [commit.hash, commit]));
  const stream = contents.blobs.map((text) => `blob\n${dataOf(text)}`);
  for (const commit of contents.commits) {
    const who = stampOf(commit.author, commit.date);
    const [first, ...others] = commit.parents;
    stream.push(`commit ${SCRATCH}\nmark :${marks.get(commit.hash)}\nauthor ${who}\ncommitter ${who}\n${dataOf(commit.message)}`);
    if (first !== undefined) stream.push(`from :${marks.get(first)}\n`);
    for (const other of others) stream.push(`merge :${marks.get(other)}\n`);
    stream.push(...changesOf(first === undefined ? new Map() : (byHash.get(first) as Commit).files, commit.files), '\n');
  }
  for (const tag of contents.tags) {
    if (tag.message === null) continue;
    stream.push(`tag ${tag.name}\nfrom :${marks.get(tag.commit)}\ntagger ${stampOf(tag.author, tag.date)}\n${dataOf(`${tag.message}\n`)}`);
  }
  return stream.join('');
}

function* changesOf(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Generator<string> {
  for (const path of before.keys()) if (!after.has(path)) yield `D ${path}\n`;
  for (const [path, text] of after) if (before.get(path) !== text) yield `M 100644 inline ${path}\n${dataOf(text)}`;
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function configOf(history: History): string {
  const parts = [
    '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n\tcheckstat = minimal\n\ttrustctime = false\n',
  ];
  for (const { name, url } of history.remotes.values()) {
    parts.push(`[remote "${name}"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/${name}/*\n`);
  }
  for (const [branch, remote] of history.upstreams)
    parts.push(`[branch "${branch}"]\n\tremote = ${remote}\n\tmerge = refs/heads/${branch}\n`);
  return parts.join('');
}

async function writeLogs(history: History, git: string): Promise<void> {
  const logs = new Map(history.logs);
  const stashed = history.stashes.map((stash, index): LogLine => {
    return { ...stash, from: history.stashes[index - 1]?.commit ?? NO_COMMIT, to: stash.commit };
  });
  if (stashed.length > 0) logs.set('refs/stash', stashed);
  for (const [reference, lines] of logs) {
    const path = join(git, 'logs', reference);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, lines.map((line) => `${line.from} ${line.to} ${stampOf(line.who, line.date)}\t${line.message}\n`).join(''));
  }
}

/** The working tree: the files of the tip, then what is not committed. */
async function placeFiles(folder: string, tip: Files, edits: History['edits']): Promise<void> {
  const files = new Map(tip);
  for (const { path, content } of edits) {
    if (content === null) files.delete(path);
    else files.set(path, content);
  }
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** What the index holds: the files of the tip and what was staged since. */
function stagedFiles(tip: Files, edits: History['edits']): Files {
  const files = new Map(tip);
  for (const { path, content, staged } of edits) {
    if (!staged) continue;
    if (content === null) files.delete(path);
    else files.set(path, content);
  }
  return files;
}

/** Runs git in `folder` with a fixed environment; gives back nothing, throws what git said when it fails. */
function run(folder: string, args: readonly string[], input = ''): Promise<void> {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  return new Promise((resolve, reject) => {
    const child = execFile('git', [...settings, ...args], { cwd: folder, env: environment(), encoding: 'utf8' }, (error, _, stderr) => {
      if (error === null) resolve();
      else reject(new Error(`git ${args[0]}: ${stderr.trim() || error.message}`, { cause: error }));
    });
    child.stdin?.on('error', () => {}); // git said why on stderr
    child.stdin?.end(input);
  });
}

function environment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: '/nonexistent',
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_DEFAULT_HASH: 'sha1',
    GIT_DEFAULT_REF_FORMAT: 'files',
    // fast-import names whoever runs it, though every commit says who made it.
    GIT_COMMITTER_NAME: 'git',
    GIT_COMMITTER_EMAIL: 'git@localhost',
  };
}
