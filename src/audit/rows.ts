import { z } from 'zod';
import type { Manifest } from '../model/manifest.ts';
import { pairSchema } from '../model/pair.ts';

/** What an audit reads of a manifest. */
export type AuditedManifest = Pick<Manifest, 'counts' | 'operators' | 'config'>;

/** What an audit reads of a canonical row; the rest it passes over. */
export const auditedRowSchema = z.object({
  ...pairSchema.pick({ schema: true, id: true, group: true, split: true, shape: true, prompt: true, chosen: true, rejected: true }).shape,
  tools: z.array(z.object({ function: z.object({ name: z.string(), parameters: z.unknown().optional() }) })).min(1),
  deviation: z.object(pairSchema.shape.deviation.pick({ family: true, operator: true }).shape),
  evidence: z.object({ executed: pairSchema.shape.evidence.shape.executed, reported: pairSchema.shape.evidence.shape.reported.optional() }),
  meta: z.object(pairSchema.shape.meta.pick({ grounds: true, ways: true }).shape),
});
export type AuditedRow = z.infer<typeof auditedRowSchema>;

/** What is asked for last; with the message before it where it says only what is different. */
export function requestOf({ prompt, meta: { ways = [] } }: AuditedRow): string {
  const said = prompt.filter(({ role }) => role === 'user').map(({ content }) => content);
  return said.slice(ways.includes('follow_up') || ways.includes('second_thought') ? -2 : -1).join('\n');
}
