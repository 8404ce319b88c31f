import type { Message } from '../model/pair.ts';
import { type SaidText, SaidTexts } from './said-text.ts';

/** The conversation before a decision, as far as it states anything. */
export class Talk {
  readonly prompt: readonly Message[];
  /** indexes of messages that may state a value, the most telling first: the latest request, those before it, then replies */
  readonly stating: readonly number[];
  /** index of the latest user message; -1 when there is none */
  readonly request: number;
  readonly #texts: SaidTexts;
  readonly #people: readonly number[];

  /** `texts`: of the conversation that the prompt begins */
  constructor(prompt: readonly Message[], texts = new SaidTexts()) {
    this.prompt = prompt;
    this.#texts = texts;
    const indexesOf = (role: Message['role']) => prompt.flatMap((message, index) => (message.role === role ? [index] : [])).reverse();
    const users = indexesOf('user');
    this.request = users[0] ?? -1;
    this.stating = [...users, ...indexesOf('tool')];
    this.#people = prompt.flatMap(({ role }, index) => (role === 'user' || role === 'system' ? [index] : []));
  }

  said(index: number): SaidText {
    return this.#texts.of(this.prompt[index] as Message);
  }

  roleOf(index: number): Message['role'] {
    return (this.prompt[index] as Message).role;
  }

  /** What people said: users and system. */
  people(): SaidText[] {
    return this.#people.map((index) => this.said(index));
  }

  /** Whether somebody said these words, one after the other. */
  says(words: readonly string[]): boolean {
    return this.#people.some((index) => this.said(index).runsOf(words).length > 0);
  }

  /** Whether somebody said a word of this stem, or one that begins as it does: "carbs" of "carbohydrates". */
  saysStem(stem: string): boolean {
    return this.#people.some((index) => this.said(index).hasBeginning(stem));
  }
}
