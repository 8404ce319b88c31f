import { z } from 'zod';
import { NearmissError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { type ProfileName, profileNames } from './profiles/names.ts';
import { severities } from './rule.ts';
import { allRules } from './rules/index.ts';
import { toolFormats } from './tool.ts';

const profiles = Object.keys(profileNames) as [ProfileName, ...ProfileName[]];

/** Settings of a check (nearmiss.lint.json). */
export const lintSettingsSchema = z.strictObject({
  for: z.array(z.enum(profiles)).default([]).describe('those who are to take the tools; each adds rules'),
  rules: z
    .record(z.string(), z.enum(['off', ...severities]))
    .default({})
    .describe('rules by id: off, or another severity than their own'),
  ignore: z
    .array(
      z.strictObject({
        rule: z.string().optional().describe('id; * stands for any characters'),
        tool: z.string().optional().describe('name; * stands for any characters'),
        at: z.string().optional().describe('JSON Pointer within the document; * stands for any characters'),
        reason: z.string().optional().describe('why this is as it should be'),
      }),
    )
    .default([])
    .describe('findings to pass over; all that an entry names have to agree'),
  format: z.enum(toolFormats).optional().describe('read every document as this; by default the shape decides'),
  maxSeverity: z
    .enum(['none', ...severities])
    .default('warning')
    .describe('the worst that still passes'),
});
export type LintSettings = z.infer<typeof lintSettingsSchema>;
export type LintSettingsInput = z.input<typeof lintSettingsSchema>;

/** Settings with their defaults. An unknown key, rule or profile is a NearmissError of one line with the nearest right one. */
export function settleLint(input: LintSettingsInput, place = 'settings'): LintSettings {
  const parsed = lintSettingsSchema.safeParse(input);
  if (!parsed.success)
    throw new NearmissError(`${place}: ${sayIssue(parsed.error.issues[0] as z.core.$ZodIssue, input)}`, { cause: parsed.error });
  const ids = allRules.map(({ id }) => id);
  for (const id of Object.keys(parsed.data.rules)) {
    if (!ids.includes(id)) throw new NearmissError(`${place}: no rule is called ${JSON.stringify(id)}${nearest(id, ids)}`);
  }
  for (const [index, entry] of parsed.data.ignore.entries()) {
    if (entry.rule === undefined && entry.tool === undefined && entry.at === undefined) {
      throw new NearmissError(`${place}: ignore.${index} names neither rule nor tool nor place: it would pass over everything`);
    }
    if (entry.rule !== undefined && !entry.rule.includes('*') && !ids.includes(entry.rule)) {
      throw new NearmissError(`${place}: no rule is called ${JSON.stringify(entry.rule)}${nearest(entry.rule, ids)}`);
    }
  }
  return parsed.data;
}

function sayIssue(issue: z.core.$ZodIssue, input: unknown): string {
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] as string;
    return `${where === '' ? '' : `${where}: `}no setting is called ${JSON.stringify(key)}${nearest(key, Object.keys(lintSettingsSchema.shape))}`;
  }
  const given = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], input);
  const close = issue.code === 'invalid_value' && typeof given === 'string' ? nearest(given, issue.values.map(String)) : '';
  return `${where === '' ? 'the settings' : where}: ${issue.message}${given === undefined || typeof given === 'object' ? '' : `, not ${JSON.stringify(given)}`}${close}`;
}
