/** Whole numbers below 2^31 in one buffer, which grows and is kept when its content is cleared. */
export class GrowingNumbers {
  #buffer = new Int32Array(1 << 8);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(number: number): void {
    if (this.#length === this.#buffer.length) {
      const wider = new Int32Array(2 * this.#length);
      wider.set(this.#buffer);
      this.#buffer = wider;
    }
    this.#buffer[this.#length++] = number;
  }

  /** The number at a place that was filled. */
  at(place: number): number {
    return this.#buffer[place] as number;
  }

  /** The numbers from one place to another as they lie here: good until the next change. */
  view(from = 0, end = this.#length): Int32Array {
    return this.#buffer.subarray(from, end);
  }

  clear(): void {
    this.#length = 0;
  }
}
