import { writeFileWhole } from '../edges/files.ts';
import { NearmissError } from '../errors.ts';
import type { Pair } from '../model/pair.ts';
import { streamOf } from '../random/stream.ts';
import { renderPair } from './render.ts';
import { samplePairs } from './sample-pairs.ts';

/** The flags of `nearmiss show` as they are parsed. */
export interface ShowFlags {
  critical?: boolean;
  primitives?: string;
  overrides?: string;
  n: number;
  operator?: string;
  id?: string;
  svg?: string;
}

/** Prints pairs, or a ground's arguments. */
export async function runShow(dir: string, flags: ShowFlags): Promise<void> {
  if (flags.critical === true) {
    const { describeCritical } = await import('./show-critical.ts');
    console.log(await describeCritical(dir, flags));
    return;
  }
  const pairs = await samplePairs(dir, flags.n, wants(flags), streamOf('show', flags.n, flags.operator ?? ''));
  if (pairs.length === 0) throw new NearmissError(describeNothing(dir, flags));
  if (flags.svg !== undefined) {
    const { drawPair } = await import('./draw.ts');
    writeFileWhole(flags.svg, drawPair(pairs[0] as Pair));
  }
  const width = Math.min(process.stdout.columns ?? 120, 160);
  for (const pair of pairs) console.log(renderPair(pair, width));
}

function wants({ operator, id }: ShowFlags): (pair: Pair) => boolean {
  return (pair) => (id !== undefined ? pair.id === id : operator === undefined || pair.deviation.operator === operator);
}

function describeNothing(dir: string, { operator, id }: ShowFlags): string {
  if (id !== undefined) return `${dir} has no pair "${id}"`;
  return operator !== undefined ? `${dir} has no pairs of operator "${operator}"` : `${dir} has no pairs`;
}
