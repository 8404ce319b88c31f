import { prefix } from './redis.ts';

/** The hash of all announced runs: announcements by the name of the run. */
export const runsKey = `${prefix}:runs`;

/** Where a run keeps what is not BullMQ's. */
export interface RunKeys {
  /** what came of each job, until the command that submitted it has it on its disk */
  outcomes: string;
  /** who began a job that must not be done twice */
  begun: string;
  /** what its jobs have in common, where that is too much for an announcement */
  material: string;
  /** why workers keep away, by their names */
  refusals: string;
}

export function keysOf(run: string): RunKeys {
  const key = (what: keyof RunKeys): string => `${prefix}:${what}:${run}`;
  return { outcomes: key('outcomes'), begun: key('begun'), material: key('material'), refusals: key('refusals') };
}

/** Stands among those who began a job when it was taken back before anybody did. */
export const WITHDRAWN = 'withdrawn';
