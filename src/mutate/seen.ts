import type { Message, NamelessPair } from '../model/pair.ts';

/** Slots to begin with; doubled when three quarters are taken. */
const FIRST_SLOTS = 1 << 12;

/** Which pairs were made already, by 53 bits of their content: 11 to 22 bytes a pair, however long the pairs are. */
export class SeenPairs {
  #slots = new Float64Array(FIRST_SLOTS);
  #count = 0;

  /** Takes note of the key of a pair; false when one with the same prompt and rejected side was there before. */
  add(key: number): boolean {
    if (!this.#put(key)) return false;
    if (++this.#count * 4 > this.#slots.length * 3) this.#widen();
    return true;
  }

  #put(key: number): boolean {
    const mask = this.#slots.length - 1;
    for (let place = (key % this.#slots.length) & mask; ; place = (place + 1) & mask) {
      if (this.#slots[place] === key) return false;
      if (this.#slots[place] === 0) {
        this.#slots[place] = key;
        return true;
      }
    }
  }

  #widen(): void {
    const before = this.#slots;
    this.#slots = new Float64Array(before.length * 2);
    for (const key of before) if (key !== 0) this.#put(key);
  }
}

/** Two keyed sums over what is said and called; never 0. */
export function keyOfPair({ prompt, rejected }: NamelessPair): number {
  const { high, low } = addMessages(rejected, sumsOfPrompt(prompt));
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0) + 1;
}

interface Sums {
  high: number;
  low: number;
}

/** The prompt last read: pairs of one prompt follow each other. */
let latest: { prompt: readonly Message[]; sums: Sums } = { prompt: [], sums: { high: 0x811c9dc5, low: 0x01000193 } };

function sumsOfPrompt(prompt: readonly Message[]): Sums {
  if (prompt.length !== latest.prompt.length || !prompt.every((message, index) => message === latest.prompt[index]))
    latest = { prompt, sums: addMessages(prompt, { high: 0x811c9dc5, low: 0x01000193 }) };
  return latest.sums;
}

function addMessages(messages: readonly Message[], sums: Readonly<Sums>): Sums {
  let { high, low } = sums;
  for (const message of messages) {
    add(`${message.role} ${message.content}`);
    if (message.role === 'assistant')
      for (const { function: call } of message.tool_calls ?? []) add(`${call.name} ${JSON.stringify(call.arguments)}`);
  }
  return { high, low };

  function add(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      high = Math.imul(high ^ code, 0x01000193);
      low = Math.imul(low ^ code, 0x5bd1e995) ^ (low >>> 15);
    }
  }
}
