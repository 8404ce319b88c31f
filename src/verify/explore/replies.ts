import type { Json, JsonObject } from '../../model/json.ts';
import type { Result } from '../../model/primitive.ts';
import { replyText } from '../../primitives/reply.ts';

const nothings =
  /^\W*(?:\[\s*\]|\{\s*\}|null|none|undefined|(?:sorry,? )?(?:there (?:are|is) )?no\b.{0,80}(?:found|match|result|available|exist)|nothing\b|0 (?:results?|matches|rows|items)|empty)/iu;

/** Whether a reply says that there is nothing of what was asked for. */
export function saysNothing(result: Result): boolean {
  const text = replyText(result).trim();
  if (text.length <= 300 && nothings.test(text)) return true;
  if (!/^[[{]/u.test(text)) return false;
  const document = parse(text);
  return document !== undefined && isEmptied(document);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A document whose lists are all empty and whose numbers are all nought, and that has a list. */
function isEmptied(document: Json): boolean {
  const lists: Json[][] = [];
  const counts: number[] = [];
  const visit = (value: Json) => {
    if (Array.isArray(value)) lists.push(value);
    else if (typeof value === 'number') counts.push(value);
    else if (isObject(value)) for (const member of Object.values(value)) visit(member);
  };
  visit(document);
  return lists.length > 0 && lists.every((list) => list.length === 0) && counts.every((count) => count === 0);
}

const openings =
  /^\W*(?:sorry|failed to|unable to|cannot|can't|could not|couldn't|invalid|unknown|unsupported|missing|unauthori[sz]ed|forbidden|permission denied|no such|please (?:provide|specify|register|supply)|you (?:need|must|have) to|to \w+ .{0,60}, you need to)\b/iu;
const remarks =
  /^.{0,120}\b(?:not found|does not exist|must be (?:from|one|an?|in)|is required|is not (?:valid|allowed|supported|registered)|need to (?:register|log ?in|sign ?in|authenticate)|fetch failed)\b/iu;
const longestRefusal = 1_500;

/**
 * What a reply says when it only looks like a success: that a value is wrong or unknown, that something has to be done first; null
 * when it says no such thing. A long reply is taken for what it is.
 */
export function readSoftRefusal(result: Result): string | null {
  const text = replyText(result).trim();
  if (text.length > longestRefusal) return null;
  if (/^\{/u.test(text)) {
    const document = parse(text);
    const said = isObject(document) ? (document.message ?? document.error ?? document.detail) : undefined;
    return typeof said === 'string' && /\b(?:fail(?:ed|ure)?|error|not found|invalid|denied|unauthori[sz]ed)\b/iu.test(said) ? text : null;
  }
  const [first = ''] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return openings.test(first) || remarks.test(first) ? text : null;
}

/** Failures that no other argument will mend. */
const outOfReach =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|getaddrinfo|fetch failed|network (?:error|is unreachable)|connection (?:refused|error)|could not connect|unauthori[sz]ed|401|403|invalid (?:api|access) ?(?:key|token)|api key|not configured|not authenticated|authentication)\b/iu;

/** Whether all calls of a tool failed, and for reasons beyond their arguments. */
export function isHopeless(failures: ReadonlyMap<string, number>): boolean {
  const all = [...failures.values()].reduce((sum, count) => sum + count, 0);
  const beyond = [...failures].filter(([text]) => outOfReach.test(text)).reduce((sum, [, count]) => sum + count, 0);
  return beyond >= 3 && beyond === all;
}

/** A refusal with the values of the call taken out, so that the same refusal is counted as one. */
export function withoutValues(reason: string, args: JsonObject): string {
  let text = reason;
  const visit = (value: Json) => {
    if (typeof value === 'string' && value.length > 1) text = text.replaceAll(value, '…');
    else if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isObject(value)) for (const item of Object.values(value)) visit(item);
  };
  visit(args);
  return text.slice(0, 200);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
