import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { parseArgs } from 'node:util';
import { benchBuild } from './build.ts';
import { benchExport } from './export.ts';
import { benchMutate } from './mutate.ts';
import { benchScale } from './scale.ts';

/*
 * How fast a build, `mutate` and `export` are, and how much memory they take: `npm run bench`, `npm run bench -- mutate --rows 20000 --million`,
 * `npm run bench -- export --rounds 1` (some minutes).
 *
 * Speed is told as a ratio, because a machine's own speed is no property of the program: pairs per second over rows per second of the
 * least that any writer of these rows must do: JSON.stringify of the very same rows, as objects parsed from the written files, and
 * writeSync of 1 MiB pieces. Both run in turn in this process; the figures are medians. Memory is the peak resident set of the command
 * in a process of its own.
 */

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    /** of a build, and of an export */
    pairs: { type: 'string', default: '100000' },
    large: { type: 'string', default: '100000' },
    /** of `mutate` */
    rows: { type: 'string', default: '10000' },
    sizes: { type: 'string', default: '10000,100000' },
    /** takes 20 GB of scratch space and some minutes */
    million: { type: 'boolean', default: false },
    /** of the planner's simulation, which is run when it is named */
    tools: { type: 'string', default: '100000' },
    'scale-pairs': { type: 'string', default: '1e9' },
    copies: { type: 'string', default: '1,2,4' },
  },
});
const rounds = Number(values.rounds);
const sizes = [...values.sizes.split(',').map(Number), ...(values.million ? [1_000_000] : [])].filter((size) => size > 0);
const scratch = mkdtempSync(join(tmpdir(), 'nearmiss-bench-'));
try {
  if (positionals.length === 0 || positionals.includes('build'))
    await benchBuild(scratch, { pairs: Number(values.pairs), rounds, large: Number(values.large) });
  if (positionals.includes('export')) await benchExport(scratch, { pairs: Number(values.pairs), rounds });
  if (positionals.length === 0 || positionals.includes('mutate')) await benchMutate(scratch, { rows: Number(values.rows), rounds, sizes });
  if (positionals.includes('scale'))
    benchScale({ tools: Number(values.tools), pairs: Number(values['scale-pairs']), copies: values.copies.split(',').map(Number) });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
