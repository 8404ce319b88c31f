import { z } from 'zod';
import { configSchema } from './config.ts';
import { controlSchema } from './control.ts';
import { exportManifestSchema } from './export-manifest.ts';
import { groundSchema } from './ground.ts';
import { judgeReportSchema } from './judge-report.ts';
import { manifestSchema } from './manifest.ts';
import { mixFileSchema } from './mix.ts';
import { pairSchema } from './pair.ts';
import { phrasesSchema } from './phrases.ts';
import { primitiveSchema, rejectSchema } from './primitive.ts';
import { proposalsSchema } from './proposals.ts';
import { verifyReportSchema } from './verify-report.ts';

const records = {
  config: { schema: configSchema, title: 'Settings of a build (nearmiss.config.json)' },
  control: { schema: controlSchema, title: 'A control: one call written in two ways (a line of controls/test.jsonl)' },
  export: { schema: exportManifestSchema, title: 'What a format was made from and what was made (manifest.json of an export)' },
  ground: { schema: groundSchema, title: 'A ground (tool-primitives/<ground>/ground.json)' },
  'judge-report': { schema: judgeReportSchema, title: 'What "nearmiss judge --json" prints' },
  manifest: { schema: manifestSchema, title: 'What a dataset was made from and what was made (manifest.json)' },
  mix: { schema: mixFileSchema, title: 'Weights of error families and operators (what "nearmiss calibrate" writes)' },
  pair: { schema: pairSchema, title: 'A canonical pair (a line of pairs/*.jsonl)' },
  phrases: { schema: phrasesSchema, title: 'How people ask for what a ground does (tool-primitives/<ground>/phrases.json)' },
  primitive: { schema: primitiveSchema, title: 'A verified call (a line of tool-primitives/<ground>/primitives.jsonl)' },
  proposals: { schema: proposalsSchema, title: 'What "nearmiss propose" writes' },
  reject: { schema: rejectSchema, title: 'A call that was tried and not kept (a line of tool-primitives/<ground>/rejects.jsonl)' },
  'verify-report': { schema: verifyReportSchema, title: 'What "nearmiss verify --json" prints' },
};

/** The JSON Schemas (2020-12) of our records as text, by file name: what `schemas/` holds. */
export function publishSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(records).map(([name, { schema, title }]) => {
      const { $schema, ...body } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
      return [`${name}.json`, `${JSON.stringify({ $schema, title, ...body }, null, 2)}\n`];
    }),
  );
}
