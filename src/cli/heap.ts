import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/*
 * The steps in which the heap grows. They must be set before anything is loaded, so this file loads nothing of ours.
 *
 * Every command keeps little and throws away much. Small steps of what is old cost a tenth of the time and save a quarter of the memory. Marking bit
 * by bit lets garbage pile up while it goes on, a fifth of all memory; nobody waits for a frame here. But without it what has grown old is looked
 * through only when something is put there directly, and an export hardly ever does: there garbage grew with the pairs.
 *
 * What is young has one size all the way: the engine begins with 1 MB, where most that is needed for one row is taken for old before the row is done,
 * and would go on to 16 MB and more. In 8 MB a build takes a sixth less time than in 1 MB and no more memory.
 */
const STEADY = '--heap-growing-percent=25';
const AT_ONCE = '--no-incremental-marking';

/** Commands that hold pieces of tables: their garbage lies outside of what the collector sees growing. */
const READS_TABLES = new Set(['export', 'check']);

/** Megabytes for what is young. */
const YOUNG = 8;
/** The same room as the limits of a thread count it: both its halves, and as much as one for what is too large for them. */
export const YOUNG_MEGABYTES = 3 * YOUNG;
/** Objects made at a time until the room is there; a piece of the room at its beginning. */
const AT_A_TIME = 500;
const MOST_TIMES = 200;
const TELLING = new Set(['--help', '-h', '--version', '-v']);

/** Sets up the heap of this process, and of the threads that it starts. What only tells something, as `--help` does, needs no room. */
export function setUpHeap(args: readonly string[]): void {
  setFlagsFromString(STEADY);
  if (!READS_TABLES.has(args[0] ?? '')) setFlagsFromString(AT_ONCE);
  // Heeded by threads that begin later; this one has begun.
  setFlagsFromString(`--min-semi-space-size=${YOUNG}`);
  setFlagsFromString(`--max-semi-space-size=${YOUNG}`);
  if (args.length > 0 && !args.some((arg) => TELLING.has(arg))) growYoung();
}

/** The engine widens the room only when what survives a collection fills it: so something survives two. */
function growYoung(): void {
  setFlagsFromString(`--semi-space-growth-factor=${YOUNG}`);
  const surviving: object[] = [];
  for (let time = 0; time < MOST_TIMES && youngRoom() < (YOUNG / 2) << 20; time++)
    for (let made = 0; made < AT_A_TIME; made++) surviving.push([made]);
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Bytes. */
function youngRoom(): number {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  return young === undefined ? Number.POSITIVE_INFINITY : young.space_used_size + young.space_available_size;
}
