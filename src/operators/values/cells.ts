import type { Json } from '../../model/json.ts';

/** A block of cells in a sheet, columns and rows from 1, ends included. */
export interface Cells {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Reads `B2:D9` or `B2`; null for anything else. */
export function readCells(value: Json): Cells | null {
  const match =
    typeof value === 'string' ? /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/u.exec(value.toUpperCase()) : null;
  if (match === null) return null;
  const [left, top] = [columnOf(match[1] as string), Number(match[2])];
  return { left, top, right: match[3] === undefined ? left : columnOf(match[3]), bottom: match[4] === undefined ? top : Number(match[4]) };
}

/** Writes cells in the form of the text they were read from. */
export function writeCells({ left, top, right, bottom }: Cells, like: string): string {
  const first = `${letters(left)}${top}`;
  return like.includes(':') ? `${first}:${letters(right)}${bottom}` : first;
}

function columnOf(name: string): number {
  return Array.from(name).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function letters(column: number): string {
  return column === 0 ? '' : letters(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));
}
