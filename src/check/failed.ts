import type { Json } from '../model/json.ts';
import { quote } from './claims.ts';
import type { StandingCall } from './conversation.ts';
import { isObject } from './json.ts';
import { findReplies } from './recordings.ts';
import { isSameCall, type Reasons, type Recorded, type Row, type Side } from './row.ts';

/** Whether a recording is one of a call that failed. */
export function hasFailed({ primitive }: Recorded): boolean {
  return primitive.verdict !== 'ok';
}

/** The last call before the decision, where it failed: with its recording. */
export function failedBefore(row: Row): { call: StandingCall; recorded: Recorded } | null {
  const call = row.prompt.calls.at(-1);
  if (call === undefined || call.turn !== row.prompt.turns) return null;
  const recorded = findReplies(row, call).find(hasFailed);
  return recorded === undefined ? null : { call, recorded };
}

/** Whether a side makes the call again that has just failed. */
export function isRetried(row: Row, side: Side): boolean {
  const failed = failedBefore(row);
  return failed !== null && side.call !== null && isSameCall(side.call, failed.call);
}

/**
 * Whether what failed really failed, by its own reply, and nothing else did: calls that went well stand on both sides but for one that is
 * made again as it failed; after a failed call the right side calls what was meant or reports the failure, and the wrong one does not.
 */
export function judgeFailed(row: Row): Reasons {
  const { chosen, rejected, prompt } = row;
  const failed = failedBefore(row);
  const used = [chosen.executed, chosen.reported, rejected.executed, rejected.reported].filter((recorded) => recorded !== null);
  const faults = [...used, ...(failed === null ? [] : [failed.recorded])].flatMap(judgeRecording);
  for (const call of prompt.calls.slice(0, failed === null ? undefined : -1)) {
    const replies = findReplies(row, call);
    if (replies.length > 0 && replies.every(hasFailed))
      faults.push(`${call.id} (${call.name}) failed, and the conversation goes on after it`);
  }
  if (chosen.executed !== null && hasFailed(chosen.executed))
    faults.push(`the chosen call is one that fails: ${chosen.executed.primitive.id}`);
  if (rejected.executed !== null && hasFailed(rejected.executed) && !isRetried(row, rejected))
    faults.push(`the rejected call is one that fails, which anybody sees: ${rejected.executed.primitive.id}`);
  if ((row.pair.shape === 'mended') !== (failed !== null && chosen.call !== null))
    faults.push(`its shape is ${row.pair.shape}, and ${failed === null ? 'no call failed before' : 'a call failed before'}`);
  if (failed !== null) faults.push(...judgeAfter(row, failed.recorded));
  return failed === null && faults.length === 0 && !used.some(hasFailed) ? null : faults;
}

/** What is wrong with the two sides after a call that failed. */
function judgeAfter({ chosen, rejected }: Row, { primitive }: Recorded): string[] {
  const faults: string[] = [];
  if (chosen.call === null) {
    if (chosen.reported?.primitive.id !== primitive.id) faults.push('the chosen answer does not report the call that failed');
    if (primitive.mended !== undefined) faults.push(`${primitive.id} was a slip, and ${primitive.mended} is due after it`);
  } else if (primitive.mended !== chosen.executed?.primitive.id)
    faults.push(`after ${primitive.id} the call that was meant is ${String(primitive.mended)}, not that of chosen`);
  if (rejected.call === null) {
    if (rejected.reported === null || hasFailed(rejected.reported)) faults.push('the rejected answer does not claim what failed');
  } else if (!isSameCall(rejected.call, { name: primitive.tool, arguments: primitive.arguments }))
    faults.push('the rejected call is another than the one that failed');
  return faults;
}

/** Whether the reply of a recording tells what its verdict says, and one that failed left the world as it was. */
function judgeRecording({ ground, primitive }: Recorded): string[] {
  const { id, verdict, result, effect } = primitive;
  if (verdict === 'ok') return result.isError ? [`${id} is marked as an error, and its verdict is ok`] : [];
  const faults = effect === 'none' ? [] : [`${id} failed, and changed the world`];
  const reply = ground.replyOf(primitive);
  const tells = verdict === 'tool_error' ? result.isError : !result.isError && tellsFailure(reply);
  return tells ? faults : [...faults, `the reply of ${id} tells no failure: ${quote(reply)}`];
}

/** Whether a reply that is not marked as an error says by itself that it is one. */
function tellsFailure(reply: string): boolean {
  const value = parse(reply);
  if (isObject(value)) return value.success === false || value.ok === false || typeof value.error === 'string';
  return /^\W*(?:error|failed|could not|cannot|unable to|access denied)\b/iu.test(reply);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
