/** The library: everything the command line does, as functions. See README.md for a worked example. */

export { listGrounds, readGround, shippedPrimitives } from './edges/grounds.ts';
export { type ErrorCode, NearmissError } from './errors.ts';
export { type Block, printBlock } from './exporters/dataset/block.ts';
export { type Example, type ExampleKind, examplesOf } from './exporters/example.ts';
export { type ChatTemplate, type Exporter, type ExportSettings, Refusal, type Table } from './exporters/exporter.ts';
export { allExporters, findExporters } from './exporters/index.ts';
export { openTemplate, shippedTemplate } from './exporters/template.ts';
export { type Fixed, fixText } from './lint/fix.ts';
export { type Finding, type LintReport, lintTools, type Verdict } from './lint/lint.ts';
export { type ProfileName, profileNames } from './lint/profiles/names.ts';
export type { Source } from './lint/read/document.ts';
export { type Parsed, parseText } from './lint/read/parse.ts';
export { toSarif } from './lint/report/sarif.ts';
export { printAnnotations, printFindings } from './lint/report/text.ts';
export type { Rule, Severity } from './lint/rule.ts';
export { allRules } from './lint/rules/index.ts';
export { type LintSettings, type LintSettingsInput, lintSettingsSchema } from './lint/settings.ts';
export { type Config, type ConfigInput, configSchema } from './model/config.ts';
export { type ExportManifest, exportManifestSchema } from './model/export-manifest.ts';
export { type Ground, groundSchema } from './model/ground.ts';
export { type Manifest, manifestSchema } from './model/manifest.ts';
export { type Deviation, type Evidence, type Message, type Pair, pairSchema } from './model/pair.ts';
export { type Phrases, phrasesSchema } from './model/phrases.ts';
export { type Primitive, primitiveSchema } from './model/primitive.ts';
export { BLOCK_PAIRS } from './model/shard.ts';
export { type GroundTool, groundToolSchema, type OfferedTool, offeredToolSchema } from './model/tool.ts';
export { allOperators } from './operators/index.ts';
export type { Mutation, Operator, Target } from './operators/operator.ts';
export { createJudge, wrongCallOf } from './pairs/judge.ts';
export { type Plan, planPairs } from './pairs/plan.ts';
export { type Build, openBuild } from './pipeline.ts';
export { type GroundLibrary, openGround } from './primitives/library.ts';
export { type Stream, streamOf } from './random/stream.ts';
export { compileSchema, type Validate, type Validation } from './schema/compile.ts';
export {
  type Covered,
  coverSchema,
  type Distinct,
  distinctValues,
  prepareSampler,
  type Sampled,
  type SampleOptions,
  type Sampler,
  sampleValue,
} from './schema/sample.ts';
export { composeTrajectories, type Trajectory } from './trajectories/trajectory.ts';
export { VERSION } from './version.ts';
