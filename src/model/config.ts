import { z } from 'zod';
import { mixSchema, operatorWeightsSchema } from './mix.ts';
import { modelSettingsSchema } from './model-settings.ts';
import { overridesSchema } from './overrides.ts';
import { serverNamePattern, serverSettingsSchema } from './server-settings.ts';

const areaSchema = z.number().min(0.5).max(1).optional();
const shareSchema = z.number().min(0).max(1).optional();

/** Settings of a build. Defaults are overlaid by the config file, then by flags. */
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
  workers: z
    .int()
    .min(1)
    .max(64)
    .optional()
    .describe('threads; one and another for each 50,000 pairs, at most one a core and 8, when left out. Changes no byte'),
  testShare: z.number().min(0).max(0.9).default(0.1).describe('share of base trajectories whose pairs go to the test split'),
  mix: mixSchema.describe('default, uniform or value-only, or weights of the error families'),
  operators: operatorWeightsSchema
    .default({})
    .describe('weights of operators within their family, in place of their own; 0 switches one off'),
  balance: z
    .boolean()
    .default(true)
    .describe('whether tools, arguments and values are right as often as they are wrong; off only to see what that is good for'),
  overrides: overridesSchema
    .default({})
    .describe('what is said of arguments in place of their recordings, by "ground.tool" and JSON Pointer'),
  compose: z
    .union([z.literal(1), z.literal(2)])
    .default(1)
    .describe('mistakes that each negative carries; two are of different arguments of one call'),
  controls: z
    .number()
    .min(0)
    .max(1e9)
    .refine((controls) => controls < 1 || Number.isInteger(controls), 'a share below 1, or a whole number')
    .default(0)
    .describe('rows whose two sides mean the same, kept apart as a test set: how many, or below 1 as a share of the pairs'),
  typos: shareSchema.describe('share of conversations whose user mistypes a plain word or two; none when left out'),
  audit: z
    .strictObject({
      maxAuc: areaSchema,
      maxAucValues: areaSchema,
      maxAucOperator: areaSchema,
      maxLengthRatio: z.number().min(1).optional(),
      maxRepeated: shareSchema,
      maxLeaked: shareSchema,
      maxNear: shareSchema,
      maxUnexecuted: shareSchema,
      maxMixError: shareSchema,
    })
    .default({})
    .describe('limits of "nearmiss audit": it exits with 1 where one is exceeded'),
  model: modelSettingsSchema
    .optional()
    .describe('a language model and its jobs: what "nearmiss build --say-anew" and "nearmiss judge" ask'),
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
export type BuildSettings = Omit<Config, 'audit' | 'model' | 'out' | 'workers' | 'primitives' | 'grounds' | 'servers'> & {
  grounds: string[];
};
