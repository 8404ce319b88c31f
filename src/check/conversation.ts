import type { JsonObject } from '../model/json.ts';
import type { AssistantMessage, Message } from '../model/pair.ts';

/** A call and the place it has in a conversation. */
export interface StandingCall {
  id: string;
  name: string;
  arguments: JsonObject;
  /** text of its tool message, or null where none answers it */
  reply: string | null;
  /** which user message it follows, from 1; 0 before the first */
  turn: number;
}

/** An answer in words. */
export interface StandingAnswer {
  text: string;
  /** the last call of its turn, or null where it made none */
  after: StandingCall | null;
}

/** What a conversation holds, and where it breaks the rules. */
export interface Conversation {
  calls: StandingCall[];
  answers: StandingAnswer[];
  /** user messages */
  turns: number;
  faults: string[];
}

/**
 * Reads a conversation from its first message. One that somebody gave may hold what we never write: several calls in a message,
 * words beside a call, two messages of one speaker, a system message later on.
 */
export function readConversation(messages: readonly Message[], isGiven = false): Conversation {
  const calls: StandingCall[] = [];
  const answers: StandingAnswer[] = [];
  const faults: string[] = [];
  const open = new Map<string, StandingCall>();
  const ids = new Set<string>();
  let turns = 0;
  messages.forEach((message, index) => {
    const before = messages[index - 1]?.role;
    if (message.role !== 'tool' && open.size > 0) {
      faults.push(`message ${index} comes before the call ${[...open.keys()].join(', ')} is answered`);
      open.clear();
    }
    if (message.role === 'system') {
      if (index > 0 && !isGiven) faults.push(`message ${index} is a system message; only the first may be`);
    } else if (message.role === 'user') {
      turns += 1;
      if (message.content.trim() === '') faults.push(`message ${index}, the user's, is empty`);
      if (before === 'user' && !isGiven) faults.push(`messages ${index - 1} and ${index} are both the user's`);
      if (before === 'tool' && !isGiven) faults.push(`message ${index}, the user's, follows a reply that was never taken up`);
    } else if (message.role === 'tool') {
      const call = open.get(message.tool_call_id);
      if (call === undefined) faults.push(`message ${index} answers ${message.tool_call_id}, which no open call has`);
      else {
        if (call.name !== message.name) faults.push(`message ${index} is named ${message.name} and answers a call of ${call.name}`);
        call.reply = message.content;
        open.delete(message.tool_call_id);
      }
    } else {
      if (turns === 0) faults.push(`message ${index}, the assistant's, comes before any user message`);
      if (before === 'assistant' && !isGiven) faults.push(`messages ${index - 1} and ${index} are both the assistant's`);
      const said = message.tool_calls ?? [];
      if (said.length > 1 && !isGiven) faults.push(`message ${index} makes ${said.length} calls; one is allowed`);
      if (said.length > 0 && message.content !== '' && !isGiven) faults.push(`message ${index} says something beside its call`);
      if (said.length === 0 && message.content.trim() === '') faults.push(`message ${index}, the assistant's, is empty`);
      if (said.length === 0) answers.push({ text: message.content, after: calls.findLast((call) => call.turn === turns) ?? null });
      for (const { id, function: called } of said) {
        if (ids.has(id)) faults.push(`the call id ${id} stands twice`);
        ids.add(id);
        const call = { id, name: called.name, arguments: called.arguments, reply: null, turn: turns };
        open.set(id, call);
        calls.push(call);
      }
    }
  });
  return { calls, answers, turns, faults };
}

/** Faults of the prompt, of both sides and of what follows them. */
export function judgeMessages(
  prompt: readonly Message[],
  sides: Readonly<Record<'chosen' | 'rejected', { message: AssistantMessage; continuation: readonly Message[] }>>,
  isGiven = false,
): string[] {
  const last = prompt.at(-1)?.role;
  const before = readConversation(prompt, isGiven);
  const faults = before.faults.map((fault) => `prompt: ${fault}`);
  if (isGiven && before.calls.some((call) => call.reply === null)) faults.push('prompt: a call has no reply');
  if (last !== 'user' && last !== 'tool') faults.push(`the prompt ends in ${last === 'assistant' ? "an assistant's" : 'a system'} message`);
  if (faults.length > 0) return faults;
  for (const [side, { message, continuation }] of Object.entries(sides)) {
    const whole = readConversation([...prompt, message, ...continuation], isGiven);
    if (isGiven && (message.tool_calls ?? []).length > 1) faults.push(`${side} makes ${message.tool_calls?.length} calls; one is allowed`);
    faults.push(...whole.faults.map((fault) => `with ${side}: ${fault}`));
    const unanswered = whole.calls.find((call) => call.reply === null);
    if (continuation.length > 0 && unanswered !== undefined) faults.push(`with ${side}: the call ${unanswered.id} has no reply`);
  }
  return faults;
}
