/** How far a long task is, told on stderr. */
export interface ProgressLine {
  /** tells that so many are done */
  advance(done: number): void;
  /** takes the line away */
  finish(): void;
}

/** Shows a task's progress as one line that is rewritten on a terminal; says nothing elsewhere. */
export function showProgress(task: string, unit: string, total: number): ProgressLine {
  if (!process.stderr.isTTY) return { advance: () => undefined, finish: () => undefined };
  return {
    advance: (done) => process.stderr.write(`\r\x1b[K${task}: ${done} of ${total} ${unit}`),
    finish: () => process.stderr.write('\r\x1b[K'),
  };
}
