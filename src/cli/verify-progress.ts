/** Tells on stderr how far something is: one line that is rewritten on a terminal, a plain line every quarter elsewhere. */
export class Progress {
  readonly #name: string;
  readonly #began = performance.now();
  #quarter = 0;
  #isShown = false;

  constructor(name: string) {
    this.#name = name;
  }

  readonly show = (done: number, all: number): void => {
    const text = `${this.#name}: ${done} of ${all}`;
    if (process.stderr.isTTY) {
      this.#isShown = true;
      process.stderr.write(`\r\x1b[K${text}`);
      return;
    }
    const quarter = Math.floor((done * 4) / Math.max(1, all));
    if (quarter < this.#quarter) this.#quarter = 0;
    if (quarter > this.#quarter) {
      this.#quarter = quarter;
      process.stderr.write(`${text}\n`);
    }
  };

  readonly say = (message: string): void => {
    this.#clear();
    process.stderr.write(`${this.#name}: ${message}\n`);
  };

  readonly end = (): void => {
    this.#clear();
    process.stderr.write(`${this.#name}: ${((performance.now() - this.#began) / 1000).toFixed(1)} s\n`);
  };

  #clear(): void {
    if (this.#isShown) process.stderr.write('\r\x1b[K');
    this.#isShown = false;
  }
}
