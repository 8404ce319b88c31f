import { prefix } from './redis.ts';

/** The hash of all announced runs: announcements by the name of the run. */
export const runsKey = `${prefix}:runs`;

/** Where a run keeps what is not BullMQ's. */
export interface RunKeys {
  /** what came of each job, until the command that submitted it has it on its disk */
  outcomes: string;
  /** who began a job that must not be done twice */
  begun: string;
  /** why workers keep away, by their names */
  refusals: string;
}

export function keysOf(run: string): RunKeys {
  return { outcomes: `${prefix}:outcomes:${run}`, begun: `${prefix}:begun:${run}`, refusals: `${prefix}:refusals:${run}` };
}

/** Stands among those who began a job when it was taken back before anybody did. */
export const WITHDRAWN = 'withdrawn';
