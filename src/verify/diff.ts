import { canonicalJson } from '../model/canonical.ts';
import type { Ground } from '../model/ground.ts';
import type { Json } from '../model/json.ts';
import type { GroundDiff } from '../model/verify-report.ts';
import { type Calls, diffReplies } from './diff-calls.ts';
import { diffFiles, type GroundFiles } from './diff-files.ts';
import { diffTools, sayDefinitionChange } from './diff-tools.ts';
import type { Plan } from './plan.ts';

/** The records of a ground, recorded or fresh. */
export interface GroundCalls extends Calls {
  ground: Ground;
}

/**
 * What differs between a recorded ground and its server now: tools, and recorded calls that answer otherwise. That the server has
 * another version or its world another state is a fact to know, but no drift as long as everything answers as it did.
 */
export function diffGrounds(before: GroundCalls, now: GroundCalls, masks: Plan['masks']): GroundDiff {
  const recordedOf = Map.groupBy(before.primitives, ({ tool }) => tool);
  const tools = diffTools(before.ground.tools, now.ground.tools, (tool) => recordedOf.get(tool)?.length ?? 0);
  const removed = new Set(tools.filter(({ change }) => change === 'removed').map(({ tool }) => tool));
  // What became of the calls of a tool that is gone is said by its going.
  const changed = diffReplies(before, now, masks).filter(({ tool }) => !removed.has(tool));
  return {
    drift: tools.length > 0 || changed.length > 0,
    facts: diffFacts(before.ground, now.ground),
    tools,
    calls: { compared: before.primitives.length, changed },
    files: [],
  };
}

/** The same for a shipped ground, which is recorded again as a whole: here every byte counts. */
export function diffRecordings(
  before: GroundCalls,
  now: GroundCalls,
  masks: Plan['masks'],
  files: [before: GroundFiles, now: GroundFiles],
): GroundDiff {
  const diff = diffGrounds(before, now, masks);
  const covered = new Set([
    ...(diff.tools.length + diff.facts.length > 0 ? ['ground.json'] : []),
    ...(diff.calls.changed.length > 0 ? ['primitives.jsonl'] : []),
  ]);
  const others = diffFiles(...files).filter((line) => !covered.has(line.slice(0, line.indexOf(':'))));
  return { ...diff, files: others, drift: diff.drift || diff.facts.length > 0 || others.length > 0 };
}

/** A diff as lines for a person; the first says what it comes to. At most so many changed calls are listed. */
export function sayDiff(name: string, diff: GroundDiff, mostCalls = 20): string[] {
  const { changed, compared } = diff.calls;
  const facts = diff.facts.map(({ field, from, to }) => `  ${field}: ${sayValue(from)} -> ${sayValue(to)}`);
  if (!diff.drift) return [`${name}: no drift (${compared} calls answer as recorded)`, ...facts];
  const lines = [`${name}: drift (${changed.length} of ${compared} calls answer otherwise)`, ...facts];
  for (const { tool, change, calls, parts } of diff.tools) {
    lines.push(`  tool ${change}: ${tool}${change === 'added' ? '' : ` (${calls} recorded ${calls === 1 ? 'call' : 'calls'})`}`);
    lines.push(...parts.map((part) => `    ${sayDefinitionChange(part)}`));
  }
  for (const { tool, arguments: args, detail, from, to } of changed.slice(0, mostCalls)) {
    lines.push(`  call changed: ${tool} ${shorten(canonicalJson(args))}`, `    ${shorten(detail)}`);
    if (from !== null && to !== null) lines.push(`    was ${JSON.stringify(from)}`, `    is  ${JSON.stringify(to)}`);
  }
  if (changed.length > mostCalls) lines.push(`  and ${changed.length - mostCalls} more calls: --json lists them all`);
  return [...lines, ...diff.files.map((line) => `  ${line}`)];
}

function diffFacts(before: Ground, now: Ground): GroundDiff['facts'] {
  const read = ({ title, source, protocol, server, root, world }: Ground): Record<string, Json> => ({
    title,
    'server.name': server.name,
    'server.version': server.version,
    'source.package': source.package,
    'source.version': source.version,
    'source.licence': source.licence,
    'source.command': source.command,
    protocol,
    root,
    'world.recipe': world.recipe,
    'world.seed': world.seed,
    'world.digest': world.digest,
  });
  const [left, right] = [read(before), read(now)];
  const facts: GroundDiff['facts'] = [];
  for (const [field, from] of Object.entries(left)) {
    const to = right[field] ?? null;
    if (canonicalJson(from) !== canonicalJson(to)) facts.push({ field, from, to });
  }
  return facts;
}

function sayValue(value: Json | null): string {
  if (typeof value === 'string' && /^[0-9a-f]{64}$/u.test(value)) return `${value.slice(0, 12)}…`;
  return shorten(typeof value === 'string' ? value : JSON.stringify(value));
}

function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
