import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { partOfPrinted } from '../edges/dataset-parts.ts';
import { abandonDataset, assembleDataset, type BuildIdentity, type DatasetFolder, openDataset, reasonOf } from '../edges/dataset-writer.ts';
import { type FileDigest, readLines } from '../edges/given-rows.ts';
import { PairFiles, type WrittenPairs } from '../edges/pair-files.ts';
import { NearmissError } from '../errors.ts';
import { addCounts, type Block, type BlockCounts, printBlock } from '../exporters/dataset/block.ts';
import type { Manifest, SourceFile } from '../model/manifest.ts';
import type { NamelessPair } from '../model/pair.ts';
import { nameShard, type Shard, type Stretch, stretchOf } from '../model/shard.ts';
import { type MutateSettings, mutateRow } from '../mutate/mutate-row.ts';
import { givenOperators } from '../mutate/operators.ts';
import { ValuePool } from '../mutate/pool.ts';
import { readRow } from '../mutate/row.ts';
import { keyOfPair, SeenPairs } from '../mutate/seen.ts';
import { ToolShelf } from '../mutate/tool-shelf.ts';
import { nearest } from '../nearest.ts';
import { hash32 } from '../random/quick.ts';
import { VERSION } from '../version.ts';
import { countRowsOfBlock } from './given-blocks.ts';
import { PairKeys, SAME_PAIR } from './pair-keys.ts';
import { Progress } from './progress.ts';
import { refuseTooMany } from './shard.ts';
import { tableOf } from './table.ts';

/** What the command line says. */
export interface MutateFlags {
  out: string;
  seed: string;
  perRow: number;
  testShare: number;
  compose: 1 | 2;
  operators?: string[];
  shard?: Shard;
  strict?: boolean;
  dryRun?: boolean;
}

/** Lines whose values are all taken note of; of later ones a sixteenth is. */
const FIRST_ROWS = 5000;
const LATER_SHARE = 16;
/** Unreadable rows that are told one by one. */
const MOST_TOLD = 10;
const PROGRESS_ROWS = 1000;

/** The rows that are mutated: all of a file, or those of a shard. Rows are cut into blocks that make no more pairs than a block of a build. */
interface Job {
  file: string;
  digest: FileDigest;
  rowsOfBlock: number;
  blocks: Stretch;
  /** of the file, from 0 */
  rows: Stretch;
}

/** What a reading of the rows made. */
interface Made {
  counts: BlockCounts;
  pairs: number;
  used: number;
  skipped: number;
  discarded: Record<string, number>;
}

/** Reads the rows twice: once for the values they take, once to change them. Memory stays what a block and the kept values need. */
export async function runMutate(file: string, flags: MutateFlags): Promise<void> {
  const operators = settleOperators(flags.operators);
  checkFile(file);
  const settings: MutateSettings = {
    seed: flags.seed,
    perRow: flags.perRow,
    testShare: flags.testShare,
    operators,
    compose: flags.compose,
  };
  const pool = new ValuePool(flags.seed);
  const digest = gatherValues(file, pool);
  if (digest.rows === 0) throw new NearmissError(`${file} holds no rows`);
  const job = cutJob(file, digest, flags);
  if (flags.dryRun === true) {
    const made = mutateAll(job, pool, settings, flags, () => {}, null);
    const rows = job.rows.to - job.rows.from;
    console.log(`would make ${made.pairs} pairs of ${made.used} of ${rows} rows, and has written nothing:\n\n${describeMade(made)}`);
    return;
  }
  const identity = identify(file, digest, flags, operators);
  const before = existsSync(flags.out) ? 'empty' : 'no folder';
  try {
    const folder = openDataset(flags.out, identity);
    if (folder.finished !== null) {
      console.log(
        `${flags.out} already holds these pairs, whole: ${folder.finished.counts.pairs} of ${basename(file)}, seed "${flags.seed}".`,
      );
      return;
    }
    try {
      console.log(describeResult(writeAll(job, pool, settings, flags, folder, identity), flags.out));
    } catch (error) {
      // Unlike a build this does not go on where it stopped: nothing of it is of use.
      if (error instanceof NearmissError) abandonDataset(flags.out, before);
      throw error;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof NearmissError || typeof code !== 'string') throw error;
    throw new NearmissError(`cannot write to ${flags.out}: ${reasonOf(error)}`, { cause: error });
  }
}

