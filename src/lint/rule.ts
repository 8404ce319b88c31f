import type { JsonObject } from '../model/json.ts';
import type { ProfileName } from './profiles/names.ts';
import type { ToolView } from './view.ts';
import type { SchemaNode } from './walk.ts';

/** From the least to the worst. */
export const severities = ['info', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/** What a rule has found in one tool. */
export interface Problem {
  /** JSON Pointer within the tool, such as `/inputSchema/properties/path`; empty for the tool as a whole */
  at: string;
  /** what is wrong there, one line, without a full stop */
  says: string;
  /** what to do here, where that is more than what the rule says in general */
  fix?: string;
}

/** A tool in MCP's form, or several that are listed together. */
export type Example = JsonObject | readonly JsonObject[];

/** One thing that can be wrong with tools. Its three ways to look are tried where they are given. */
export interface Rule {
  /** stable, kebab-case; those of a provider's profile begin with its name and a slash */
  id: string;
  /** error: it cannot work as written; warning: it will mislead; info: it could be better */
  severity: Severity;
  /** what is wrong, one line */
  summary: string;
  /** what comes of it */
  why: string;
  /** what to do */
  fix: string;
  /** public documentation that it rests on */
  source?: string;
  /** the profile that asks for it; without one it always counts */
  profile?: ProfileName;
  /** tools that it finds fault with, and the same put right */
  bad: Example;
  good: Example;
  /** looks at one tool */
  onTool?(tool: ToolView): Iterable<Problem>;
  /** looks at one schema of the input or the output, with those below it still to come */
  onNode?(node: SchemaNode, tool: ToolView): Iterable<Problem>;
  /** looks at the tools that a model is offered together */
  onServer?(tools: readonly ToolView[]): Iterable<Problem & { tool: ToolView }>;
  /** looks at all tools, where there are several servers */
  onAll?(tools: readonly ToolView[]): Iterable<Problem & { tool: ToolView }>;
}
