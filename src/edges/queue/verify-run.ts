import PQueue from 'p-queue';
import { z } from 'zod';
import type { Chain } from '../../grounds/recipe.ts';
import type { VerifyMaterial } from '../../model/queue.ts';
import type { Plan } from '../../verify/plan.ts';
import { hashPlan } from '../../verify/plan-hash.ts';
import { type Trial, trialSchema } from '../../verify/trial.ts';
import { VERSION } from '../../version.ts';
import type { RecorderOptions } from '../recorder.ts';
import { Run } from './run.ts';

/** Jobs that are submitted at a time: what workers go on with when the command is killed. */
const MOST_SUBMITTED = 100;

const outcomeSchema = z.strictObject({ trials: z.array(trialSchema) });

export interface VerifyRunOptions {
  /** whether the server is one of the user's own */
  own: boolean;
  /** told after every chain of every run, with how many calls went wrong so far by their verdicts */
  onProgress(done: number, all: number, wrong: ReadonlyMap<string, number>): void;
  tell(message: string): void;
}

/** Has the chains of plans run by workers, each alone in a process of its own, both times. */
export function runByWorkers(url: string, { own, onProgress, tell }: VerifyRunOptions): NonNullable<RecorderOptions['runElsewhere']> {
  return async (plan, tools, world) => {
    const hash = hashPlan(plan, tools, world);
    const announcement = { kind: 'verify', version: VERSION, title: `verify ${plan.name}`, ground: plan.name, own, plan: hash } as const;
    const material = own ? { material: materialOf(plan) } : {};
    const run = await Run.open(url, { id: `verify-${hash.slice(0, 16)}`, announcement, ...material, once: false, tell });
    const runs: [Trial[][], Trial[][]] = [[], []];
    const wrong = new Map<string, number>();
    let done = 0;
    let isDone = false;
    const queue = new PQueue({ concurrency: MOST_SUBMITTED });
    const jobs = [0, 1].flatMap((at) => plan.chains.map((_, chain) => ({ chain, run: at })));
    try {
      await queue.addAll(
        jobs.map((job) => async () => {
          const { trials } = await run.do(`chain-${job.chain}-${job.run}`, job, outcomeSchema);
          (runs[job.run] as Trial[][])[job.chain] = trials;
          for (const { verdict } of trials) if (verdict !== 'ok') wrong.set(verdict, (wrong.get(verdict) ?? 0) + 1);
          done += 1;
          onProgress(done, jobs.length, wrong);
        }),
      );
      isDone = true;
    } finally {
      queue.clear();
      await run.close(isDone);
    }
    return runs;
  };
}

function materialOf({ chains, writes, known }: Plan): VerifyMaterial {
  const plain = (chain: Chain) =>
    chain.map(({ tool, arguments: args }) => {
      if (typeof args === 'function') throw new Error(`${tool}: the chains of a server of one's own are data`);
      return { tool, arguments: args };
    });
  return { chains: chains.map(plain), writes: [...writes], known };
}
