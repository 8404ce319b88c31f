/**
 * UTF-8 text gathered in one buffer, which grows and is kept when its content is cleared. What it lets go of is free at once: collections
 * follow the heap, and hardly look at how much lies outside of it.
 */
export class GrowingBytes {
  #buffer = Buffer.from(new ArrayBuffer(1 << 16));
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a text. */
  add(text: string): void {
    this.#reserve(3 * text.length);
    this.#size += this.#buffer.write(text, this.#size, 'utf8');
  }

  /** Adds texts with commas between. */
  addList(texts: readonly string[]): void {
    for (let place = 0; place < texts.length; place++) {
      if (place > 0) this.add(',');
      this.add(texts[place] as string);
    }
  }

  /** Adds a text after its length in bytes, as four bytes, the lowest first. */
  addValue(text: string): void {
    this.#reserve(4 + 3 * text.length);
    const length = this.#buffer.write(text, this.#size + 4, 'utf8');
    this.#buffer.writeUInt32LE(length, this.#size);
    this.#size += 4 + length;
  }

  /** The bytes from one place to another as they lie here: good until the next change. */
  view(from = 0, end = this.#size): Uint8Array {
    return this.#buffer.subarray(from, end);
  }

  clear(): void {
    this.#size = 0;
  }

  /** Lets go of the buffer: nothing can be added any more. */
  free(): void {
    this.clear();
    (this.#buffer.buffer as ArrayBuffer).transfer(0);
  }

  #reserve(more: number): void {
    if (this.#size + more <= this.#buffer.length) return;
    this.#buffer = Buffer.from((this.#buffer.buffer as ArrayBuffer).transfer(Math.max(this.#size + more, 2 * this.#buffer.length)));
  }
}
