import type { AssistantMessage, Message } from '../model/pair.ts';
import type { Column, Table } from './columns.ts';
import type { PairText } from './fragments.ts';

/** TRL's columns for supervised fine-tuning on the chosen trajectory. */
export const sftColumns: readonly Column[] = [
  { name: 'id', kind: 'text', repeats: false },
  { name: 'messages', kind: 'json-list', repeats: false },
  { name: 'tools', kind: 'json-list', repeats: true },
];

/** The rows of those pairs whose chosen trajectory is whole: it ends in an answer. */
export function tabulateSft(pairs: readonly PairText[]): Table {
  const whole = pairs.filter(endsInAnswer);
  return {
    rows: whole.length,
    cells: [
      whole.map((pair) => pair.id),
      whole.map((pair) => [...pair.prompt, pair.chosen, ...pair.continuation]),
      whole.map((pair) => pair.tools),
    ],
  };
}

/** Whether the chosen trajectory ends in an assistant message that makes no call: only then is it something to imitate whole. */
export function endsInAnswer(pair: PairText): boolean {
  const last = JSON.parse(pair.continuation.at(-1) ?? pair.chosen) as Message;
  return last.role === 'assistant' && (last as AssistantMessage).tool_calls === undefined;
}
