import { z } from 'zod';
import { kindSchema } from './primitive.ts';

/** What a user says of one argument, in place of what its recordings say. */
export const overrideSchema = z
  .strictObject({
    critical: z.boolean().optional().describe('whether a wrong value there makes a negative'),
    kind: kindSchema.optional().describe('what sort of value it is: how it is said and what counts as the same'),
  })
  .refine(({ critical, kind }) => critical !== undefined || kind !== undefined, 'an override says critical, kind or both');
export type Override = z.output<typeof overrideSchema>;

/** Overrides by tool ("git.git_log") and argument ("/since"; `*` stands for every member of a list). */
export const overridesSchema = z.record(
  z.string().regex(/^[^.]+\..+$/u, 'a tool is named with its ground, such as "git.git_log"'),
  z.record(z.string().regex(/^(?:\/(?:[^~/]|~[01])*)+$/u, 'an argument is named by a JSON Pointer, such as "/since"'), overrideSchema),
);
export type Overrides = z.output<typeof overridesSchema>;
