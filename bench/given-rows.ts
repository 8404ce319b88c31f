import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message, Pair } from '../src/model/pair.ts';
import { writeLines } from './measure.ts';

/** Numbers that may change from row to row: two or three digits that are no part of a name, a date or a decimal. */
const COUNT = /(?<![\d.\w-])\d{2,3}(?![\d.\w-])/gu;
/** Shifts before a row comes again with another number of its ticket alone. */
const SHIFTS = 89;

/**
 * Writes `rows` conversations in OpenAI's chat form, no two alike: the right sides of a dataset's pairs in turn, each time with its counts shifted
 * alike wherever they stand and with the number of a ticket of its own. Every other one has its arguments as text, as logs have them.
 */
export function writeGivenRows(path: string, dataset: string, rows: number): void {
  const pairs = readdirSync(join(dataset, 'pairs'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(dataset, 'pairs', name), 'utf8')
        .trim()
        .split('\n'),
    )
    .map((line) => JSON.parse(line) as Pair);
  const recipes = pairs.map(({ tools, prompt, chosen, continuation }, index) => ({
    tools: JSON.stringify(tools),
    messages: JSON.stringify([...prompt, ...chosen, ...continuation.chosen].map((message) => asLogged(message, index % 2 === 0))),
  }));
  writeLines(path, lines());

  function* lines(): Generator<() => string> {
    for (let row = 0; row < rows; row++) {
      const { tools, messages } = recipes[row % recipes.length] as (typeof recipes)[number];
      const shift = Math.floor(row / recipes.length) % SHIFTS;
      yield () => {
        const shifted = messages.replace(COUNT, (digits) => String(Number(digits) + shift));
        const marked = shifted.replace('"role":"user","content":"', `$&Ticket T${String(row).padStart(7, '0')}. `);
        return `{"id":"row-${row}","tools":${tools},"messages":${marked}}`;
      };
    }
  }
}

/** A message as a client of OpenAI's API logs it. */
function asLogged(message: Message, asText: boolean): unknown {
  if (message.role !== 'assistant' || message.tool_calls === undefined) return message;
  const calls = message.tool_calls.map(({ function: call, ...rest }) => ({
    ...rest,
    function: { name: call.name, arguments: asText ? JSON.stringify(call.arguments) : call.arguments },
  }));
  return { role: 'assistant', content: message.content === '' ? null : message.content, tool_calls: calls };
}
