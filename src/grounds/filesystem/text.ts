import type { WorldFile } from '../recipe.ts';

/** A file of the shared drive from its lines. Notes and tables end without a line feed, as they come out of the office's programs. */
export function fileOf(path: string, modified: string, lines: readonly string[]): WorldFile {
  return { kind: 'file', path, modified: `${modified}:00.000Z`, content: lines.join('\n') };
}

/** A configuration file, which does end with a line feed. */
export function configOf(path: string, modified: string, lines: readonly string[]): WorldFile {
  return fileOf(path, modified, [...lines, '']);
}

/** A CSV file; cells with a comma are quoted. */
export function tableOf(path: string, modified: string, rows: readonly (readonly (string | number)[])[]): WorldFile {
  return fileOf(
    path,
    modified,
    rows.map((row) => row.map(cellOf).join(',')),
  );
}

function cellOf(cell: string | number): string {
  const text = String(cell);
  return /[",]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Pence as pounds: 145000 -> `1450.00`. */
export function poundsOf(pence: number): string {
  const sign = pence < 0 ? '-' : '';
  const whole = Math.abs(Math.round(pence));
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
