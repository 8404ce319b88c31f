import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Claim, type Problem, type Report, Tally } from '../check/claims.ts';
import { Company } from '../check/company.ts';
import { CONTROLS, ControlCheck } from '../check/controls.ts';
import { DatasetCheck, everything, pairsFile, type Scope } from '../check/dataset.ts';
import type { ExpectedTable } from '../check/exports.ts';
import { type FoundFile, judgeCard, judgeFiles, judgeOrder } from '../check/files.ts';
import { judgeFile } from '../check/given/source.ts';
import { KnownGround } from '../check/ground.ts';
import { readOverrides } from '../check/overrides.ts';
import { isFolder, listFiles, readLines, sizeOf } from '../edges/dataset-folder.ts';
import { readJson, readJsonlSync, sha256OfFile } from '../edges/files.ts';
import { openShards } from '../edges/shards.ts';
import { SourceRows } from '../edges/source-file.ts';
import { recoverFolder } from '../edges/whole-folder.ts';
import { NearmissError } from '../errors.ts';
import { groundSchema } from '../model/ground.ts';
import { type Manifest, manifestSchema } from '../model/manifest.ts';
import { phrasesSchema } from '../model/phrases.ts';
import { primitiveSchema } from '../model/primitive.ts';
import { TableFile } from './check-tables.ts';
import { isTurnOf, type Proof, type Proved, startProof } from './check-threads.ts';

export interface CheckSettings {
  /** folder of recorded grounds */
  primitives: string;
  /** problems to list; the others are counted */
  maxProblems: number;
  /** the file of given rows that the dataset was made from */
  source?: string;
  /** threads; one where left out */
  workers?: number;
  /** whether each shard was checked by itself before: only what they are together is left */
  together?: boolean;
  /** hears how many rows were read, now and then */
  progress?: (rows: number) => void;
}

/** Proves all shards of a dataset, and that they are one: no row stands in two of them, no group in two splits. */
export async function checkShards(folders: readonly string[], settings: CheckSettings): Promise<Report> {
  const { shards } = openShards(folders);
  const company = new Company();
  let total: Report | null = null;
  for (const { path } of shards) {
    company.enterFolder(path);
    const report = await checkFolder(path, settings, company);
    const problems = report.problems.map((problem) => ({ ...problem, file: problem.file === null ? path : join(path, problem.file) }));
    total = addReports(total, { ...report, problems }, settings.maxProblems);
  }
  return total as Report;
}

function addReports(one: Report | null, other: Report, most: number): Report {
  if (one === null) return other;
  const names = Object.keys(one.claims) as Claim[];
  return {
    ok: one.ok && other.ok,
    rows: one.rows + other.rows,
    claims: Object.fromEntries(names.map((name) => [name, one.claims[name] + other.claims[name]])) as Report['claims'],
    problems: [...one.problems, ...other.problems].slice(0, most),
    found: one.found + other.found,
  };
}

/** Proves a dataset again from its files and the recordings it was made from. Input that cannot be read is an error of its own. */
export async function checkFolder(folder: string, settings: CheckSettings, company = new Company()): Promise<Report> {
  if (!isFolder(folder)) throw new NearmissError(`${folder}: no such folder; give the folder that a build wrote`);
  if (!existsSync(join(folder, 'manifest.json')))
    throw new NearmissError(`${folder} holds no manifest.json, so it is no dataset of a finished build`);
  const manifest = readJson(join(folder, 'manifest.json'), manifestSchema);
  const tally = new Tally(settings.maxProblems);
  // What rows are together is told without their recordings.
  const grounds = settings.together === true ? new Map<string, KnownGround>() : loadGrounds(manifest, settings.primitives, tally);
  if (settings.source === undefined) return checkRows(folder, manifest, settings, grounds, tally, null, company);
  if (manifest.source === null)
    throw new NearmissError(`${folder} was built from recordings, not from a file of given rows: leave out --source`);
  const source = new SourceRows(settings.source);
  try {
    tally.note('source', { row: null, file: 'manifest.json', line: null }, judgeFile(source, manifest));
    return await checkRows(folder, manifest, settings, grounds, tally, source, company);
  } finally {
    source.close();
  }
}

async function checkRows(
  folder: string,
  manifest: Manifest,
  settings: CheckSettings,
  grounds: ReadonlyMap<string, KnownGround>,
  tally: Tally,
  source: SourceRows | null,
  company: Company,
): Promise<Report> {
  const { together = false, workers = 1 } = settings;
  const threads = together ? 1 : workers;
  const scope = together ? { company: true, counts: false, proves: () => false } : { ...everything, proves: isTurnOf(0, threads) };
  const check = new DatasetCheck(manifest, grounds, tally, source, company, scope);
  const proof = startProof(folder, settings, threads);
  try {
    return await readFolder(folder, manifest, settings, grounds, tally, check, proof);
  } finally {
    proof.stop();
  }
}

