import type { JsonObject } from '../model/json.ts';
import type { AssistantMessage, Message } from '../model/pair.ts';
import type { Row } from './row.ts';

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

/**
 * What a conversation holds, and where it breaks the rules. One that somebody gave may hold what we never write: several calls in a message,
 * words beside a call, two messages of one speaker, a system message later on.
 */
export class Conversation {
  readonly calls: StandingCall[];
  readonly answers: StandingAnswer[];
  readonly faults: string[];
  /** user messages */
  turns: number;
  readonly #isGiven: boolean;
  readonly #ids: Set<string>;
  readonly #open: Map<string, StandingCall>;
  #length: number;
  #last: Message['role'] | null;

  private constructor(isGiven: boolean, earlier: Conversation | null) {
    this.calls = earlier === null ? [] : earlier.calls.slice();
    this.answers = earlier === null ? [] : earlier.answers.slice();
    this.faults = earlier === null ? [] : earlier.faults.slice();
    this.turns = earlier === null ? 0 : earlier.turns;
    this.#isGiven = isGiven;
    this.#ids = new Set(earlier === null ? [] : earlier.#ids);
    this.#open = new Map(earlier === null ? [] : earlier.#open);
    this.#length = earlier === null ? 0 : earlier.#length;
    this.#last = earlier === null ? null : earlier.#last;
  }

  /** Reads a conversation from its first message. */
  static read(messages: readonly Message[], isGiven = false): Conversation {
    const conversation = new Conversation(isGiven, null);
    for (const message of messages) conversation.#add(message);
    return conversation;
  }

  /** How it goes on after a message of the assistant. Its calls so far are the very same. */
  goOn(message: AssistantMessage, continuation: readonly Message[]): Conversation {
    const whole = new Conversation(this.#isGiven, this);
    whole.#add(message);
    for (const later of continuation) whole.#add(later);
    return whole;
  }

  #add(message: Message): void {
    const { faults } = this;
    const isGiven = this.#isGiven;
    const index = this.#length;
    const before = this.#last;
    this.#length += 1;
    this.#last = message.role;
    if (message.role !== 'tool' && this.#open.size > 0) {
      faults.push(`message ${index} comes before the call ${[...this.#open.keys()].join(', ')} is answered`);
      this.#open.clear();
    }
    if (message.role === 'system') {
      if (index > 0 && !isGiven) faults.push(`message ${index} is a system message; only the first may be`);
    } else if (message.role === 'user') {
      this.turns += 1;
      if (message.content.trim() === '') faults.push(`message ${index}, the user's, is empty`);
      if (before === 'user' && !isGiven) faults.push(`messages ${index - 1} and ${index} are both the user's`);
      if (before === 'tool' && !isGiven) faults.push(`message ${index}, the user's, follows a reply that was never taken up`);
    } else if (message.role === 'tool') {
      const call = this.#open.get(message.tool_call_id);
      if (call === undefined) faults.push(`message ${index} answers ${message.tool_call_id}, which no open call has`);
      else {
        if (call.name !== message.name) faults.push(`message ${index} is named ${message.name} and answers a call of ${call.name}`);
        call.reply = message.content;
        this.#open.delete(message.tool_call_id);
      }
    } else this.#addSaid(message, index, before);
  }

  #addSaid({ content, tool_calls: said = [] }: AssistantMessage, index: number, before: Message['role'] | null): void {
    const { calls, faults, turns } = this;
    if (turns === 0) faults.push(`message ${index}, the assistant's, comes before any user message`);
    if (before === 'assistant' && !this.#isGiven) faults.push(`messages ${index - 1} and ${index} are both the assistant's`);
    if (said.length > 1 && !this.#isGiven) faults.push(`message ${index} makes ${said.length} calls; one is allowed`);
    if (said.length > 0 && content !== '' && !this.#isGiven) faults.push(`message ${index} says something beside its call`);
    if (said.length === 0 && content.trim() === '') faults.push(`message ${index}, the assistant's, is empty`);
    if (said.length === 0) this.answers.push({ text: content, after: calls.findLast((call) => call.turn === turns) ?? null });
    for (const { id, function: called } of said) {
      if (this.#ids.has(id)) faults.push(`the call id ${id} stands twice`);
      this.#ids.add(id);
      const call = { id, name: called.name, arguments: called.arguments, reply: null, turn: turns };
      this.#open.set(id, call);
      calls.push(call);
    }
  }
}

/** Faults of the prompt, of both sides and of what follows them. */
export function judgeMessages({ pair, prompt, chosen, rejected }: Row): string[] {
  const isGiven = pair.meta.request === 'given';
  const last = pair.prompt.at(-1)?.role;
  const faults = prompt.faults.map((fault) => `prompt: ${fault}`);
  if (isGiven && prompt.calls.some((call) => call.reply === null)) faults.push('prompt: a call has no reply');
  if (last !== 'user' && last !== 'tool') faults.push(`the prompt ends in ${last === 'assistant' ? "an assistant's" : 'a system'} message`);
  if (faults.length > 0) return faults;
  for (const [side, { message, way, continuation }] of Object.entries({ chosen, rejected })) {
    if (isGiven && (message.tool_calls ?? []).length > 1) faults.push(`${side} makes ${message.tool_calls?.length} calls; one is allowed`);
    faults.push(...way.faults.map((fault) => `with ${side}: ${fault}`));
    const unanswered = way.calls.find((call) => call.reply === null);
    if (continuation.length > 0 && unanswered !== undefined) faults.push(`with ${side}: the call ${unanswered.id} has no reply`);
  }
  return faults;
}
