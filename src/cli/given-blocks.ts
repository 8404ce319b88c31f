import { BLOCK_PAIRS } from '../model/shard.ts';

/** Given rows of one block: as many as make no more pairs than a block of a build has, however many each gives. */
export function countRowsOfBlock(perRow: number): number {
  return Math.max(1, Math.floor(BLOCK_PAIRS / perRow));
}
