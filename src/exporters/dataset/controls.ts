import type { Control } from '../../model/control.ts';
import { GrowingBytes } from '../parquet/bytes.ts';
import type { Column } from '../parquet/columns.ts';
import { type RowGroup, RowGroupBuilder } from '../parquet/parquet.ts';

/** A prompt, the call as it was executed and the same call written otherwise; `respelling`: how. */
export const controlColumns: readonly Column[] = [
  { name: 'id', kind: 'text', repeats: false },
  { name: 'prompt', kind: 'json-list', repeats: false },
  { name: 'original', kind: 'json-list', repeats: false },
  { name: 'respelt', kind: 'json-list', repeats: false },
  { name: 'tools', kind: 'json-list', repeats: true },
  { name: 'respelling', kind: 'json', repeats: false },
];

/** Controls of one stretch, printed: canonical lines as UTF-8, and a row group. */
export function printControls(controls: Iterable<Control>): { lines: Uint8Array; group: RowGroup } {
  const lines = new GrowingBytes();
  const rows = new RowGroupBuilder(controlColumns);
  const texts = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value));
  for (const control of controls) {
    lines.add(JSON.stringify(control));
    lines.add('\n');
    const { id, prompt, original, respelt, tools, respelling } = control;
    rows.add([id, texts(prompt), texts(original), texts(respelt), texts(tools), JSON.stringify(respelling)]);
  }
  return { lines: lines.view(), group: rows.take() };
}
