import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ExploreOptions } from '../edges/explore.ts';
import type { OwnServer } from '../edges/own-server.ts';
import type { Prepared } from '../edges/shipped.ts';
import type { Verified } from '../edges/verify.ts';
import { NearmissError } from '../errors.ts';
import { splitCommand } from '../verify/explore/command-line.ts';
import { Progress } from './progress.ts';
import { tableOf } from './table.ts';

/** Folder of this package: two above this module, both in its source and as built. */
const packageRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

interface VerifyFlags {
  all?: true;
  out?: string;
  servers: string;
  jobs: number;
  alone?: true;
  dryRun?: true;
  compare?: true;
  server?: string;
  name?: string;
  world?: string;
  cwd?: string;
  env: string[];
  allowWrites?: true;
  values?: string;
  maxCalls?: number;
  maxCallsPerTool?: number;
  maxMinutes?: number;
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
    .option('--alone', 'a server process for every chain of calls, both times; slow')
    .option('--compare', 'write nothing: record again and say what differs from what is there')
    .option('--dry-run', 'list the calls without making them')
    .optionsGroup('A server of your own:')
    .addOption(new Option('--server <command>', 'the command that runs it over stdio; no shell reads it'))
    .addOption(new Option('--name <ground>', 'what to call its ground'))
    .addOption(new Option('--world <dir>', 'folder it works on: every process gets a copy, also where the command names it'))
    .addOption(new Option('--cwd <dir>', 'its working folder (default: the world)'))
    .addOption(
      new Option('--env <name[=value]>', 'a variable it gets, from here when without a value; repeatable')
        .argParser(collect)
        .default([], 'none'),
    )
    .option('--allow-writes', 'also call tools that are not marked read-only; needs --world')
    .addOption(new Option('--values <file>', 'values to try: JSON or YAML, parameter or tool.parameter to a list'))
    .addOption(
      new Option('--max-calls-per-tool <n>', 'calls of one tool while finding out what it takes (default: 80)').argParser(readCount),
    )
    .addOption(new Option('--max-calls <n>', 'such calls of all tools (default: 2000)').argParser(readCount))
    .addOption(new Option('--max-minutes <n>', 'time for everything (default: 10)').argParser(readCount))
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  nearmiss verify filesystem git                     record two shipped grounds again\n' +
        '  nearmiss verify --all --compare                    are the shipped recordings still what the servers say?\n' +
        '  nearmiss verify --server "node server.js ./data" --world ./data --name desk\n',
    )
    .action(runVerify);
}

