import type { Split } from '../model/pair.ts';
import { streamOf } from '../random/stream.ts';

/** The split of a group: a draw of its own, so that all its pairs fall on one side whatever else is built. */
export function splitOf(group: string, settings: { seed: string; testShare: number }): Split {
  return streamOf(settings.seed, 'split', group).next() < settings.testShare ? 'test' : 'train';
}
