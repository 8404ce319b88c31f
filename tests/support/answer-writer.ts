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

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
const upper = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Ways of a rule-based writer: each makes something of the draft, or leaves it. A value is `{0}`, `{1}` and so on. */
const ways: readonly ((text: string) => string)[] = [
  (text) => text.replace(/^Done[,:] (.*?)\.(?= |$)/u, (_, rest) => `${upper(rest)}${/ now\b/u.test(rest) ? '' : ' now'}.`),
  (text) => text.replace(/^Done[,:] (.*)$/u, 'That is done: $1'),
  (text) => text.replace(/^(?:The )?(\p{L}+s): (\{\d+\})\.(?= |$)/iu, (_, label, value) => `The ${lower(label)} are ${value}.`),
  (text) => text.replace(/^(?:The )?(\p{L}+[^s:]): (\{\d+\})\.(?= |$)/iu, (_, label, value) => `The ${lower(label)} is ${value}.`),
  (text) => text.replace(/^It (says|is|comes to|reads) /u, 'What I found is that it $1 '),
  (text) => text.replace(/^(There|They) (is|are) /u, (_, who, is) => `I found that ${lower(who)} ${is} `),
  (text) => text.replace(/^That's |^It's /u, 'It is '),
  (text) => text.replace(/; (?=\p{Ll})/u, ', and '),
  (text) => text.replace(/\. (It|They|Its|Their) /u, (_, who) => `, and ${lower(who)} `),
  (text) => text.replace(/^(\{\d+\}): (\{\d+\})\./u, 'There are $1: $2.'),
  (text) => text.replace(/^(\{\d+\}) (\p{Ll}+s): (.*)$/u, 'I found $1 $2: $3'),
  (text) => text.replace(/^Here you are[.:] (.*)$/u, (_, rest) => upper(rest)),
  (text) =>
    text
      .replace(/^(Card|Order|Row|Slide|Commit) (\{\d+\}) is /u, 'It is $1 $2 that is ')
      .replace(/^(It is )(\p{Lu})/u, (_, it, first) => `${it}${first.toLowerCase()}`),
  (text) => text.replace(/^(I|We) (added|moved|renamed|deleted|removed) (.*)\.$/u, "I've $2 $3."),
  (text) => (/^(?:Found|Done|I|You|Here)\b|\bnow\b/u.test(text) ? text : text.replace(/^(.*[.!])$/u, 'Here is what I found. $1')),
  (text) => text.replace(/^(.*[.!])$/u, '$1 Let me know if you need anything else.'),
  (text) =>
    / couldn't |n't | no |^No|^Nothing/u.test(text)
      ? text.replace(/^/u, 'Sorry, ').replace(/^Sorry, (\p{Lu})(?=\p{Ll})/u, (_, first) => `Sorry, ${first.toLowerCase()}`)
      : text,
];

/** A model that writes answers as it should: by rules, other words around the values of the draft. */
export const goodAnswerWriter: Write = (messages) => {
  const asked = readAsked(messages) as AskedAnswer;
  const { text, fill } = frame(asked);
  const tries = messages.filter(({ role }) => role === 'assistant').length;
  const stream = streamOf('ways', asked.draft, asked.request);
  const made = stream.shuffle(
    ways
      .slice(0, -3)
      .map((way) => way(text))
      .filter((written) => written !== text),
  );
  const last = stream.shuffle(
    ways
      .slice(-3)
      .map((way) => way(text))
      .filter((written) => written !== text),
  );
  const all = [...made, ...last];
  return JSON.stringify({ answer: fill(all[tries % all.length] ?? text) });
};
