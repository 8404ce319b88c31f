import type { Column, Table } from './columns.ts';
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

/** The preference rows of these pairs, one for each. */
export function tabulateDpo(pairs: readonly PairText[]): Table {
  return {
    rows: pairs.length,
    cells: [
      pairs.map((pair) => pair.id),
      pairs.map((pair) => pair.prompt),
      pairs.map((pair) => [pair.chosen]),
      pairs.map((pair) => [pair.rejected]),
      pairs.map((pair) => pair.tools),
      pairs.map((pair) => pair.deviation),
    ],
  };
}
