/** Texts that are kept at most: what comes after them begins anew. */
const MOST = 5000;

/** What is made of a text, where the same ones come again and again. */
export class Kept<Value> {
  readonly #values = new Map<string, Value>();
  readonly #make: (text: string) => Value;

  /** @param make gives the same for the same text */
  constructor(make: (text: string) => Value) {
    this.#make = make;
  }

  of(text: string): Value {
    const known = this.#values.get(text);
    if (known !== undefined) return known;
    const value = this.#make(text);
    if (this.#values.size >= MOST) this.#values.clear();
    this.#values.set(text, value);
    return value;
  }
}
