/** What was measured on one body of schemas. */
export interface Report {
  title: string;
  figures: [what: string, figure: string][];
  misses: string[];
  /** Values given that a validator refuses. */
  unsound: number;
}

/** "12 of 34 (35.3 %)" */
export function share(part: number, whole: number): string {
  return `${part} of ${whole}${whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(part === whole ? 0 : 2)} %)`}`;
}
