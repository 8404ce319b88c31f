import type { Column, Row } from '../parquet/columns.ts';
import type { PairText } from './fragments.ts';

/** TRL's columns for supervised fine-tuning on the chosen trajectory. */
export const sftColumns: readonly Column[] = [
  { name: 'id', kind: 'text', repeats: false },
  { name: 'messages', kind: 'json-list', repeats: false },
  { name: 'tools', kind: 'json-list', repeats: true },
];

/** The tuning row of a pair: its whole chosen trajectory. None where that does not end in an answer. */
export function toSftRow(pair: PairText): Row | null {
  return pair.endsInAnswer ? [pair.id, [...pair.prompt, pair.chosen, ...pair.continuation], pair.tools] : null;
}
