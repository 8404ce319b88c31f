import type { Claim, Tally } from './claims.ts';
import type { Reasons } from './row.ts';

/** What is found of one row, kept until all rows before it are told of. */
export class RowNotes {
  /** its id, once that is known */
  row: string | null = null;
  readonly #file: string;
  readonly #line: number;
  readonly #claims: Claim[] = [];
  readonly #reasons: (readonly string[])[] = [];

  constructor(file: string, line: number) {
    this.#file = file;
    this.#line = line;
  }

  /** Notes that a claim was tested, and what is wrong with it; nothing of one that says nothing of the row. True where nothing is wrong. */
  note(claim: Claim, reasons: Reasons): boolean {
    if (reasons === null) return true;
    this.#claims.push(claim);
    this.#reasons.push(reasons);
    return reasons.length === 0;
  }

  tell(tally: Tally): void {
    const place = { row: this.row, file: this.#file, line: this.#line };
    for (const [at, claim] of this.#claims.entries()) tally.note(claim, place, this.#reasons[at] as readonly string[]);
  }
}