function settleOperators(wanted: readonly string[] | undefined): ReadonlySet<string> | null {
  if (wanted === undefined) return null;
  const known = givenOperators.map(({ name }) => name);
  for (const name of wanted) {
    if (!known.includes(name))
      throw new NearmissError(`unknown operator "${name}"${nearest(name, known)}: for given rows there are ${known.join(', ')}`);
  }
  if (wanted.length === 0) throw new NearmissError('--operators names none');
  return new Set(wanted);
}

function checkFile(file: string): void {
  if (file === '-')
    throw new NearmissError('mutate reads its rows twice, so it takes a file and not the standard input: write them into one first');
  if (existsSync(file) && !statSync(file).isFile()) throw new NearmissError(`${file}: not a file that can be read twice`);
}

function gatherValues(file: string, pool: ValuePool): FileDigest {
  const shelf = new ToolShelf();
  const lines = readLines(file, (row) => row < FIRST_ROWS || hash32(String(row + 1)) % LATER_SHARE === 0);
  for (let next = lines.next(); ; next = lines.next()) {
    if (next.done === true) return next.value;
    const { text, number } = next.value;
    const read = readRow(text, number, shelf);
    if ('row' in read) pool.addRow(read.row);
  }
}

function identify(file: string, { sha256, rows }: FileDigest, flags: MutateFlags, operators: ReadonlySet<string> | null): BuildIdentity {
  const used = givenOperators.filter(({ name }) => operators === null || operators.has(name));
  return {
    nearmiss: VERSION,
    seed: flags.seed,
    config: {
      perRow: flags.perRow,
      testShare: flags.testShare,
      ...(flags.compose === 1 ? {} : { compose: flags.compose }),
      operators: used.map(({ name }) => name),
    },
    primitives: {},
    source: { file: basename(file), sha256, rows, used: 0, skipped: 0 },
    operators: used,
    ...(flags.shard === undefined ? {} : { shard: flags.shard }),
  };
}

function cutJob(file: string, digest: FileDigest, { perRow, shard }: MutateFlags): Job {
  const rowsOfBlock = countRowsOfBlock(perRow);
  const all = Math.ceil(digest.rows / rowsOfBlock);
  if (shard !== undefined) refuseTooMany(shard, { count: digest.rows, things: 'rows', ofBlock: rowsOfBlock });
  const blocks = stretchOf(shard ?? null, all);
  const rows = { from: blocks.from * rowsOfBlock, to: Math.min(digest.rows, blocks.to * rowsOfBlock) };
  return { file, digest, rowsOfBlock, blocks, rows };
}

function writeAll(
  job: Job,
  pool: ValuePool,
  settings: MutateSettings,
  flags: MutateFlags,
  folder: DatasetFolder,
  identity: BuildIdentity,
): Manifest {
  const { file, digest, rows } = job;
  // Only a shard's pairs are looked for again elsewhere.
  const keys = flags.shard === undefined ? null : new PairKeys();
  const files = new PairFiles(folder.path);
  let made: Made;
  let pairs: WrittenPairs;
  try {
    made = mutateAll(job, pool, settings, flags, (block) => files.add(partOfPrinted(block)), keys);
    // A shard may have none where another has some.
    if (made.pairs === 0 && flags.shard === undefined)
      throw new NearmissError(`no pair could be made of ${digest.rows} rows: ${describeReasons(made)}`);
    pairs = files.finish();
  } catch (error) {
    files.abandon();
    throw error;
  }
  const source: SourceFile = { file: basename(file), ...digest, used: made.used, skipped: made.skipped };
  const discarded = Object.fromEntries(Object.entries(made.discarded).sort(([a], [b]) => (a < b ? -1 : 1)));
  return assembleDataset(folder.path, {
    identity: { ...identity, source },
    pairs,
    ...(keys === null ? {} : { keys: keys.print() }),
    discarded,
    about: { grounds: [], command: commandOf(file, flags) },
    positions: { from: rows.from * flags.perRow, to: rows.to * flags.perRow },
  });
}

