const BAR_WIDTH = 28;

/** Where progress is told; `isTTY` where lines can be rewritten. */
export type ProgressStream = Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean };

/** Tells how far a long task is: a bar that is rewritten on a terminal, a line every tenth elsewhere. */
export class Progress {
  readonly #task: string;
  readonly #unit: string;
  readonly #stream: ProgressStream;
  readonly #began = performance.now();
  #tenths = 0;
  #isShown = false;

  /** `unit` is what is counted, in the plural. */
  constructor(task: string, unit: string, stream: ProgressStream = process.stderr) {
    this.#task = task;
    this.#unit = unit;
    this.#stream = stream;
  }

  /** Tells that so many of so many are done. A lower number than before begins anew: the next round of the same task. `note` is told behind. */
  readonly advance = (done: number, total: number, note = ''): void => {
    const share = Math.min(1, done / Math.max(1, total));
    const text = `${done} of ${total} ${this.#unit}${note}`;
    if (this.#stream.isTTY === true) {
      const full = Math.round(BAR_WIDTH * share);
      this.#isShown = true;
      this.#stream.write(`\r\u001b[K${this.#task} [${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}] ${text}`);
      return;
    }
    const tenths = Math.floor(10 * share);
    if (tenths < this.#tenths) this.#tenths = 0;
    if (tenths > this.#tenths && done < total) this.#stream.write(`${this.#task}: ${text}\n`);
    this.#tenths = tenths;
  };

  /** Tells something that happened on the way, on lines of its own. */
  readonly say = (message: string): void => {
    this.#clear();
    this.#stream.write(`${this.#task}: ${message}\n`);
  };

  /** Takes the bar away. Returns the seconds that the task took. */
  readonly finish = (): number => {
    this.#clear();
    return (performance.now() - this.#began) / 1000;
  };

  #clear(): void {
    if (this.#isShown) this.#stream.write('\r\u001b[K');
    this.#isShown = false;
  }
}
