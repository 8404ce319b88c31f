import type { Message } from '../model/pair.ts';
import { type SaidText, saidTextOf } from './said-text.ts';

/** The conversation before a decision, as far as it states anything. */
export class Talk {
  readonly prompt: readonly Message[];
  /** indexes of messages that may state a value, the most telling first: the latest request, those before it, then replies */
  readonly stating: readonly number[];
  /** index of the latest user message; -1 when there is none */
  readonly request: number;

  constructor(prompt: readonly Message[]) {
    this.prompt = prompt;
    const indexesOf = (role: Message['role']) => prompt.flatMap((message, index) => (message.role === role ? [index] : [])).reverse();
    const users = indexesOf('user');
    this.request = users[0] ?? -1;
    this.stating = [...users, ...indexesOf('tool')];
  }

  said(index: number): SaidText {
    return saidTextOf(this.prompt[index] as Message);
  }

  roleOf(index: number): Message['role'] {
    return (this.prompt[index] as Message).role;
  }

  /** What people said: users and system. */
  *people(): Generator<SaidText> {
    for (const message of this.prompt) if (message.role === 'user' || message.role === 'system') yield saidTextOf(message);
  }

  /** Whether somebody said these words, one after the other. */
  says(words: readonly string[]): boolean {
    for (const said of this.people()) if (said.runsOf(words).length > 0) return true;
    return false;
  }

  /** Whether somebody said a word of this stem, or one that begins as it does: "carbs" of "carbohydrates". */
  saysStem(stem: string): boolean {
    for (const said of this.people()) if (said.hasBeginning(stem)) return true;
    return false;
  }
}
