import type { Json } from '../model/json.ts';
import type { MixFile } from '../model/mix.ts';
import { type Family, familySchema } from '../model/pair.ts';
import { allOperators } from '../operators/index.ts';
import { type Classified, classify } from './classify.ts';
import { readFailure } from './failure.ts';

/** A row of a log that could not be told. */
export interface Untold {
  /** from 1 */
  line: number;
  reason: string;
}

const familyOf = new Map(allOperators.map(({ name, family }) => [name, family]));

/** Counts the failures of a log by family and by the operator that makes such ones. */
export class FailureLog {
  readonly untold: Untold[] = [];
  readonly #counts = new Map<Family, Map<string | null, number>>();
  #told = 0;

  /** How many rows were told. */
  get told(): number {
    return this.#told;
  }

  /** Takes one row; gives what it is, or notes why that cannot be told. */
  add(row: Json, line: number): Classified | null {
    const failure = readFailure(row);
    const found = typeof failure === 'string' ? failure : classify(failure);
    if (typeof found === 'string') {
      this.untold.push({ line, reason: found });
      return null;
    }
    this.#told += 1;
    const named = { ...found, operator: found.operator !== null && familyOf.get(found.operator) === found.family ? found.operator : null };
    const own = this.#counts.get(named.family) ?? new Map<string | null, number>();
    this.#counts.set(named.family, own);
    own.set(named.operator, (own.get(named.operator) ?? 0) + 1);
    return named;
  }

  /** Notes a line that is no row at all. */
  pass(line: number, reason: string): void {
    this.untold.push({ line, reason });
  }

  /** Failures by family and operator, in the order of families, then by name; null for those no operator makes. */
  counts(): { family: Family; operator: string | null; failures: number }[] {
    return familySchema.options.flatMap((family) =>
      [...(this.#counts.get(family) ?? [])]
        .sort(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1))
        .map(([operator, failures]) => ({ family, operator, failures })),
    );
  }

  /**
   * The mix that builds failures as often as they were logged: families by count, and within a family that was seen the operators by
   * count, so that one never seen gets nothing. Where no failure of a family has a name, its operators keep their own weights.
   */
  mix(): MixFile {
    const counts = this.counts();
    // A weight goes up to a million.
    const scale = Math.max(1, this.#told / 1_000_000);
    const ofFamily = (family: Family) => counts.filter((each) => each.family === family);
    const sum = (some: readonly { failures: number }[]) => some.reduce((total, { failures }) => total + failures, 0);
    const named = counts.filter(({ operator }) => operator !== null);
    const seen = new Set(named.map(({ family }) => family));
    const weights = allOperators
      .filter(({ family }) => seen.has(family))
      .map(({ name }): [string, number] => [name, (named.find(({ operator }) => operator === name)?.failures ?? 0) / scale])
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const unnamed = counts.filter(({ operator }) => operator === null).map(({ family, failures }) => [family, failures]);
    return {
      schema: 'nearmiss/mix@1',
      mix: Object.fromEntries(familySchema.options.map((family) => [family, sum(ofFamily(family)) / scale])) as MixFile['mix'],
      operators: Object.fromEntries(weights),
      calibrated: { failures: this.#told, unclassified: this.untold.length, unnamed: Object.fromEntries(unnamed) },
    };
  }
}
