/** How far a long task is, told on stderr. */
export interface Progress {
  /** tells that so many are done */
  advance(done: number): void;
  /** takes the bar away */
  finish(): void;
}

const BAR_WIDTH = 28;

/** Shows a task's progress: a bar that is rewritten on a terminal, a line every tenth elsewhere. */
export function showProgress(task: string, unit: string, total: number, stream: NodeJS.WriteStream = process.stderr): Progress {
  const tenthsOf = (done: number) => Math.floor((10 * done) / Math.max(1, total));
  let tenths = 0;
  return {
    advance(done) {
      if (stream.isTTY) {
        const full = Math.round((BAR_WIDTH * done) / Math.max(1, total));
        stream.write(`\r\u001b[K${task} [${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}] ${done} of ${total} ${unit}`);
      } else if (tenthsOf(done) > tenths && done < total) {
        tenths = tenthsOf(done);
        stream.write(`${task}: ${done} of ${total} ${unit}\n`);
      }
    },
    finish() {
      if (stream.isTTY) stream.write('\r\u001b[K');
    },
  };
}
