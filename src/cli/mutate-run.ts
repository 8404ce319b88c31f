import { existsSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { partsOfBlocks } from '../edges/dataset-parts.ts';
import { assembleDataset, type BuildIdentity, type DatasetFolder, openDataset, reasonOf } from '../edges/dataset-writer.ts';
import { type FileDigest, readLines } from '../edges/given-rows.ts';
import { NearmissError } from '../errors.ts';
import { addCounts, type BlockCounts, printBlock } from '../exporters/dataset/block.ts';
import type { Manifest, SourceFile } from '../model/manifest.ts';
import type { NamelessPair } from '../model/pair.ts';
import { type MutateSettings, mutateRow } from '../mutate/mutate-row.ts';
import { givenOperators } from '../mutate/operators.ts';
import { ValuePool } from '../mutate/pool.ts';
import { readRow } from '../mutate/row.ts';
import { SeenPairs } from '../mutate/seen.ts';
import { ToolShelf } from '../mutate/tool-shelf.ts';
import { nearest } from '../nearest.ts';
import { hash32 } from '../random/quick.ts';
import { VERSION } from '../version.ts';
import { Progress } from './progress.ts';
import { tableOf } from './table.ts';

/** What the command line says. */
export interface MutateFlags {
  out: string;
  seed: string;
  perRow: number;
  testShare: number;
  compose: 1 | 2;
  operators?: string[];
  strict?: boolean;
  dryRun?: boolean;
}

/** Pairs of one block, as in a build. */
const BLOCK_PAIRS = 1000;
/** Lines whose values are all taken note of; of later ones a sixteenth is. */
const FIRST_ROWS = 5000;
const LATER_SHARE = 16;
/** Unreadable rows that are told one by one. */
const MOST_TOLD = 10;
const PROGRESS_ROWS = 1000;

/** What a reading of all rows made. */
interface Made {
  blocks: number;
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
  if (flags.dryRun === true) {
    const made = mutateAll(file, digest, pool, settings, flags, () => {});
    console.log(`would make ${made.pairs} pairs of ${made.used} of ${digest.rows} rows, and has written nothing:\n\n${describeMade(made)}`);
    return;
  }
  const identity = identify(file, digest, flags, operators);
  const existed = existsSync(flags.out);
  try {
    const folder = openDataset(flags.out, identity);
    if (folder.finished !== null) {
      console.log(
        `${flags.out} already holds these pairs, whole: ${folder.finished.counts.pairs} of ${basename(file)}, seed "${flags.seed}".`,
      );
      return;
    }
    try {
      console.log(describeResult(writeAll(file, digest, pool, settings, flags, folder, identity), flags.out));
    } catch (error) {
      // Unlike a build this does not go on where it stopped: nothing of it is of use.
      if (error instanceof NearmissError) {
        rmSync(join(flags.out, '.nearmiss'), { recursive: true, force: true });
        if (!existed) rmdirSync(flags.out);
      }
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
  const lines = readLines(file, (number) => number <= FIRST_ROWS || hash32(String(number)) % LATER_SHARE === 0);
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
    operators: used,
    source: { file: basename(file), sha256, rows, used: 0, skipped: 0 },
  };
}

function writeAll(
  file: string,
  digest: FileDigest,
  pool: ValuePool,
  settings: MutateSettings,
  flags: MutateFlags,
  folder: DatasetFolder,
  identity: BuildIdentity,
): Manifest {
  const made = mutateAll(file, digest, pool, settings, flags, (block, number) => folder.blocks.write(number, block));
  if (made.pairs === 0) throw new NearmissError(`no pair could be made of ${digest.rows} rows: ${describeReasons(made)}`);
  const source: SourceFile = { file: basename(file), ...digest, used: made.used, skipped: made.skipped };
  const discarded = Object.fromEntries(Object.entries(made.discarded).sort(([a], [b]) => (a < b ? -1 : 1)));
  return assembleDataset(folder.path, {
    identity: { ...identity, source },
    parts: partsOfBlocks(folder.blocks, { from: 0, to: made.blocks }),
    discarded,
    about: { grounds: [], command: commandOf(file, flags) },
    positions: { from: 0, to: made.pairs },
  });
}

function mutateAll(
  file: string,
  digest: FileDigest,
  pool: ValuePool,
  settings: MutateSettings,
  flags: MutateFlags,
  write: (block: ReturnType<typeof printBlock>, number: number) => void,
): Made {
  const progress = new Progress('mutating', 'rows');
  const made: Made = { blocks: 0, counts: addCounts([]), pairs: 0, used: 0, skipped: 0, discarded: {} };
  const pairs = makePairs();
  // Each pair is printed as it is made, and let go.
  for (let next = pairs.next(); next.done !== true; ) {
    const block = printBlock(takeBlock());
    made.counts = addCounts([made.counts, block.counts]);
    write(block, made.blocks++);

    function* takeBlock(): Generator<NamelessPair> {
      for (let taken = 0; taken < BLOCK_PAIRS && next.done !== true; taken++, next = pairs.next()) yield next.value;
    }
  }
  progress.finish();
  if (made.skipped > MOST_TOLD) progress.say(`${made.skipped - MOST_TOLD} more rows were left out`);
  return made;

  function* makePairs(): Generator<NamelessPair> {
    const shelf = new ToolShelf();
    const seen = new SeenPairs();
    let rows = 0;
    for (const { text, number } of readLines(file)) {
      if (++rows % PROGRESS_ROWS === 0) progress.advance(rows, digest.rows);
      const read = readRow(text, number, shelf);
      if ('bad' in read) {
        if (flags.strict === true) throw new NearmissError(`${file}:${number}: ${read.bad}`);
        if (++made.skipped <= MOST_TOLD) progress.say(`${file}:${number}: left out: ${read.bad}`);
        continue;
      }
      const { pairs, discarded } = mutateRow(read.row, pool, settings);
      for (const [reason, count] of Object.entries(discarded)) discard(reason, count);
      const fresh = pairs.filter((pair) => seen.add(pair));
      if (fresh.length < pairs.length) discard('same_pair', pairs.length - fresh.length);
      if (fresh.length > 0) made.used++;
      for (const pair of fresh) {
        pair.meta.index = made.pairs++;
        yield pair;
      }
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

function describeResult({ counts, discarded, seed, source }: Manifest, out: string): string {
  const rows = source as SourceFile;
  return [
    `${counts.pairs} pairs (${counts.train} train, ${counts.test} test) of ${rows.used} of ${rows.rows} rows in ${out}, seed "${seed}"`,
    '',
    section('family', 'pairs', counts.byFamily),
    section('operator', 'pairs', counts.byOperator),
    section('left out because', 'times', { ...(rows.skipped > 0 ? { unreadable_row: rows.skipped } : {}), ...discarded }),
    `next: nearmiss show ${out}    (look at some)   nearmiss check ${out}    (prove every row)`,
  ].join('\n');
}

function section(name: string, counted: string, numbers: Readonly<Record<string, number>>): string {
  return tableOf(
    [name, counted],
    Object.entries(numbers).map(([key, number]) => [key, String(number)]),
  );
}