function mutateAll(
  { file, rows, rowsOfBlock, blocks }: Job,
  pool: ValuePool,
  settings: MutateSettings,
  flags: MutateFlags,
  write: (block: Block) => void,
  keys: PairKeys | null,
): Made {
  const progress = new Progress(flags.shard === undefined ? 'mutating' : `mutating shard ${nameShard(flags.shard)}`, 'rows');
  const made: Made = { counts: addCounts([]), pairs: 0, used: 0, skipped: 0, discarded: {} };
  const shelf = new ToolShelf();
  const seen = new SeenPairs();
  const lines = readLines(file, (row) => row >= rows.from && row < rows.to);
  let next = lines.next();
  for (let number = blocks.from; number < blocks.to; number++) {
    // Each pair is printed as it is made, and let go.
    const block = printBlock(makePairs((number + 1) * rowsOfBlock));
    made.counts = addCounts([made.counts, block.counts]);
    write(block);
  }
  lines.return({ sha256: '', rows: 0 });
  progress.finish();
  if (made.skipped > MOST_TOLD) progress.say(`${made.skipped - MOST_TOLD} more rows were left out`);
  return made;

  /** The pairs of the rows that come before one. */
  function* makePairs(end: number): Generator<NamelessPair> {
    for (; next.done !== true && next.value.row < end; next = lines.next()) {
      const { text, number, row } = next.value;
      if ((row + 1) % PROGRESS_ROWS === 0) progress.advance(row + 1 - rows.from, rows.to - rows.from);
      const read = readRow(text, number, shelf);
      if ('bad' in read) {
        if (flags.strict === true) throw new NearmissError(`${file}:${number}: ${read.bad}`);
        if (++made.skipped <= MOST_TOLD) progress.say(`${file}:${number}: left out: ${read.bad}`);
        continue;
      }
      const { pairs, discarded } = mutateRow(read.row, pool, settings);
      for (const [reason, count] of Object.entries(discarded)) discard(reason, count);
      let used = false;
      for (const [place, pair] of pairs.entries()) {
        pair.meta.index = row * settings.perRow + place;
        const key = keyOfPair(pair);
        if (!seen.add(key)) {
          discard(SAME_PAIR, 1);
          continue;
        }
        keys?.add(pair.meta.index, key);
        made.pairs += 1;
        used = true;
        yield pair;
      }
      if (used) made.used++;
    }
  }

  function discard(reason: string, count: number): void {
    made.discarded[reason] = (made.discarded[reason] ?? 0) + count;
  }
}

/** The command line that makes the same dataset again. */
function commandOf(file: string, { seed, perRow, testShare, compose, operators }: MutateFlags): string {
  const chosen = operators === undefined ? '' : ` --operators ${operators.join(',')}`;
  const share = testShare === 0.1 ? '' : ` --test-share ${testShare}`;
  return `nearmiss mutate ${JSON.stringify(basename(file))} --seed ${JSON.stringify(seed)} --per-row ${perRow}${compose === 1 ? '' : ` --compose ${compose}`}${chosen}${share}`;
}

function describeReasons({ discarded, skipped }: Made): string {
  const reasons = Object.entries(discarded).map(([reason, count]) => `${reason} ${count}`);
  return [...(skipped > 0 ? [`unreadable ${skipped}`] : []), ...reasons].join(', ');
}

function describeMade({ counts, discarded, skipped }: Made): string {
  return [
    section('family', 'pairs', counts.byFamily),
    section('operator', 'pairs', counts.byOperator),
    section('left out because', 'times', { ...(skipped > 0 ? { unreadable_row: skipped } : {}), ...discarded }),
  ].join('\n');
}

function describeResult({ counts, discarded, seed, source, shard }: Manifest, out: string): string {
  const rows = source as SourceFile;
  const part = shard === undefined ? '' : `shard ${nameShard(shard)}, `;
  return [
    `${counts.pairs} pairs (${counts.train} train, ${counts.test} test) of ${rows.used} of ${rows.rows} rows in ${out}, ${part}seed "${seed}"`,
    '',
    section('family', 'pairs', counts.byFamily),
    section('operator', 'pairs', counts.byOperator),
    section('left out because', 'times', { ...(rows.skipped > 0 ? { unreadable_row: rows.skipped } : {}), ...discarded }),
    shard === undefined
      ? `next: nearmiss show ${out}    (look at some)   nearmiss check ${out}    (prove every row)`
      : `next: nearmiss merge <the folders of all ${shard.of} shards> --out dataset`,
  ].join('\n');
}

function section(name: string, counted: string, numbers: Readonly<Record<string, number>>): string {
  return tableOf(
    [name, counted],
    Object.entries(numbers).map(([key, number]) => [key, String(number)]),
  );
}
