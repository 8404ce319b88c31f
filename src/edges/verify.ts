import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Ground, groundSchema } from '../model/ground.ts';
import { type Primitive, primitiveSchema, type Reject, rejectSchema } from '../model/primitive.ts';
import { admitTools, makeGround } from '../verify/admit.ts';
import { assembleRecords } from '../verify/assemble.ts';
import type { Plan } from '../verify/plan.ts';
import { type Settled, settleRuns } from '../verify/trial.ts';
import { readText, toJsonl } from './files.ts';
import { Recorder, type RecorderOptions, type Stage, type Survey } from './recorder.ts';
import { recoverFolder, replaceFolder } from './whole-folder.ts';

/** The records of one verified ground. */
export interface Verified {
  ground: Ground;
  primitives: Primitive[];
  rejects: Reject[];
}

/** Runs a plan on its server and judges what came back. */
export async function verifyPlan(plan: Plan, stage: Stage, options: Partial<RecorderOptions> = {}): Promise<Verified> {
  const recorder = new Recorder(stage, plan.root, plan.ignored, options);
  try {
    return await verifyWith(recorder, plan, await recorder.survey());
  } finally {
    await recorder.close();
  }
}

/** The same on a recorder that is open, when the server was surveyed before. */
export async function verifyWith(recorder: Recorder, plan: Plan, survey: Survey): Promise<Verified> {
  const [first, second] = await recorder.run(plan, survey.tools);
  return settleGround(plan, survey, settleRuns(plan, first, second));
}

/** Makes the records of a ground from settled trials. */
export function settleGround(plan: Plan, survey: Survey, settled: readonly (readonly Settled[])[]): Verified {
  const { primitives, rejects } = assembleRecords(plan, survey.tools, settled);
  const tools = admitTools(plan, survey.tools, primitives, rejects);
  return {
    ground: groundSchema.parse(makeGround(plan, survey, tools)),
    primitives: primitives.map((primitive) => primitiveSchema.parse(primitive)),
    rejects: rejects.map((reject) => rejectSchema.parse(reject)),
  };
}

/** The three files of a ground that verification writes, by name, whole. */
export function renderGround({ ground, primitives, rejects }: Verified): Map<string, string> {
  return new Map([
    ['ground.json', `${JSON.stringify(ground, null, 2)}\n`],
    ['primitives.jsonl', toJsonl(primitives)],
    ['rejects.jsonl', toJsonl(rejects)],
  ]);
}

/** Writes a ground's records, and files that go with them, into its folder: all of them at once, or none. */
export function writeGround(folder: string, verified: Verified, beside: ReadonlyMap<string, string> = new Map()): void {
  replaceFolder(folder, new Map([...renderGround(verified), ...beside]));
}

/** The files of a recorded ground, those that are there. */
export function readGroundFiles(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  recoverFolder(folder);
  for (const name of ['ground.json', 'primitives.jsonl', 'rejects.jsonl']) {
    const path = join(folder, name);
    if (existsSync(path)) files.set(name, readText(path));
  }
  return files;
}
