import { z } from 'zod';
import { serverNamePattern, serverSettingsSchema } from './server-settings.ts';

const weight = z.number().min(0).max(1_000_000);

/**
 * Settings of a build. Defaults are overlaid by the config file, then by flags. FC-RewardBench's counts of real wrong calls
 * (arXiv 2509.11963) give the default mix.
 */
export const configSchema = z.strictObject({
  grounds: z.array(z.string()).min(1).optional().describe('grounds to build from; all recorded ones when left out'),
  pairs: z.int().min(1).max(1e15).default(2000).describe('how many pairs to make'),
  seed: z
    .union([z.string().min(1), z.int()])
    .transform(String)
    .default('nearmiss')
    .describe('the one seed of the build'),
  out: z.string().min(1).default('dataset').describe('folder to write'),
  primitives: z.string().min(1).optional().describe('folder of recorded grounds; the shipped ones when left out'),
  workers: z.int().min(1).max(64).optional().describe('threads; the number of cores, at most 8, when left out. Changes no byte'),
  testShare: z.number().min(0).max(0.9).default(0.1).describe('share of base trajectories whose pairs go to the test split'),
  mix: z
    .strictObject({
      wrong_value: weight.default(43.3),
      wrong_function: weight.default(26.9),
      wrong_number: weight.default(16.3),
      missing_optional: weight.default(5.2),
      wrong_answer: weight.default(0),
      broken_call: weight.default(0),
    })
    .prefault({})
    .refine((mix) => Object.values(mix).some((share) => share > 0), 'at least one family needs a weight above 0')
    .describe('weights of the error families'),
  operators: z
    .record(z.string(), weight)
    .default({})
    .describe('weights of operators within their family, in place of their own; 0 switches one off'),
  servers: z
    .record(
      z.string().regex(serverNamePattern, 'a server is called by small letters, digits and dashes, such as "desk"'),
      serverSettingsSchema,
    )
    .optional()
    .describe('servers of your own, by the names of their grounds: what "nearmiss verify" records'),
});
export type Config = z.output<typeof configSchema>;
export type ConfigInput = z.input<typeof configSchema>;

/** The settings that decide the bytes of a build: what its manifest records. */
export type BuildSettings = Omit<Config, 'out' | 'workers' | 'primitives' | 'grounds' | 'servers'> & { grounds: string[] };
