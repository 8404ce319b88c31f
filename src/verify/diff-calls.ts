import { canonicalJson } from '../model/canonical.ts';
import type { Primitive, Reject, Result } from '../model/primitive.ts';
import type { CallChange } from '../model/verify-report.ts';
import { replyText } from '../primitives/reply.ts';
import { maskResult } from './mask.ts';
import type { Plan } from './plan.ts';

/** What the calls of a ground gave, once. */
export interface Calls {
  primitives: readonly Primitive[];
  rejects: readonly Reject[];
}

/** Characters of a reply shown before and after the place where it changed. */
const shownBefore = 40;
const shownAfter = 80;

/**
 * Which recorded calls answer otherwise now: each is matched with the same call after the same calls, whatever those replied. Masks that
 * either needed are laid over both: whether two runs come to need one may be chance. New calls are not looked for.
 */
export function diffReplies(before: Calls, now: Calls, masks: Plan['masks']): CallChange[] {
  const wayOf = [before, now].map(({ primitives }) => {
    const byId = new Map(primitives.map((primitive) => [primitive.id, primitive]));
    const callOf = (primitive: Primitive | undefined) => [primitive?.tool ?? '', primitive?.arguments ?? null];
    return (primitive: Primitive) => canonicalJson([...primitive.after.map((id) => callOf(byId.get(id))), callOf(primitive)]);
  }) as [(primitive: Primitive) => string, (primitive: Primitive) => string];
  const fresh = new Map(now.primitives.map((primitive) => [wayOf[1](primitive), primitive]));
  return before.primitives.flatMap((old): CallChange[] => {
    const primitive = fresh.get(wayOf[0](old));
    const change = (kind: CallChange['change'], detail: string, from: string | null = null, to: string | null = null): CallChange[] => [
      { tool: old.tool, arguments: old.arguments, change: kind, detail, from, to },
    ];
    if (primitive === undefined) {
      const key = canonicalJson([old.tool, old.arguments]);
      const failed = now.rejects.find((reject) => canonicalJson([reject.tool, reject.arguments]) === key);
      if (failed === undefined) return change('gone', 'a call before it no longer holds');
      return change('failed', `${failed.verdict === 'ok' || failed.verdict === 'cancelled' ? '' : `${failed.verdict}: `}${failed.reason}`);
    }
    const used = masks.filter(({ name }) => old.masks.includes(name) || primitive.masks.includes(name));
    const [recorded, reply] = [maskResult(old.result, used).result, maskResult(primitive.result, used).result];
    if (canonicalJson(reply) !== canonicalJson(recorded)) return change('reply', ...sayReplies(recorded, reply));
    if (primitive.effect !== old.effect) {
      return change('effect', old.effect === 'none' ? 'it now changes the world' : 'it no longer changes the world');
    }
    return [];
  });
}

/** Where two replies part. */
function sayReplies(before: Result, now: Result): [detail: string, from: string | null, to: string | null] {
  const [left, right] = [replyText(before), replyText(now)];
  if (left === right) return ['the reply differs beside its text', null, null];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  const cut = (text: string) => {
    const start = Math.max(0, at - shownBefore);
    const shown = text.slice(start, at + shownAfter).toWellFormed();
    return `${start > 0 ? '…' : ''}${shown}${at + shownAfter < text.length ? '…' : ''}`;
  };
  return [`the reply differs from character ${at} on`, cut(left), cut(right)];
}
