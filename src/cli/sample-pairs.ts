import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonl } from '../edges/files.ts';
import { NearmissError } from '../errors.ts';
import { type Pair, pairSchema, splitSchema } from '../model/pair.ts';
import type { Stream } from '../random/stream.ts';

/** A fair sample of the pairs that match, the same each time, in the order of the build; memory for the sample alone. */
export async function samplePairs(dir: string, n: number, matches: (pair: Pair) => boolean, stream: Stream): Promise<Pair[]> {
  const sample: Pair[] = [];
  let seen = 0;
  for await (const pair of readPairs(dir)) {
    if (!matches(pair)) continue;
    seen += 1;
    if (sample.length < n) sample.push(pair);
    else {
      const place = stream.below(seen);
      if (place < n) sample[place] = pair;
    }
  }
  return sample.sort((a, b) => a.meta.index - b.meta.index);
}

async function* readPairs(dir: string): AsyncGenerator<Pair> {
  const files = splitSchema.options.map((split) => join(dir, 'pairs', `${split}.jsonl`)).filter((file) => existsSync(file));
  if (files.length === 0) throw new NearmissError(`${dir} holds no pairs: "nearmiss build --out ${dir}" makes some`);
  for (const file of files) yield* readJsonl(file, pairSchema);
}
