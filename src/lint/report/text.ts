import type { Finding, LintReport } from '../lint.ts';
import type { Position } from '../locate.ts';
import { type Severity, severities } from '../rule.ts';
import { count, makePrintable, shorten } from '../values.ts';

/** Where findings stand in their texts. */
export type Placing = (finding: Finding) => Position | undefined;

export interface TextOptions {
  /** the least severity to list; what is below it is counted */
  least: Severity;
  place: Placing;
}

/** How much a fix is worth: an error in one tool as much as a warning in five. */
const weights: Record<Severity, number> = { error: 25, warning: 5, info: 1 };

/** The findings for people: by document and tool, a count, and the fixes that help most. */
export function printFindings(report: LintReport, { least, place }: TextOptions): string {
  const shown = report.findings.filter(({ severity }) => severities.indexOf(severity) >= severities.indexOf(least));
  const lines: string[] = [];
  let [source, tool] = ['', ''];
  for (const finding of shown) {
    const title = finding.server === finding.source ? finding.source : `${finding.source}  (${finding.server})`;
    if (title !== source) {
      lines.push(...(lines.length === 0 ? [] : ['']), makePrintable(title));
      [source, tool] = [title, ''];
    }
    if (finding.tool !== tool) {
      lines.push('', `  ${makePrintable(finding.tool)}`);
      tool = finding.tool;
    }
    const position = place(finding);
    const where = position === undefined ? '' : `${position.line}:${position.column}`;
    lines.push(`  ${where.padStart(8)}  ${finding.severity.padEnd(7)}  ${finding.says}  ${finding.rule}`);
    if (position === undefined)
      lines.push(`${' '.repeat(21)}at ${makePrintable(shorten(finding.pointer === '' ? '/' : finding.pointer, 160))}`);
  }
  if (lines.length > 0) lines.push('');
  lines.push(sayCounts(report, report.findings.length - shown.length), ...sayBest(report));
  return `${lines.join('\n')}\n`;
}

function sayCounts({ counts, tools, ignored, omitted, findings }: LintReport, hidden: number): string {
  const where = count(tools.length, 'tool');
  if (findings.length === 0) return `${where}: nothing found${ignored > 0 ? ` (${ignored} ignored)` : ''}.`;
  const notes = [
    hidden > 0 ? `${hidden} not shown: --show info` : '',
    ignored > 0 ? `${ignored} ignored` : '',
    omitted > 0 ? `${omitted} more of the same left out` : '',
  ].filter((note) => note !== '');
  const found = severities
    .toReversed()
    .map((severity) => count(counts[severity], severity))
    .join(', ');
  return `${where}: ${found}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}.`;
}

/** The three rules whose mending does most, by severity and tools. */
function sayBest({ findings }: LintReport): string[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  const ranked = [...byRule]
    .map(([rule, found]) => ({
      rule,
      found,
      tools: new Set(found.map(({ source, server, tool }) => `${source}\n${server}\n${tool}`)).size,
    }))
    .sort((one, other) => worth(other) - worth(one) || (one.rule < other.rule ? -1 : 1))
    .slice(0, 3);
  if (ranked.length === 0) return [];
  return [
    '',
    'What helps most:',
    ...ranked.map(({ rule, found, tools }, index) => {
      const fixes = new Set(found.map(({ fix }) => fix));
      return `  ${index + 1}. ${rule}, ${count(found.length, 'place')} in ${count(tools, 'tool')}: ${fixes.size === 1 ? [...fixes][0] : mostFrequent(found)}`;
    }),
  ];

  function worth({ found, tools }: { found: Finding[]; tools: number }): number {
    return weights[(found[0] as Finding).severity] * tools;
  }
}

function mostFrequent(found: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { fix } of found) counts.set(fix, (counts.get(fix) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? '';
}

/** The findings as GitHub's workflow commands, one a line: they show beside the code of a pull request. */
export function printAnnotations({ findings }: LintReport, { least, place }: TextOptions): string {
  const kinds: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };
  return findings
    .filter(({ severity }) => severities.indexOf(severity) >= severities.indexOf(least))
    .map((finding) => {
      const position = place(finding);
      const where = position === undefined ? '' : `,line=${position.line},col=${position.column}`;
      return `::${kinds[finding.severity]} file=${escapeProperty(finding.source)}${where},title=${escapeProperty(finding.rule)}::${escapeData(`${finding.tool}: ${finding.says}`)}\n`;
    })
    .join('');
}

function escapeData(text: string): string {
  return makePrintable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
