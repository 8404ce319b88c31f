import { streamOf } from '../../src/random/stream.ts';
import type { Write } from './model-server.ts';

/** What a model is asked about an answer. */
export interface AskedAnswer {
  request: string;
  calls: { arguments: Record<string, unknown>; reply: string }[];
  draft: string;
  keep: string[];
}

/** The question about an answer among messages; null where another job asks. */
export function readAsked(messages: readonly { role: string; content: string }[]): AskedAnswer | null {
  const asked = JSON.parse(messages.find(({ role }) => role === 'user')?.content ?? '{}');
  return 'draft' in asked ? asked : null;
}

/** A draft in which the values are `{0}`, `{1}` and so on, as far as they can be told. */
function frame({ draft, keep }: AskedAnswer): { text: string; fill: (text: string) => string } {
  let text = draft;
  let from = 0;
  for (const [at, value] of keep.entries()) {
    const place = text.indexOf(value, from);
    if (place < 0) continue;
    text = `${text.slice(0, place)}{${at}}${text.slice(place + value.length)}`;
    from = place + `{${at}}`.length;
  }
  return { text, fill: (written) => written.replace(/\{(\d+)\}/gu, (_, at) => keep[Number(at)] as string) };
}

/** Ways of a rule-based writer: each makes something of the draft, or leaves it. */
const ways: readonly ((text: string) => string)[] = [
  (text) => text.replace(/^Done[,:] (.)(.*)\.$/u, (_, first, rest) => `${first.toUpperCase()}${rest} now.`),
  (text) => text.replace(/^Done[,:] (.*)\.$/u, 'That is done: $1.'),
  (text) => text.replace(/^(\p{Lu}\p{L}+): (.*)\.$/u, 'Here is what you asked for. $1: $2.'),
  (text) => text.replace(/^(\p{Lu}\p{L}+): (.*)\.$/u, (_, label, rest) => `The ${label.toLowerCase()} you asked for: ${rest}.`),
  (text) => text.replace(/^It (says|is|comes to|reads) /u, 'Here is what I found: it $1 '),
  (text) => text.replace(/^There (is|are) /u, 'I found that there $1 '),
  (text) => text.replace(/^It's /u, 'It is '),
  (text) => text.replace(/; /u, ', and '),
  (text) => text.replace(/^(.*)\.$/u, '$1. Let me know if you need anything else.'),
  (text) => text.replace(/^(.*)\.$/u, 'Sure. $1.'),
  (text) => text.replace(/^/u, 'Here you are. '),
];

/** A model that writes answers as it should: by rules, other words around the values of the draft. */
export const goodAnswerWriter: Write = (messages) => {
  const asked = readAsked(messages) as AskedAnswer;
  const { text, fill } = frame(asked);
  const tries = messages.filter(({ role }) => role === 'assistant').length;
  const order = streamOf('ways', asked.draft, asked.request).shuffle([...ways]);
  const made = order.map((way) => way(text)).filter((written) => written !== text);
  return JSON.stringify({ answer: fill(made[tries % made.length] ?? text) });
};
