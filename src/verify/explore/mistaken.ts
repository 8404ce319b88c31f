import { canonicalJson } from '../../model/canonical.ts';
import type { Primitive } from '../../model/primitive.ts';
import type { GroundTool } from '../../model/tool.ts';
import { outcomesDiffer } from '../../primitives/families.ts';
import { singular, subjectOf, wordsOf } from './words.ts';

const sorts: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    read: 'get list read show view describe fetch retrieve search find query look lookup check count inspect print display tell explain resolve preview',
    make: 'create add insert make new write append build generate upload',
    change: 'update edit set change modify rename move alter replace toggle assign',
    end: 'delete remove drop clear reset close cancel archive',
    copy: 'copy duplicate clone export download',
    run: 'run execute start trigger send call',
  }).flatMap(([sort, verbs]) => verbs.split(' ').map((verb) => [verb, sort])),
);

const mostMistaken = 4;

/**
 * For each tool those that would be wrong for its requests though they take the same values: both were recorded with them and came
 * to different things, and their names do not mean nearly the same. Arguments of the other tool copy ours of the same name, or of the
 * same value and kind; a tool without arguments takes any. A tool whose replies feed ours is none: calling it first is no mistake.
 */
export function proposeMistaken(
  tools: readonly GroundTool[],
  primitives: readonly Primitive[],
): Map<string, Record<string, Record<string, string>>> {
  const byTool = Map.groupBy(primitives, ({ tool }) => tool);
  const proposed = new Map<string, Record<string, Record<string, string>>>();
  for (const ours of tools) {
    const others = tools
      .filter((other) => other !== ours && meanDifferent(ours, other))
      .flatMap((other) => {
        const [own, theirs] = [byTool.get(ours.name) ?? [], byTool.get(other.name) ?? []];
        const copied = feeds(theirs, own) ? null : matchArguments(own, theirs);
        return copied === null ? [] : [{ other: other.name, ...copied }];
      })
      .sort((a, b) => b.times - a.times || (a.other < b.other ? -1 : 1))
      .slice(0, mostMistaken);
    proposed.set(ours.name, Object.fromEntries(others.map(({ other, pattern }) => [other, pattern])));
  }
  return proposed;
}

/** How the other tool's arguments copy ours, in the way that most recorded calls bear out; null where none does. */
function matchArguments(
  ours: readonly Primitive[],
  theirs: readonly Primitive[],
): { pattern: Record<string, string>; times: number } | null {
  const ways = new Map<string, { pattern: Record<string, string>; times: number; isByName: boolean }>();
  for (const call of ours) {
    for (const other of theirs) {
      if (call.after.join() !== other.after.join() || !outcomesDiffer(call, other)) continue;
      const way = copyArguments(call, other);
      if (way === null) continue;
      const key = canonicalJson(way.pattern);
      ways.set(key, { ...way, times: (ways.get(key)?.times ?? 0) + 1 });
    }
  }
  const sound = [...ways.values()].filter(({ times, isByName }) => isByName || times > 1).sort((a, b) => b.times - a.times);
  return sound[0] ?? null;
}

/** Whether some of these calls rest on replies of those: then calling the others first is no mistake. */
function feeds(earlier: readonly Primitive[], later: readonly Primitive[]): boolean {
  const ids = new Set(earlier.map(({ id }) => id));
  return later.some(({ upstream }) => upstream.some(({ call }) => ids.has(call)));
}

function copyArguments(call: Primitive, other: Primitive): { pattern: Record<string, string>; isByName: boolean } | null {
  const pattern: Record<string, string> = {};
  let isByName = true;
  const names = Object.keys(other.arguments);
  if (names.length === 0) return { pattern, isByName };
  for (const name of names) {
    const value = canonicalJson(other.arguments[name] ?? null);
    const fits = (own: string) => canonicalJson(call.arguments[own] ?? null) === value && /^[\w-]+$/u.test(own);
    let from = fits(name) ? name : undefined;
    if (from === undefined) {
      const kind = other.roles[`/${name}`]?.kind;
      from = Object.keys(call.arguments).find(
        (own) => fits(own) && value.length > 4 && kind !== undefined && call.roles[`/${own}`]?.kind === kind,
      );
      isByName = false;
    }
    if (from === undefined) return null;
    pattern[name] = `{${from}}`;
  }
  return { pattern, isByName };
}

/** Whether the names of two tools speak of different things, or of clearly different acts. */
export function meanDifferent(left: GroundTool, right: GroundTool): boolean {
  const [one, other] = [sortOf(left.name), sortOf(right.name)];
  if (one !== null && other !== null && one !== other) return true;
  const [ours, theirs] = [thingsOf(left), thingsOf(right)];
  const isOwn = ours.some((word) => !theirs.includes(word)) && theirs.some((word) => !ours.includes(word));
  return isOwn && overlap(contentWords(left.description), contentWords(right.description)) < 0.6;
}

function sortOf(name: string): string | null {
  return sorts[wordsOf(name)[0] ?? ''] ?? null;
}

function thingsOf({ name }: GroundTool): string[] {
  const subject = subjectOf(name);
  return subject.length > 0 ? subject : wordsOf(name).map(singular);
}

function contentWords(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .filter((word) => word.length > 3)
      .map(singular),
  );
}

function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / Math.max(1, left.size + right.size - shared);
}
