import { z } from 'zod';
import { groundToolSchema } from './tool.ts';

/** One source of tools with its world: `tool-primitives/<ground>/ground.json`. */
export const groundSchema = z.strictObject({
  schema: z.literal('nearmiss/ground@1'),
  name: z.string(),
  title: z.string().describe('what this ground is, in a few words'),
  source: z.strictObject({
    package: z.string().describe('package name, or the command of a server of your own'),
    version: z.string(),
    licence: z.string(),
    command: z.array(z.string()).describe('program and arguments, the world folder written as the virtual root'),
  }),
  protocol: z.string().describe('negotiated MCP revision'),
  server: z.strictObject({ name: z.string(), version: z.string() }).describe('as the server names itself'),
  root: z.string().describe('virtual root: where the records say the world lies, whatever machine recorded it'),
  world: z.strictObject({
    recipe: z.string(),
    seed: z.string(),
    digest: z.string().describe('sha256 (hex) of the seeded state'),
  }),
  tools: z.array(groundToolSchema),
});
export type Ground = z.infer<typeof groundSchema>;
