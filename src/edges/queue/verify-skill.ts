import { NearmissError } from '../../errors.ts';
import { recipeOf } from '../../grounds/index.ts';
import { chainJobSchema, type RunOf, verifyMaterialSchema } from '../../model/queue.ts';
import type { Plan } from '../../verify/plan.ts';
import { hashPlan } from '../../verify/plan-hash.ts';
import { openOwn } from '../explore.ts';
import type { OwnServer } from '../own-server.ts';
import { fastScratch, Recorder, type RecorderOptions, type Survey } from '../recorder.ts';
import { prepareRecipe } from '../shipped.ts';
import type { FetchMaterial, Skill } from './hand.ts';

export interface VerifySkillOptions {
  /** folder with the pinned servers of shipped grounds */
  servers: string;
  /** finds a server of the user's own that this worker may start, with what its recording takes */
  findOwn(name: string): Promise<{ server: OwnServer; network: boolean }>;
  /** server processes at a time */
  jobs: number;
  sandbox: boolean;
  onTrouble(message: string): void;
}

/**
 * Runs chains of calls on a server of this machine, which lists its tools first.
 *
 * @throws NearmissError where the server cannot be had here, or the plan comes out otherwise
 */
export async function prepareVerify(announced: RunOf<'verify'>, fetch: FetchMaterial, options: VerifySkillOptions): Promise<Skill> {
  const { jobs, sandbox, onTrouble } = options;
  const recording = { alone: true, sandbox, jobs, onTrouble };
  return announced.own ? prepareOwn(announced, fetch, options, recording) : prepareShipped(announced, options, recording);
}

type Recording = Partial<RecorderOptions>;

async function prepareShipped(announced: RunOf<'verify'>, { servers, jobs }: VerifySkillOptions, recording: Recording): Promise<Skill> {
  const { plan, stage } = prepareRecipe(await recipeOf(announced.ground), servers);
  const recorder = new Recorder(stage, plan.root, plan.ignored, { ...recording, scratchIn: fastScratch() });
  try {
    return skillOf(announced, recorder, plan, await recorder.survey(), jobs, () => recorder.close());
  } catch (error) {
    await recorder.close();
    throw error;
  }
}

async function prepareOwn(
  announced: RunOf<'verify'>,
  fetch: FetchMaterial,
  { findOwn, jobs }: VerifySkillOptions,
  recording: Recording,
): Promise<Skill> {
  const material = verifyMaterialSchema.parse(await fetch());
  const { server, network } = await findOwn(announced.ground);
  return new Promise((ready, refuse) => {
    openOwn(server, { ...recording, network }, (recorder, outline, survey) => {
      const { writes, known } = material;
      const chains = material.chains.map((chain) => chain.map((step) => ({ ...step, scenario: '', roles: {} })));
      const plan = { ...outline, chains, writes, known };
      // The recorder is closed when this promise is kept.
      return new Promise<void>((close) => {
        ready(
          skillOf(announced, recorder, plan, survey, jobs, async () => {
            close();
            await recorder.close();
          }),
        );
      });
    }).catch(refuse);
  });
}

function skillOf(
  { title, plan: announced }: RunOf<'verify'>,
  recorder: Recorder,
  plan: Plan,
  { tools, digest }: Survey,
  jobs: number,
  close: () => Promise<void>,
): Skill {
  if (hashPlan(plan, tools, digest) !== announced)
    throw new NearmissError(`${title}: its server lists other tools here, its world is another, or its calls are`);
  return {
    concurrency: jobs,
    once: null,
    act: async (data) => ({ trials: await recorder.runAlone(plan, tools, chainJobSchema.parse(data).chain) }),
    close,
  };
}
