/*
 * The steps in which the heap grows. They must be set before anything is loaded, so this file loads nothing.
 *
 * A build keeps little and throws away much. Small steps cost it a tenth of its time and save a quarter of its memory. Given rows, and rows
 * that are checked, are read and thrown away by the thousand: they want more room for what is young (`check` takes a third less time for it,
 * and 90 MB more). Marking bit by bit lets garbage pile up while it goes on, a fifth of all memory; nobody waits for a frame here. But without
 * it, what outlives the young space is looked through only when something is put into the old one directly, and an export hardly ever does:
 * there garbage grew with the pairs.
 */

/** The flags of V8 that a command runs under. */
export function heapFlags(command: string | undefined): readonly string[] {
  const young =
    command === 'mutate' || command === 'check'
      ? ['--max-semi-space-size=8', '--semi-space-growth-factor=2']
      : ['--max-semi-space-size=4', '--semi-space-growth-factor=1'];
  const marking = command === 'export' ? [] : ['--no-incremental-marking'];
  return [...young, '--heap-growing-percent=25', ...marking];
}
