import type { Column, Row } from '../parquet/columns.ts';
import type { PairText } from './fragments.ts';

/** TRL's preference columns, and `deviation`: what is wrong with the rejected side. */
export const dpoColumns: readonly Column[] = [
  { name: 'id', kind: 'text', repeats: false },
  { name: 'prompt', kind: 'json-list', repeats: false },
  { name: 'chosen', kind: 'json-list', repeats: false },
  { name: 'rejected', kind: 'json-list', repeats: false },
  { name: 'tools', kind: 'json-list', repeats: true },
  { name: 'deviation', kind: 'json', repeats: false },
];

/** The preference row of a pair. */
export function toDpoRow({ id, prompt, chosen, rejected, tools, deviation }: PairText): Row {
  return [id, prompt, [chosen], [rejected], tools, deviation];
}
