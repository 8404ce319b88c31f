import type { Source } from './read/document.ts';
import { readTools } from './read/document.ts';
import type { Problem, Rule, Severity } from './rule.ts';
import { severities } from './rule.ts';
import { allRules } from './rules/index.ts';
import { type LintSettingsInput, settleLint } from './settings.ts';
import { type ListedTool, placeOf } from './tool.ts';
import { makePrintable, shorten } from './values.ts';
import { type ToolView, viewTool } from './view.ts';

/** Something that a rule has against a tool. */
export interface Finding {
  rule: string;
  severity: Severity;
  /** the document, as its user calls it */
  source: string;
  /** the tools offered together that the tool belongs to */
  server: string;
  /** its name, or `tool 3` where it has none */
  tool: string;
  /** JSON Pointer within the document */
  pointer: string;
  /** what is wrong there */
  says: string;
  /** what to do */
  fix: string;
}

/** What has been found of one tool. */
export interface Verdict {
  source: string;
  server: string;
  tool: string;
  error: number;
  warning: number;
  info: number;
}

export interface LintReport {
  /** whether nothing was found that is worse than `maxSeverity` */
  ok: boolean;
  /** by document, tool and place */
  findings: Finding[];
  /** one for each tool, in the order of the documents */
  tools: Verdict[];
  counts: Record<Severity, number>;
  /** findings that settings pass over */
  ignored: number;
  /** findings beyond the bound for one rule and tool, not listed */
  omitted: number;
  /** documents that hold no list of tools */
  without: string[];
}

/** Findings of one rule in one tool that are listed. */
const mostPerRule = 50;

/**
 * Holds the tools of documents against all rules that the settings ask for. Whatever the documents hold, this gives a verdict on
 * every tool and neither throws nor hangs; only documents that cannot be read as what they claim to be (Swagger 2.0, a client's list of
 * servers) and wrong settings are NearmissErrors.
 */
export function lintTools(sources: readonly Source[], input: LintSettingsInput = {}): LintReport {
  const settings = settleLint(input);
  const rules = allRules
    .filter(({ profile }) => profile === undefined || settings.for.includes(profile))
    .map((rule) => ({ rule, severity: settings.rules[rule.id] ?? rule.severity }))
    .filter((entry): entry is { rule: Rule; severity: Severity } => entry.severity !== 'off');
  const isIgnored = compileIgnore(settings.ignore);
  const report: LintReport = {
    ok: true,
    findings: [],
    tools: [],
    counts: { error: 0, warning: 0, info: 0 },
    ignored: 0,
    omitted: 0,
    without: [],
  };
  const views: ToolView[] = [];
  for (const source of sources) {
    const tools = readTools(source, settings.format);
    if (tools === undefined) report.without.push(source.name);
    else for (const [index, tool] of tools.entries()) views.push(viewTool(tool, index));
  }
  const found = new Map<ToolView, Finding[]>(views.map((view) => [view, []]));
  const servers = groupBy(views, ({ tool }) => `${tool.source}\n${tool.server}`);
  for (const { rule, severity } of rules) {
    for (const view of views) take(view, rule, severity, () => judge(rule, view));
    if (rule.onServer !== undefined)
      for (const group of servers.values()) takeMany(group, rule, severity, () => rule.onServer?.(group) ?? []);
    if (rule.onAll !== undefined && servers.size > 1) takeMany(views, rule, severity, () => rule.onAll?.(views) ?? []);
  }
  for (const [view, findings] of found) {
    const verdict = { source: view.tool.source, server: view.tool.server, tool: view.label, error: 0, warning: 0, info: 0 };
    for (const finding of findings.sort(compareFindings)) {
      report.findings.push(finding);
      report.counts[finding.severity] += 1;
      verdict[finding.severity] += 1;
    }
    report.tools.push(verdict);
  }
  report.ok = !report.findings.some(({ severity }) => severities.indexOf(severity) > severities.indexOf(settings.maxSeverity as Severity));
  return report;

  function take(view: ToolView, rule: Rule, severity: Severity, look: () => Iterable<Problem>): void {
    takeMany([view], rule, severity, function* () {
      for (const problem of look()) yield { ...problem, tool: view };
    });
  }

  function takeMany(group: readonly ToolView[], rule: Rule, severity: Severity, look: () => Iterable<Problem & { tool: ToolView }>): void {
    const told = new Map<ToolView, number>();
    try {
      for (const { tool: view, ...problem } of look()) {
        const finding = makeFinding(rule, severity, view, problem);
        const before = told.get(view) ?? 0;
        told.set(view, before + 1);
        if (isIgnored(finding)) report.ignored += 1;
        else if (before >= mostPerRule) report.omitted += 1;
        else found.get(view)?.push(finding);
      }
    } catch (error) {
      // A rule that stumbles must not cost the others; that it did is a finding too.
      const [view] = group;
      if (view !== undefined)
        found
          .get(view)
          ?.push(makeFinding(rule, 'warning', view, { at: '', says: `this rule could not judge it: ${(error as Error)?.message}` }));
    }
  }
}

function* judge(rule: Rule, view: ToolView): Generator<Problem> {
  if (rule.onTool !== undefined) yield* rule.onTool(view);
  if (rule.onNode === undefined) return;
  for (const { nodes } of view.output === undefined ? [view.input] : [view.input, view.output]) {
    for (const node of nodes) yield* rule.onNode(node, view);
  }
}

function makeFinding(rule: Rule, severity: Severity, { tool, label }: ToolView, { at, says, fix }: Problem): Finding {
  return {
    rule: rule.id,
    severity,
    source: tool.source,
    server: tool.server,
    tool: label.toWellFormed(),
    pointer: placeOf(tool, at).toWellFormed(),
    says: shorten(makePrintable(says), 400),
    fix: shorten(makePrintable(fix ?? rule.fix), 600),
  };
}

/** By place, then the worst first, then by rule: the same on every machine. */
function compareFindings(one: Finding, other: Finding): number {
  return (
    compareText(one.pointer, other.pointer) ||
    severities.indexOf(other.severity) - severities.indexOf(one.severity) ||
    compareText(one.rule, other.rule) ||
    compareText(one.says, other.says)
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function compileIgnore(entries: readonly { rule?: string; tool?: string; at?: string }[]): (finding: Finding) => boolean {
  const matchers = entries.map(({ rule, tool, at }) => ({ rule: matcherOf(rule), tool: matcherOf(tool), at: matcherOf(at) }));
  return ({ rule, tool, pointer }) => matchers.some((matcher) => matcher.rule(rule) && matcher.tool(tool) && matcher.at(pointer));
}

/** Whether a text is what a pattern with stars says; without a pattern any is. Linear: each part is sought after the one before. */
function matcherOf(pattern: string | undefined): (text: string) => boolean {
  if (pattern === undefined) return () => true;
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  return (text) => {
    if (tail === undefined) return text === head;
    if (!text.startsWith(head) || text.length < head.length + tail.length || !text.endsWith(tail)) return false;
    let at = head.length;
    for (const part of rest) {
      const next = text.indexOf(part, at);
      if (next < 0 || next + part.length > text.length - tail.length) return false;
      at = next + part.length;
    }
    return true;
  };
}

export type { ListedTool, Source };
