/** Seconds over which a pace is taken. */
const SPAN = 20;

/** How fast something goes lately: what was there already when it began does not count for long. */
export class Pace {
  readonly #seen: { at: number; done: number }[] = [];

  /** How many a second are done of late, when so many are done after so many seconds; null before that can be said. */
  readonly take = (done: number, at: number): number | null => {
    this.#seen.push({ at, done });
    while (this.#seen.length > 2 && at - (this.#seen[1] as { at: number }).at >= SPAN) this.#seen.shift();
    const first = this.#seen[0] as { at: number; done: number };
    return at > first.at ? (done - first.done) / (at - first.at) : null;
  };
}
