import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Prepared } from '../edges/shipped.ts';
import type { Verified } from '../edges/verify.ts';
import { NearmissError } from '../errors.ts';
import { tableOf } from './table.ts';
import { Progress } from './verify-progress.ts';

/** Folder of this package: two above this module, both in its source and as built. */
const packageRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

interface VerifyFlags {
  all?: true;
  out?: string;
  servers: string;
  jobs: number;
  dryRun?: true;
  compare?: true;
}

/** `nearmiss verify`: runs call chains on real servers and records the calls that hold. */
export function verifyCommand(): Command {
  return new Command('verify')
    .summary('run calls on real MCP servers and record those that hold')
    .description(
      'Runs calls on a real MCP server, each twice in a fresh world, and records those that gave the same good reply both times.',
    )
    .argument('[ground...]', 'shipped grounds to record')
    .option('--all', 'all shipped grounds')
    .addOption(new Option('--out <dir>', 'folder that holds the folders of the grounds (default: the shipped ones)'))
    .addOption(
      new Option('--servers <dir>', 'folder with the pinned servers').default(
        join(packageRoot, 'tool-primitives', 'servers'),
        'the shipped one',
      ),
    )
    .addOption(new Option('--jobs <n>', 'server processes at a time').argParser(readCount).default(availableParallelism(), 'one per core'))
    .option('--compare', 'write nothing: record again and say what differs from what is there')
    .option('--dry-run', 'list the calls without making them')
    .action(runVerify);
}

async function runVerify(names: string[], flags: VerifyFlags): Promise<void> {
  const { recipeOf, shippedGrounds } = await import('../grounds/index.ts');
  const chosen = flags.all === true ? [...shippedGrounds] : [...new Set(names)];
  if (chosen.length === 0) throw new NearmissError(`no ground named: give one or more of ${shippedGrounds.join(', ')}, or --all`);
  const recipes = await Promise.all(chosen.map(recipeOf));
  if (flags.dryRun === true) {
    const [{ planRecipe }, { sayChains }] = await Promise.all([import('../edges/shipped.ts'), import('../verify/listing.ts')]);
    for (const recipe of recipes) console.log(sayChains(planRecipe(recipe)).join('\n'));
    return;
  }
  const [{ prepareRecipe }, { readGroundFiles, renderGround, writeGround }, { compareGrounds }] = await Promise.all([
    import('../edges/shipped.ts'),
    import('../edges/verify.ts'),
    import('../verify/compare.ts'),
  ]);
  const out = flags.out ?? join(packageRoot, 'tool-primitives');
  // What servers write should not have the permissions that the person at this machine prefers.
  process.umask(0o022);
  // All of them first: a missing server should not show after minutes of work.
  const prepared = recipes.map((recipe) => prepareRecipe(recipe, flags.servers));
  const differing: string[] = [];
  for (const [index, name] of chosen.entries()) {
    const verified = await verifyOne(prepared[index] as Prepared, flags.jobs);
    const folder = join(out, name);
    if (flags.compare === true) {
      const lines = compareGrounds(readGroundFiles(folder), renderGround(verified));
      console.log(lines.length === 0 ? `${name}: same` : [`${name}: differs`, ...lines.map((line) => `  ${line}`)].join('\n'));
      if (lines.length > 0) differing.push(name);
      continue;
    }
    writeGround(folder, verified);
    console.log(await describe(verified));
  }
  if (differing.length > 0) throw new NearmissError(`recorded again, these differ from ${out}: ${differing.join(', ')}`, { code: 'claim' });
}

async function verifyOne({ plan, stage }: Prepared, jobs: number): Promise<Verified> {
  const { verifyPlan } = await import('../edges/verify.ts');
  const progress = new Progress(plan.name);
  try {
    return await verifyPlan(plan, stage, { jobs, onProgress: progress.show, onTrouble: progress.say });
  } finally {
    progress.end();
  }
}

async function describe({ ground, primitives, rejects }: Verified): Promise<string> {
  const { tabulateFamilies, tabulateTools } = await import('../verify/summary.ts');
  const tables = [tabulateTools(ground.tools, primitives, rejects), tabulateFamilies(ground.tools, primitives)];
  return [
    `${ground.name}: ${primitives.length} calls verified, ${rejects.length} not kept`,
    ...tables.filter(({ rows }) => rows.length > 0).map(({ headings, rows }) => tableOf(headings, rows)),
  ].join('\n');
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('a whole number from 1.');
  return count;
}
