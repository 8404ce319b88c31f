import { readCells, writeCells } from './cells.ts';
import type { Mistake } from './mistake.ts';

export const shiftedRange: Mistake = {
  name: 'shifted-range',
  summary: 'Takes cells of the same extent in another place: the row below, the column beside.',
  weight: 0.8,
  kinds: ['range'],
  is: (from, to) => {
    const [ours, theirs] = [readCells(from), readCells(to)];
    return (
      ours !== null &&
      theirs !== null &&
      ours.right - ours.left === theirs.right - theirs.left &&
      ours.bottom - ours.top === theirs.bottom - theirs.top
    );
  },
  slips: (from) => {
    const cells = readCells(from);
    if (cells === null) return [];
    const moves = [
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
    ] as const;
    return moves
      .map(([x, y]) => ({ left: cells.left + x, right: cells.right + x, top: cells.top + y, bottom: cells.bottom + y }))
      .filter(({ left, top }) => left > 0 && top > 0)
      .map((slip) => writeCells(slip, from as string));
  },
};
