import { type Cells, readCells, writeCells } from './cells.ts';
import type { Mistake } from './mistake.ts';

export const resizedRange: Mistake = {
  name: 'resized-range',
  summary: 'Takes too many or too few of the right cells: a row short, the heading too.',
  weight: 0.8,
  kinds: ['range'],
  is: (from, to) => {
    const [ours, theirs] = [readCells(from), readCells(to)];
    return ours !== null && theirs !== null && (holds(ours, theirs) || holds(theirs, ours));
  },
  slips: (from) => {
    const cells = readCells(from);
    if (cells === null || !(from as string).includes(':')) return [];
    const sizes = [
      { ...cells, bottom: cells.bottom - 1 },
      { ...cells, bottom: cells.bottom + 1 },
      { ...cells, top: cells.top - 1 },
      { ...cells, right: cells.right - 1 },
    ];
    return sizes
      .filter(({ left, top, right, bottom }) => top > 0 && right >= left && bottom >= top)
      .map((slip) => writeCells(slip, from as string));
  },
};

function holds(outer: Cells, inner: Cells): boolean {
  return outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;
}
