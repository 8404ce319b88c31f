import { InvalidArgumentError } from 'commander';
import { NearmissError } from '../errors.ts';
import { BLOCK_PAIRS, MOST_SHARDS, nameShard, type Shard } from '../model/shard.ts';

/** A shard as people write it: 3/7. */
export function parseShard(text: string): Shard {
  const [number, of] = (/^(\d+)\/(\d+)$/u.exec(text.trim()) ?? []).slice(1).map(Number) as [number?, number?];
  if (number === undefined || of === undefined || number < 1 || number > of || of > MOST_SHARDS)
    throw new InvalidArgumentError('One of so many is needed, such as 3/7: from 1/7 to 7/7.');
  return { number, of };
}

/** What is cut into shards: how many of some things, in blocks of so many. */
interface Cut {
  count: number;
  things: string;
  ofBlock: number;
}

/** The pairs of a build. */
export function cutOfPairs(count: number): Cut {
  return { count, things: 'pairs', ofBlock: BLOCK_PAIRS };
}

/** A shard has whole blocks, and none is empty. */
export function refuseTooMany(shard: Shard, { count, things, ofBlock }: Cut): void {
  const blocks = Math.ceil(count / ofBlock);
  if (shard.of > blocks)
    throw new NearmissError(
      `--shard ${nameShard(shard)}: ${count} ${things} make ${blocks} ${blocks === 1 ? 'block' : 'blocks'} of ${ofBlock}, and a shard needs one at least`,
    );
}
