import { z } from 'zod';
import { type Family, familySchema } from './pair.ts';

export const weightSchema = z.number().min(0).max(1_000_000);

/** How much of a build each error family gets, relative to the others. */
export type Mix = Record<Family, number>;

/**
 * Mixes by name. `default`: FC-RewardBench's counts of real wrong calls (arXiv 2509.11963). `uniform`: the four families of wrong calls
 * alike. `value-only`: nothing but wrong values. What lies beside those counts (`wrong_answer`, `broken_call`) is made only where
 * weights ask for it.
 */
export const mixPresets = {
  default: { wrong_value: 43.3, wrong_function: 26.9, wrong_number: 16.3, missing_optional: 5.2, wrong_answer: 0, broken_call: 0 },
  uniform: { wrong_value: 1, wrong_function: 1, wrong_number: 1, missing_optional: 1, wrong_answer: 0, broken_call: 0 },
  'value-only': { wrong_value: 1, wrong_function: 0, wrong_number: 0, missing_optional: 0, wrong_answer: 0, broken_call: 0 },
} as const satisfies Record<string, Mix>;
export type MixPreset = keyof typeof mixPresets;
export const mixPresetNames = Object.keys(mixPresets) as [MixPreset, ...MixPreset[]];

const needsOne = 'at least one family needs a weight above 0';
const hasOne = (mix: Mix): boolean => familySchema.options.some((family) => mix[family] > 0);

/** Weights where a family that is left out has that of a preset. */
function weightsOver(preset: MixPreset | null) {
  const weight = (family: Family) => weightSchema.default(preset === null ? 0 : mixPresets[preset][family]);
  return z
    .strictObject({
      wrong_value: weight('wrong_value'),
      wrong_function: weight('wrong_function'),
      wrong_number: weight('wrong_number'),
      missing_optional: weight('missing_optional'),
      wrong_answer: weight('wrong_answer'),
      broken_call: weight('broken_call'),
    })
    .refine(hasOne, needsOne);
}

/** A mix as a config gives it: the name of one, or weights (a family left out keeps its weight of the default). */
export const mixSchema = z
  .union([z.enum(mixPresetNames).transform((name): Mix => ({ ...mixPresets[name] })), weightsOver('default')])
  .prefault('default');

/** Weights of operators within their family, by name. */
export const operatorWeightsSchema = z.record(z.string(), weightSchema);

/** A mix in a file of its own, as `nearmiss calibrate` writes it and `nearmiss build --mix` takes it. A family left out gets nothing. */
export const mixFileSchema = z.strictObject({
  schema: z.literal('nearmiss/mix@1'),
  mix: weightsOver(null).describe('weights of the error families; 0 for one left out'),
  operators: operatorWeightsSchema.default({}).describe('weights of operators within their family'),
  calibrated: z
    .strictObject({
      failures: z.int().describe('failures that were told apart'),
      unclassified: z.int().describe('rows that were not'),
      unnamed: z.record(z.string(), z.int()).describe('failures of a family that no operator makes, by family'),
    })
    .optional()
    .describe('the log it was counted in'),
});
export type MixFile = z.output<typeof mixFileSchema>;
