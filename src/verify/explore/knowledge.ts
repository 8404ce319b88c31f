import { canonicalJson } from '../../model/canonical.ts';
import type { Json } from '../../model/json.ts';
import type { Given, Sample, Stock } from './candidates.ts';
import { type Past, type Seen, sortOf } from './harvest.ts';

const mostSeen = 3_000;
const mostShared = 12;
const mostTold = 24;

/** What an inquiry has found out about values so far. */
export class Knowledge implements Stock {
  readonly given: Given;
  readonly sample: Sample;
  /** names of the tools that may change the world */
  readonly writes: ReadonlySet<string>;
  readonly seen: Seen[];
  readonly told = new Map<string, Json[]>();
  readonly shared = new Map<string, Json[]>();
  readonly tried = new Map<string, Map<string, Past>>();
  readonly sorts = new Map<string, Map<string, Past>>();
  readonly #known = new Set<string>();

  constructor(given: Given, world: readonly Seen[], sample: Sample, writes: ReadonlySet<string>) {
    this.given = given;
    this.seen = [...world];
    this.sample = sample;
    this.writes = writes;
  }

  /** Notes that a value did well or failed in a place (a `slotKey`), and so did the sorts of seen values it came from. */
  note(key: string, value: Json, seen: readonly Seen[], isGood: boolean): void {
    const add = (map: Map<string, Map<string, Past>>, id: string) => {
      const own = map.get(key) ?? new Map<string, Past>();
      map.set(key, own);
      const past = own.get(id) ?? { ok: 0, failed: 0 };
      own.set(id, isGood ? { ...past, ok: past.ok + 1 } : { ...past, failed: past.failed + 1 });
    };
    add(this.tried, canonicalJson(value));
    for (const item of seen) add(this.sorts, sortOf(item));
  }

  /** How a value did in a place. */
  pastOf(key: string, value: Json): Past | undefined {
    return this.tried.get(key)?.get(canonicalJson(value));
  }

  /** Keeps a value that worked for places of the same name. */
  share(name: string, value: Json): void {
    const known = this.shared.get(name.toLowerCase()) ?? [];
    if (known.length < mostShared && !known.includes(value)) this.shared.set(name.toLowerCase(), [...known, value]);
  }

  /** Keeps what a reply has shown, each value of a sort once. */
  show(found: readonly Seen[]): void {
    for (const seen of found) {
      const key = canonicalJson([seen.value, sortOf(seen), seen.isMade === true]);
      if (this.#known.has(key) || this.seen.length >= mostSeen) continue;
      this.#known.add(key);
      this.seen.push(seen);
    }
  }

  /** Marks what replies of a tool have shown as being there only after their calls. */
  markMade(tool: string): void {
    for (const [index, seen] of this.seen.entries()) {
      if (seen.isMade !== true && seen.source?.at(-1)?.tool === tool) this.seen[index] = { ...seen, isMade: true };
    }
  }

  /** Keeps values that a refusal named for a place; gives how many of them were news. */
  tell(key: string, values: readonly Json[]): number {
    const known = this.told.get(key) ?? [];
    const fresh = values.filter((value) => !known.some((other) => canonicalJson(other) === canonicalJson(value)));
    if (fresh.length > 0) this.told.set(key, [...known, ...fresh].slice(0, mostTold));
    return fresh.length;
  }
}
