import { Option } from 'commander';
import { NearmissError } from '../errors.ts';

/** What a command line says of workers elsewhere. */
export interface QueueFlags {
  /** address of the Redis server by which they are reached */
  queue?: string | undefined;
  /** ask again what may have been paid for by workers that were not heard of again */
  askAgain?: boolean | undefined;
}

/** `--queue`, of every command whose work can be shared out. */
export function queueOption(what: string): Option {
  return new Option('--queue <url>', `have ${what} by "nearmiss worker" processes on this Redis, such as redis://127.0.0.1:6379`);
}

/** `--ask-again`, beside it where calls are paid for. */
export function askAgainOption(): Option {
  return new Option('--ask-again', 'with --queue: ask again what lost workers may have asked, and paid for, already');
}

/** Refuses flags that would be passed over: calls are made only where something is recorded. */
export function checkQueueFlags({ queue, askAgain }: QueueFlags, isRecording: boolean): void {
  if (queue !== undefined && !isRecording)
    throw new NearmissError('--queue says by whom something is made: say also what, by --record or, for a build, --shards');
  if (askAgain === true && queue === undefined) throw new NearmissError('--ask-again goes with --queue');
}
