import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { parseArgs } from 'node:util';
import { benchBuild } from './build.ts';
import { benchCheck } from './check.ts';
import { benchExport } from './export.ts';
import { describeFigure, type Figure, findGrowing, findSlower } from './figures.ts';
import { benchMutate } from './mutate.ts';
import { benchScale } from './scale.ts';
import { benchStart } from './start.ts';
import { benchVerify } from './verify.ts';

/*
 * How fast everything is, and how much memory it takes: `npm run bench`, `npm run bench -- mutate --rows 20000`, `npm run bench -- --against FILE`.
 *
 * Speed is told as a ratio, because a machine's own speed is no property of the program. The ceiling of what writes rows is the least that any writer of
 * them must do: JSON.stringify of the very same rows, as objects parsed from the written files, and writeSync of 1 MiB pieces. That of what reads rows is
 * reading their lines and JSON.parse. Both run in turn; the figures are medians. Memory is the peak resident set of the command in a process of its own.
 */

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    /** of a build, and of an export, which is run when it is named: it takes some minutes */
    pairs: { type: 'string', default: '100000' },
    /** of `mutate` */
    rows: { type: 'string', default: '10000' },
    sizes: { type: 'string', default: '10000,100000' },
    /** of `check` and `audit` */
    checked: { type: 'string', default: '20000' },
    /** of `verify` */
    calls: { type: 'string', default: '1000' },
    /** write the figures here as JSON */
    json: { type: 'string' },
    /** figures of an earlier run: what is slower than then is told, and the exit code is 1 */
    against: { type: 'string' },
    /** of the planner's simulation, which is run when it is named */
    tools: { type: 'string', default: '100000' },
    'scale-pairs': { type: 'string', default: '1e9' },
    copies: { type: 'string', default: '1,2,4' },
  },
});
const rounds = Number(values.rounds);
const sizes = values.sizes
  .split(',')
  .map(Number)
  .filter((size) => size > 0);
const scratch = mkdtempSync(join(tmpdir(), 'nearmiss-bench-'));
const figures: Figure[] = [];
const tell = (figure: Figure) => {
  figures.push(figure);
  console.log(`  ${describeFigure(figure)}`);
};
const wants = (part: string) => positionals.length === 0 || positionals.includes(part);
try {
  if (wants('start')) benchStart(scratch, tell);
  if (wants('build')) await benchBuild(scratch, { pairs: Number(values.pairs), rounds, sizes }, tell);
  if (wants('mutate')) await benchMutate(scratch, { rows: Number(values.rows), rounds, sizes }, tell);
  if (wants('check')) await benchCheck(scratch, { pairs: Number(values.checked), rounds }, tell);
  if (positionals.includes('export')) await benchExport(scratch, { pairs: Number(values.pairs), rounds }, tell);
  if (wants('verify')) await benchVerify(scratch, { calls: Number(values.calls), rounds }, tell);
  if (positionals.includes('scale'))
    benchScale({ tools: Number(values.tools), pairs: Number(values['scale-pairs']), copies: values.copies.split(',').map(Number) });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
const growing = findGrowing(figures);
if (growing.length > 0) {
  console.log(`more than it may grow:\n  ${growing.join('\n  ')}`);
  process.exitCode = 1;
}
if (values.against !== undefined) {
  const slower = findSlower(figures, JSON.parse(readFileSync(values.against, 'utf8')) as Figure[]);
  console.log(
    slower.length === 0 ? `nothing is slower than in ${values.against}` : `slower than in ${values.against}:\n  ${slower.join('\n  ')}`,
  );
  if (slower.length > 0) process.exitCode = 1;
}
