import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { readLines } from '../dist/edges/dataset-folder.js';

/*
 * The least that any export must do: canonical lines read, parsed, printed and written in pieces of 1 MiB. Plain JavaScript, since stripping types
 * would cost the process more memory than the work.
 *
 * usage: export-floor.js DATASET OUT
 */

const PIECE = 1 << 20;
const [, , dataset, out] = argv;
mkdirSync(out, { recursive: true });
const file = openSync(join(out, 'floor.jsonl'), 'w');
let text = '';
for (const split of ['train', 'test']) {
  for (const line of readLines(join(dataset, 'pairs', `${split}.jsonl`))) {
    text += `${JSON.stringify(JSON.parse(line))}\n`;
    if (text.length < PIECE) continue;
    writeSync(file, text);
    text = '';
  }
}
writeSync(file, text);
closeSync(file);