async function runVerify(names: string[], flags: VerifyFlags): Promise<void> {
  // What servers write should not have the permissions that the person at this machine prefers.
  process.umask(0o022);
  if (flags.server !== undefined) {
    await verifyOwn(flags.server, names, flags);
    return;
  }
  for (const flag of ['name', 'world', 'cwd', 'allowWrites', 'values', 'maxCalls', 'maxCallsPerTool', 'maxMinutes'] as const) {
    if (flags[flag] !== undefined)
      throw new NearmissError(
        `--${flag.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)} goes with --server, for a server of your own`,
      );
  }
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
  // All of them first: a missing server should not show after minutes of work.
  const prepared = recipes.map((recipe) => prepareRecipe(recipe, flags.servers));
  const differing: string[] = [];
  for (const [index, name] of chosen.entries()) {
    const verified = await verifyOne(prepared[index] as Prepared, flags);
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

async function verifyOne({ plan, stage }: Prepared, { jobs, alone }: VerifyFlags): Promise<Verified> {
  const [{ verifyPlan }, { fastScratch }] = await Promise.all([import('../edges/verify.ts'), import('../edges/recorder.ts')]);
  const progress = new Progress(plan.name, 'chains');
  try {
    return await verifyPlan(plan, stage, {
      jobs,
      alone: alone === true,
      scratchIn: fastScratch(),
      onProgress: progress.advance,
      onTrouble: progress.say,
    });
  } finally {
    progress.finish();
  }
}

/** Explores a server of the user's own and records what holds, with phrases to start from. */
async function verifyOwn(command: string, names: readonly string[], flags: VerifyFlags): Promise<void> {
  if (names.length > 0 || flags.all === true)
    throw new NearmissError('--server is for one server of your own: name no shipped ground beside it');
  if (flags.compare === true) throw new NearmissError('--compare is for shipped grounds');
  const name = flags.name ?? '';
  if (!/^[a-z][a-z0-9-]*$/u.test(name)) {
    throw new NearmissError(
      `--name ${JSON.stringify(name)}: a server of your own needs a name of small letters, digits and dashes, such as "desk"`,
    );
  }
  const [program, ...args] = splitCommand(command) as [string, ...string[]];
  const { env, secrets } = readSettings(flags.env);
  const server: OwnServer = {
    name,
    entry: { kind: 'stdio', program, args, env, cwd: flags.cwd ?? null },
    world: flags.world ?? null,
    secrets,
    allowWrites: flags.allowWrites === true,
  };
  const limits = await readExploring(flags);
  const { exploreServer, planExploration } = await import('../edges/explore.ts');
  if (flags.dryRun === true) {
    const { sayChains } = await import('../verify/listing.ts');
    console.log(sayChains(await planExploration(server, limits)).join('\n'));
    return;
  }
  const [{ writeGround }, { writeFileWhole }] = await Promise.all([import('../edges/verify.ts'), import('../edges/files.ts')]);
  const progress = new Progress(name, 'chains');
  const explored = await exploreServer(server, {
    ...limits,
    jobs: flags.jobs,
    alone: flags.alone === true,
    onProgress: progress.advance,
    onTrouble: progress.say,
  }).finally(progress.finish);
  const out = flags.out ?? 'tool-primitives';
  const folder = join(out, name);
  writeGround(folder, explored);
  writeFileWhole(join(folder, 'phrases.starter.json'), `${JSON.stringify(explored.phrases, null, 2)}\n`);
  console.log(await describe(explored));
  for (const [tool, why] of explored.lacking) console.log(`no call of ${tool} held: ${why}`);
  if (explored.shortfall !== null) console.log(`${explored.shortfall}: give more --max-minutes`);
  if (explored.primitives.length === 0) {
    console.log(`No call held, so there is nothing to build from: ${join(folder, 'rejects.jsonl')} says why.`);
    return;
  }
  console.log(
    `Next: say in ${join(folder, 'phrases.json')} how people ask. phrases.starter.json beside it is a start that builds at once:`,
  );
  console.log(`  cp ${join(folder, 'phrases.starter.json')} ${join(folder, 'phrases.json')}`);
  if (explored.idle.length > 0) {
    const mix = Object.fromEntries(explored.idle.map((family) => [family, 0]));
    console.log(`  echo '${JSON.stringify({ mix })}' > nearmiss.config.json    (these calls give none of that)`);
  }
  console.log(`  nearmiss build --primitives ${out} --grounds ${name} --pairs 500`);
}

/** What exploring may use up, and values the user knows. */
async function readExploring({ values, maxCalls, maxCallsPerTool, maxMinutes }: VerifyFlags): Promise<ExploreOptions> {
  return {
    ...(values === undefined ? {} : { given: await (await import('../edges/given-values.ts')).readGivenValues(values) }),
    budget: {
      ...(maxCalls === undefined ? {} : { calls: maxCalls }),
      ...(maxCallsPerTool === undefined ? {} : { perTool: maxCallsPerTool }),
      ...(maxMinutes === undefined ? {} : { time: maxMinutes * 60_000 }),
    },
  };
}

/** Variables for a server. Those taken from here, and those named like a secret, must not show in any record. */
function readSettings(settings: readonly string[]): { env: Record<string, string>; secrets: Record<string, string> } {
  const env: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  for (const setting of settings) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)(?:=(.*))?$/su.exec(setting) ?? [];
    if (name === undefined) throw new NearmissError(`--env ${JSON.stringify(setting.split('=')[0])}: give NAME or NAME=value`);
    const given = value ?? process.env[name];
    if (given === undefined) throw new NearmissError(`--env ${name}: it is not set here`);
    env[name] = given;
    if (value === undefined || /key|token|secret|passw|auth|credential/iu.test(name)) secrets[name] = given;
  }
  return { env, secrets };
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
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
