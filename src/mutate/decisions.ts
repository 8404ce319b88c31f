import type { Message, ToolCall, ToolMessage } from '../model/pair.ts';
import type { GivenDecision, GivenRow } from './given.ts';

/** Decisions of a row, and why other places where the assistant calls are none. */
export interface Decisions {
  decisions: GivenDecision[];
  left: { reason: 'no_call' | 'nothing_asked' | 'parallel_calls' | 'unanswered_call' | 'empty_request' }[];
}

/**
 * Every place of a row where the assistant decides on a call. Calls made in one message are told one by one, each after the reply to the one before: they
 * were made without knowing of each other, so any order is theirs. Where replies are missing only the first has a conversation before it.
 */
export function decisionsOf(row: GivenRow): Decisions {
  const found: Decisions = { decisions: [], left: [] };
  /** why trainers do not take what comes before as a prompt */
  let isEmpty = false;
  const unanswered = new Set<string>();
  let step = 0;
  let calls = 0;
  for (const [index, message] of row.messages.entries()) {
    if (message.role === 'tool') unanswered.delete(message.tool_call_id);
    else if (message.role === 'user') {
      step = 0;
      isEmpty ||= message.content.trim() === '';
    }
    if (message.role !== 'assistant' || message.tool_calls === undefined) continue;
    calls++;
    const before = row.messages[index - 1];
    const flaw = isEmpty ? 'empty_request' : unanswered.size > 0 ? 'unanswered_call' : null;
    for (const { id } of message.tool_calls) unanswered.add(id);
    if (index < row.decisionsFrom) step += message.tool_calls.length;
    else if (flaw !== null) {
      found.left.push({ reason: flaw });
      step += message.tool_calls.length;
    } else if (before === undefined || (before.role !== 'user' && before.role !== 'tool')) {
      found.left.push({ reason: 'nothing_asked' });
      step += message.tool_calls.length;
    } else {
      for (const decision of splitCalls(row, index, message.content, message.tool_calls)) {
        if (decision === null) found.left.push({ reason: 'parallel_calls' });
        else {
          const tool = row.tools.find(({ offered }) => offered.function.name === decision.call.function.name);
          if (tool !== undefined) found.decisions.push({ ...decision, row, tool, step, beside: besideOf(row, index, decision.call) });
        }
        step++;
      }
    }
  }
  if (calls === 0) found.left.push({ reason: 'no_call' });
  return found;
}

/** The other calls of the turn. */
function besideOf({ messages }: GivenRow, index: number, call: ToolCall): ToolCall[] {
  const start = messages.findLastIndex(({ role }, place) => place < index && role === 'user');
  const next = messages.findIndex(({ role }, place) => place > index && role === 'user');
  return messages
    .slice(start + 1, next < 0 ? undefined : next)
    .flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []))
    .filter((other) => other !== call);
}

/** Messages as far as every call among them has its reply: a log may end in a call, and no trainer takes that. */
function untilUnanswered(messages: readonly Message[]): readonly Message[] {
  const answered = new Set(messages.flatMap((message) => (message.role === 'tool' ? [message.tool_call_id] : [])));
  const cut = messages.findIndex(
    (message) => message.role === 'assistant' && message.tool_calls?.some(({ id }) => !answered.has(id)) === true,
  );
  if (cut < 0) return messages;
  const last = messages.slice(0, cut).findLastIndex(({ role }) => role === 'assistant' || role === 'tool');
  return messages.slice(0, last + 1);
}

function* splitCalls(
  row: GivenRow,
  index: number,
  content: string,
  calls: readonly ToolCall[],
): Generator<Pick<GivenDecision, 'prompt' | 'content' | 'call' | 'continuation'> | null> {
  const before = row.messages.slice(0, index);
  const rest = untilUnanswered(row.messages.slice(index + 1));
  if (calls.length === 1) {
    yield { prompt: before, content, call: calls[0] as ToolCall, continuation: rest };
    return;
  }
  const replies = rest.slice(0, calls.length);
  const inOrder = calls.map((call) =>
    replies.find((reply): reply is ToolMessage => reply.role === 'tool' && reply.tool_call_id === call.id),
  );
  const isAnswered = inOrder.every((reply) => reply !== undefined);
  const told = calls.map((call, place): Message[] => [
    { role: 'assistant', content: place === 0 ? content : '', tool_calls: [call] },
    ...(inOrder[place] === undefined ? [] : [inOrder[place]]),
  ]);
  for (const [place, call] of calls.entries()) {
    if (place > 0 && !isAnswered) yield null;
    else {
      const continuation = isAnswered ? [...told.slice(place).flat().slice(1), ...rest.slice(calls.length)] : [];
      yield { prompt: [...before, ...told.slice(0, place).flat()], content: place === 0 ? content : '', call, continuation };
    }
  }
}