async function readFolder(
  folder: string,
  manifest: Manifest,
  settings: CheckSettings,
  grounds: ReadonlyMap<string, KnownGround>,
  tally: Tally,
  check: DatasetCheck,
  proof: Proof,
): Promise<Report> {
  const { together = false } = settings;
  const listed = listFiles(folder);
  const found = new Map<string, FoundFile>();
  const present = (path: string): boolean => listed.some((file) => file.path === path && file.plain);
  const tables: TableFile[] = [];
  /** Reads lines that are there, and beside them the tables made from them. */
  const read = async (path: string, made: readonly ExpectedTable[], takeLine: (line: number, text: string) => void): Promise<void> => {
    const beside = made.map((table) => new TableFile(present(table.file) ? folder : null, table));
    tables.push(...beside);
    for (const table of beside) await table.open();
    try {
      if (present(path)) found.set(path, await readBeside(folder, path, beside, takeLine));
    } finally {
      for (const table of beside) await table.close();
    }
  };
  for (const split of SPLITS)
    await read(pairsFile(split), together ? [] : check.exports.tablesOf(split), (line, text) => {
      check.readLine(split, line, text);
      if (line % 500 === 0) settings.progress?.(check.rows);
    });
  check.settle();
  for (const { findings, unread } of await proof.done()) {
    tally.merge(findings, placeOf);
    check.addUnread(unread);
  }
  check.finish();
  if (together) return tally.report(check.rows);
  const controls = new ControlCheck(manifest, grounds, tally, (group, prompt) => check.judgeApart(group, prompt));
  if (present(CONTROLS)) await read(CONTROLS, [controls.table], (line, text) => controls.readLine(line, text));
  controls.finish();
  for (const table of check.unread > 0 ? [] : tables) {
    const rows = table.tell(tally);
    const { file } = table.table;
    if (rows !== null) found.set(file, { ...hashFile(folder, file, true), rows });
  }
  const files = listed.map(({ path, plain }): FoundFile => found.get(path) ?? hashFile(folder, path, plain));
  judgeFiles(manifest, files, tally);
  tally.note('files', { row: null, file: 'manifest.json', line: null }, judgeOrder(manifest));
  if (present('README.md') && check.unread === 0) {
    const made = [...check.exports.tables, ...(controls.table.rows > 0 ? [controls.table] : [])];
    const rows = new Map(made.map((table) => [table.file, table.rows]));
    tally.note('card', { row: null, file: 'README.md', line: null }, judgeCard(readFileSync(join(folder, 'README.md'), 'utf8'), rows));
  }
  return tally.report(check.rows);
}

/** Puts the rows to the proof that are a thread's, and tells nothing else of them. */
export function proveRows(folder: string, settings: CheckSettings, proves: Scope['proves']): Proved {
  const manifest = readJson(join(folder, 'manifest.json'), manifestSchema);
  const grounds = loadGrounds(manifest, settings.primitives, new Tally(0));
  const source = settings.source === undefined ? null : new SourceRows(settings.source);
  const tally = new Tally(settings.maxProblems);
  const check = new DatasetCheck(manifest, grounds, tally, source, undefined, { company: false, counts: false, proves });
  for (const split of SPLITS) {
    if (!existsSync(join(folder, pairsFile(split)))) continue;
    let line = 0;
    for (const text of readLines(join(folder, pairsFile(split)))) {
      line += 1;
      check.readLine(split, line, text);
    }
  }
  check.settle();
  source?.close();
  return { findings: tally.findings, unread: check.unread };
}

const SPLITS = ['train', 'test'] as const;

/** Where a problem is told among those of all rows: what is no row's comes first. */
function placeOf({ file, line }: Problem): number {
  return line === null ? -1 : SPLITS.findIndex((split) => pairsFile(split) === file) * 2 ** 40 + line;
}

function loadGrounds(manifest: Manifest, primitives: string, tally: Tally): Map<string, KnownGround> {
  const grounds = new Map<string, KnownGround>();
  for (const [name, used] of Object.entries(manifest.primitives)) {
    const folder = join(primitives, name);
    if (!/[/\\]|^\.*$/u.test(name)) recoverFolder(folder);
    if (/[/\\]|^\.*$/u.test(name) || !isFolder(folder))
      throw new NearmissError(`the dataset was made from the ground "${name}", which ${primitives} does not hold`);
    const ground = readJson(join(folder, 'ground.json'), groundSchema);
    const phrases = readJson(join(folder, 'phrases.json'), phrasesSchema);
    const records = readJsonlSync(join(folder, 'primitives.jsonl'), primitiveSchema);
    const faults: string[] = [];
    for (const [part, file] of [
      ['ground', 'ground.json'],
      ['phrases', 'phrases.json'],
      ['primitives', 'primitives.jsonl'],
    ] as const) {
      const sha256 = sha256OfFile(join(folder, file));
      if (sha256 !== used[part]) faults.push(`${name}/${file} has the sha256 ${sha256}; the manifest says ${used[part]}`);
    }
    if (records.length !== used.count)
      faults.push(`${name}/primitives.jsonl holds ${records.length} recordings; the manifest says ${used.count}`);
    if (ground.name !== name) faults.push(`${name}/ground.json names itself "${ground.name}"`);
    const overrides = readOverrides(manifest, name);
    if (overrides === null) faults.push('the overrides of the manifest are none that a build takes');
    else faults.push(...overrides.unmet(records));
    const known = new KnownGround(ground, phrases, overrides === null ? records : records.map(overrides.overrule));
    tally.note('primitives', { row: null, file: null, line: null }, [...faults, ...known.misnamed()]);
    grounds.set(name, known);
  }
  return grounds;
}

async function readBeside(
  folder: string,
  path: string,
  tables: readonly TableFile[],
  takeLine: (line: number, text: string) => void,
): Promise<FoundFile> {
  const lines = readLines(join(folder, path));
  let line = 0;
  for (;;) {
    const next = lines.next();
    if (next.done) return { path, ...next.value, rows: line };
    line += 1;
    for (const table of tables) if (table.isDue) await table.readOn();
    takeLine(line, next.value);
  }
}

function hashFile(folder: string, path: string, plain: boolean): FoundFile {
  if (!plain) return { path, bytes: null, sha256: null, rows: null };
  const full = join(folder, path);
  return { path, bytes: sizeOf(full), sha256: sha256OfFile(full), rows: null };
}
