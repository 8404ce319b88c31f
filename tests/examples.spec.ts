import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../src/cli/program.ts';
import { digests } from './support/digests.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const examples = join(root, 'examples');

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'nearmiss-examples-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

/** Runs something in the scratch folder with programs of ours standing in for others. Gives what it printed. */
async function runWith(programs: Record<string, string>, env: Record<string, string>, file: string, ...args: string[]): Promise<string> {
  const bin = join(scratch, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const { stdout } = await run(file, args, {
    cwd: scratch,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, ...env },
  });
  return stdout;
}

/** Prints what it is called with, an argument a line. */
const tellArguments = `printf '%s\\n' "$@"`;

/** Whether a command line of ours is one that --help knows: the command, and each of its flags. */
function findUnknown(args: readonly string[]): string[] {
  const [name, ...rest] = args.filter((arg) => arg !== '--yes').slice(1);
  const command = createProgram().commands.find((each) => each.name() === name);
  if (command === undefined) return [`no command ${name}`];
  return rest.filter((arg) => arg.startsWith('--') && !command.options.some(({ long }) => long === arg));
}

interface Job {
  kind: string;
  spec: {
    completionMode?: string;
    completions?: number;
    template: { spec: { containers: [{ command: string[]; args: [string]; env?: { name: string; value: string }[] }] } };
  };
}

const readJob = (file: string): Job => parse(readFileSync(join(examples, 'kubernetes', file), 'utf8'));

async function runJob({ spec }: Job, env: Record<string, string>): Promise<string[]> {
  const [container] = spec.template.spec.containers;
  const own = Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));
  const [file = '', ...args] = [...container.command, ...container.args];
  return (await runWith({ npx: tellArguments }, { ...own, ...env }, file, ...args)).trim().split('\n');
}

describe('the example for Kubernetes', () => {
  it('should make each shard by its index', async () => {
    const job = readJob('build.yaml');
    expect(job).toMatchObject({ kind: 'Job', spec: { completionMode: 'Indexed', completions: 100 } });
    const args = await runJob(job, { JOB_COMPLETION_INDEX: '99' });
    expect(args.slice(args.indexOf('--shard'))).toEqual(['--shard', `100/${job.spec.completions}`, '--out', 'parts/100']);
    expect(findUnknown(args)).toEqual([]);
  });

  it('should merge them', async () => {
    for (const name of ['1', '2']) mkdirSync(join(scratch, 'parts', name), { recursive: true });
    const args = await runJob(readJob('merge.yaml'), {});
    expect(args).toEqual(['--yes', 'nearmiss', 'merge', 'parts/1', 'parts/2', '--out', 'dataset']);
    expect(findUnknown(args)).toEqual([]);
  });
});

describe('the example for Slurm', () => {
  const runScript = async (file: string, env: Record<string, string>) =>
    (await runWith({ npx: tellArguments }, env, 'sh', join(examples, 'slurm', file))).trim().split('\n');

  it('should make each shard by its task', async () => {
    const [, from, to] = /^#SBATCH --array=(\d+)-(\d+)$/mu.exec(readFileSync(join(examples, 'slurm', 'build.sbatch'), 'utf8')) ?? [];
    expect(from).toBe('1');
    const env = { SLURM_ARRAY_TASK_ID: to as string, SLURM_ARRAY_TASK_COUNT: to as string, SLURM_CPUS_PER_TASK: '2' };
    const args = await runScript('build.sbatch', env);
    expect(args.slice(args.indexOf('--shard'))).toEqual(['--shard', '100/100', '--out', 'parts/100']);
    expect(findUnknown(args)).toEqual([]);
  });

  it('should merge them', async () => {
    mkdirSync(join(scratch, 'parts', '1'), { recursive: true });
    const args = await runScript('merge.sbatch', {});
    expect(args).toEqual(['--yes', 'nearmiss', 'merge', 'parts/1', '--out', 'dataset']);
  });
});

describe('the example for GNU parallel', () => {
  /** Where there is no GNU parallel: the same commands, one after the other. */
  const oneByOne = `while [ "$1" != npx ]; do shift; done
while read -r shard; do
  line=$(printf '%s ' "$@" | sed "s/{}/$shard/g")
  $line || exit 1
done`;

  it('should give the bytes of one build', async () => {
    const main = join(root, 'src', 'cli', 'main.ts');
    writeFileSync(join(scratch, 'nearmiss.config.json'), '{"grounds": ["money"]}');
    const hasParallel = await run('parallel', ['--version']).then(
      ({ stdout }) => stdout.includes('GNU'),
      () => false,
    );
    const npx = `shift 2; exec "${process.execPath}" "${main}" "$@"`;
    const programs: Record<string, string> = hasParallel ? { npx } : { npx, parallel: oneByOne };
    await runWith(programs, { PAIRS: '1500', SHARDS: '2' }, join(examples, 'parallel', 'build.sh'), '--jobs', '2');
    const whole = ['build', '--pairs', '1500', '--seed', 'run-4', '--out', 'whole', '--workers', '1'];
    await run(process.execPath, [main, ...whole], { cwd: scratch });
    expect(digests(join(scratch, 'dataset'))).toEqual(digests(join(scratch, 'whole')));
  }, 60_000);
});
