import { NearmissError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { profileNames } from './profiles/names.ts';
import type { Example, Rule } from './rule.ts';
import { allRules, ruleGroups } from './rules/index.ts';
import { shorten } from './values.ts';

/** The page about all rules (docs/rules.md), as text. */
export function publishRules(): string {
  const parts = [
    '# Rules of `nearmiss lint`',
    '',
    `${allRules.length} rules, in the order of the program. Each has a stable id for \`--rule\`, \`--ignore\` and the settings. An *error* cannot work as`,
    'written, a *warning* will mislead, an *info* could be better. Rules with a slash in their id count only for the profile before it, which `--for` asks for:',
    '',
    ...Object.entries(profileNames).map(([name, stands]) => `- \`${name}\`: ${stands}`),
    '',
    'This page is made from the code (`npm run schemas`).',
  ];
  for (const [group, rules] of Object.entries(ruleGroups)) {
    parts.push('', `## ${group}`);
    for (const rule of rules) parts.push('', ...describe(rule));
  }
  return `${parts.join('\n')}\n`;
}

/** The rules, one a line. */
export function listRules(): string {
  const width = Math.max(...allRules.map(({ id }) => id.length));
  return Object.entries(ruleGroups)
    .map(
      ([group, rules]) =>
        `${group}\n${rules.map(({ id, severity, summary }) => `  ${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`).join('')}`,
    )
    .join('\n');
}

/** What one rule is about. An unknown id is a NearmissError with the nearest right one. */
export function explainRule(id: string): string {
  const rule = allRules.find((one) => one.id === id);
  if (rule === undefined)
    throw new NearmissError(
      `no rule is called ${JSON.stringify(id)}${nearest(
        id,
        allRules.map((one) => one.id),
      )}`,
    );
  const { severity, summary, why, fix, source } = rule;
  return `${[`${id} (${severity}): ${summary}.`, '', why, '', `What to do: ${fix}.`, ...(source === undefined ? [] : [`Source: ${source}`])].join('\n')}\n`;
}

function describe(rule: Rule): string[] {
  const { id, severity, summary, why, fix, source, bad } = rule;
  return [
    `### ${id}`,
    '',
    `**${severity}**: ${summary}. ${why}`,
    '',
    `*What to do:* ${fix}.${source === undefined ? '' : ` ([source](${source}))`}`,
    '',
    '```json',
    showExample(bad),
    '```',
  ];
}

/** The example that a rule finds, on one line a tool and cut where it is long. */
function showExample(example: Example): string {
  const tools = Array.isArray(example) ? example : [example];
  const lines = tools.slice(0, 2).map((tool) =>
    shorten(
      JSON.stringify(tool).replace(/[^ -~]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`),
      700,
    ),
  );
  return tools.length > 2 ? [...lines, `… ${tools.length} in all`].join('\n') : lines.join('\n');
}
