/** UTF-8 text gathered in one buffer, which grows and is kept when its content is cleared. */
export class GrowingBytes {
  #buffer = Buffer.allocUnsafe(1 << 16);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a text. */
  add(text: string): void {
    this.#reserve(3 * text.length);
    this.#size += this.#buffer.write(text, this.#size, 'utf8');
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

  #reserve(more: number): void {
    if (this.#size + more <= this.#buffer.length) return;
    const wider = Buffer.allocUnsafe(Math.max(this.#size + more, 2 * this.#buffer.length));
    this.#buffer.copy(wider, 0, 0, this.#size);
    this.#buffer = wider;
  }
}
