import type { Json } from '../model/json.ts';
import { hash32 } from '../random/quick.ts';
import type { GivenRow } from './given.ts';
import { lookOf } from './traits.ts';
import { nameWords } from './words.ts';

/** Values kept of one place, and places kept: what one dataset's tools need, in a few megabytes. */
const MOST_VALUES = 24;
const MOST_PLACES = 20_000;
/** A longer text is a composition, not a value another call would take. */
const LONGEST = 160;

/** A value as it is kept. */
class PooledText {
  readonly text: string;
  /** its keyed hash */
  readonly order: number;
  #look: string | undefined;

  constructor(text: string, order: number) {
    this.text = text;
    this.order = order;
  }

  /** What it looks like. */
  get look(): string {
    this.#look ??= lookOf(this.text);
    return this.#look;
  }
}

/**
 * Values that calls of the other rows take, by tool and parameter and by the parameter's name alone. Of each place those with the lowest keyed hash
 * are kept, so that what is kept depends on the rows and the seed and not on their order.
 */
export class ValuePool {
  readonly #seed: string;
  readonly #places = new Map<string, PooledText[]>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** Takes note of what the calls of a row take. */
  addRow(row: GivenRow): void {
    for (const message of row.messages) {
      if (message.role !== 'assistant' || message.tool_calls === undefined) continue;
      for (const { function: call } of message.tool_calls) this.#gather(call.name, '', call.arguments, [], 0);
    }
  }

  /** What other calls of the tool take there; in an order of the seed. */
  ofTool(tool: string, path: readonly string[]): readonly PooledText[] {
    return this.#places.get(ownKey(tool, path)) ?? [];
  }

  /** What calls of any tool take under that name, of a tool about the same things where the name says little; in an order of the seed. */
  ofName(tool: string, path: readonly string[]): readonly PooledText[] {
    return nameKeys(tool, path).flatMap((key) => this.#places.get(key) ?? []);
  }

  #gather(tool: string, name: string, value: Json, path: readonly string[], depth: number): void {
    if (typeof value === 'string') {
      if (value.trim() !== '' && value.length <= LONGEST) {
        this.#keep(ownKey(tool, path), value);
        for (const key of nameKeys(tool, path)) this.#keep(key, value);
      }
    } else if (Array.isArray(value)) {
      for (const member of value.slice(0, MOST_VALUES)) this.#gather(tool, name, member, path, depth + 1);
    } else if (typeof value === 'object' && value !== null && depth < 5) {
      for (const [key, member] of Object.entries(value)) this.#gather(tool, key, member, [...path, key], depth + 1);
    }
  }

  #keep(key: string, text: string): void {
    let kept = this.#places.get(key);
    if (kept === undefined) {
      if (this.#places.size >= MOST_PLACES) return;
      kept = [];
      this.#places.set(key, kept);
    }
    const order = hash32(`${this.#seed}\u001f${key}\u001f${text}`);
    if (kept.length >= MOST_VALUES && order >= (kept.at(-1) as PooledText).order) return;
    if (kept.some((other) => other.order === order)) return;
    const place = kept.findIndex((other) => other.order > order);
    kept.splice(place < 0 ? kept.length : place, 0, new PooledText(text, order));
    if (kept.length > MOST_VALUES) kept.pop();
  }
}

function ownKey(tool: string, path: readonly string[]): string {
  return `${tool}/${path.join('/')}`;
}

/** Names under which tools take all sorts of things. */
const GENERAL = new Set(
  'name type value id ids category title item items text code key input model data target source option mode status format kind topic label content detail details level style description tag tags field method names types'.split(
    ' ',
  ),
);
/** Words of tools' names that do not say what they are about. */
const VERBS = new Set(
  'get find search list fetch lookup show create update delete add remove calculate calc check book info information details by all api v1 v2'.split(
    ' ',
  ),
);

function nameKeys(tool: string, path: readonly string[]): string[] {
  const words = nameWords(path.at(-1) ?? '');
  const name = words.join(' ');
  if (words.length > 1 || !GENERAL.has(name)) return [name];
  return [...new Set(nameWords(tool))].filter((word) => !VERBS.has(word)).map((word) => `${name} of ${word}`);
}
