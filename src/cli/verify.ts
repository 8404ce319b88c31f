import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { NearmissError } from '../errors.ts';
import type { ServerReport, VerifyReport } from '../model/verify-report.ts';
import { queueOption } from './queue-flags.ts';
import { checkFlags, type VerifyFlags } from './verify-flags.ts';
import type { Outcome } from './verify-report.ts';
import { packageRoot } from './verify-shipped.ts';

const examples = `
Servers of your own:
  nearmiss verify --server "node server.js ./data" --world ./data --name desk
      the command runs in copies of ./data; only tools marked read-only are called
  nearmiss verify --server "node server.js ./data" --world ./data --name desk --allow-writes
      all tools, each chain of calls in a fresh copy
  nearmiss verify --url https://example.com/mcp --header 'Authorization=Bearer \\\${DESK_TOKEN}' --name desk
  nearmiss verify --mcp-json .vscode/mcp.json --only github,notes
      servers as your editor knows them; \\\${NAME} and \\\${env:NAME} are filled from here
  nearmiss verify desk
      a server that nearmiss.config.json names under "servers"

In CI:
  nearmiss verify desk --yes --diff --json     do tools and replies stand as recorded? 0 yes, 1 no, 2 it could not be run

Shipped grounds:
  nearmiss verify filesystem git               record two again
  nearmiss verify --all --diff                 are they still what their servers say, to the byte?
`.replaceAll('\\$', '$');

/** `nearmiss verify`: runs call chains on real servers and records the calls that hold. */
export function verifyCommand(): Command {
  return new Command('verify')
    .summary('run calls on real MCP servers and record those that hold')
    .description(
      'Runs calls on MCP servers, each twice in a fresh world, and records those that gave the same good reply both times.\n' +
        'A server that fails is reported and does not stop the others.',
    )
    .argument('[name...]', 'servers of your config file, or shipped grounds (default: all servers of the config file)')
    .option('--all', 'all shipped grounds')
    .addOption(
      new Option(
        '--out <dir>',
        'folder that holds the folders of the grounds (default: tool-primitives, for shipped grounds the shipped one)',
      ),
    )
    .option('--diff', 'write nothing: say what tools and recorded calls are otherwise now')
    .option('--dry-run', 'say what would be run, and run nothing')
    .option('--list-calls', 'start the server, list its tools and the calls it would begin with, and make none')
    .option('--json', 'one JSON object on stdout, as schemas/verify-report.json says')
    .addOption(new Option('--jobs <n>', 'server processes at a time').argParser(readCount).default(availableParallelism(), 'one per core'))
    .addOption(queueOption('the chains of calls run'))
    .option('--alone', 'a server process for every chain of calls, both times; slow')
    .addOption(
      new Option('--servers <dir>', 'folder with the pinned servers of shipped grounds').default(
        join(packageRoot, 'tool-primitives', 'servers'),
        'the shipped one',
      ),
    )
    .optionsGroup('A server of your own:')
    .addOption(new Option('--server <command>', 'the command that runs it over stdio; no shell reads it'))
    .addOption(new Option('--url <address>', 'or the address of its streamable HTTP endpoint'))
    .addOption(new Option('--mcp-json <file>', "or the servers of an editor's mcp.json"))
    .addOption(new Option('--only <a,b>', 'some of them').argParser(splitList))
    .addOption(new Option('--config <file>', 'or those of a config file, by name; nearmiss.config.{json,yaml,ts} when left out'))
    .addOption(new Option('--name <ground>', 'what to call the ground of --server or --url'))
    .addOption(new Option('--world <dir>', 'folder it works on: every process gets a copy, also where the command names it'))
    .addOption(new Option('--cwd <dir>', 'its working folder (default: the world)'))
    .addOption(collecting('--env <name[=value]>', 'a variable it gets, from here when without a value; repeatable'))
    .addOption(
      collecting('--header <name[=value]>', 'a header it is sent; without a value from the variable called so (X-Api-Key: X_API_KEY)'),
    )
    .option('--allow-writes', 'also call tools that are not marked read-only; needs --world')
    .option('--network', 'let it use the network, where servers are shut in')
    .option('--no-sandbox', 'do not shut servers in, even where bubblewrap can')
    .option('--yes', 'start servers without asking, in this run')
    .optionsGroup('What is tried of it:')
    .addOption(new Option('--values <file>', 'values to try: JSON or YAML, parameter or tool.parameter to a list'))
    .addOption(
      new Option('--max-calls-per-tool <n>', 'calls of one tool while finding out what it takes (default: 80)').argParser(readCount),
    )
    .addOption(new Option('--max-calls <n>', 'such calls of all tools (default: 2000)').argParser(readCount))
    .addOption(new Option('--max-minutes <n>', 'time for everything (default: 10)').argParser(readCount))
    .addHelpText('after', examples)
    .action(runVerify);
}

async function runVerify(names: string[], flags: VerifyFlags): Promise<void> {
  // What servers write should not have the permissions that the person at this machine prefers.
  process.umask(0o022);
  checkFlags(names, flags);
  const [{ pickServers }, { checkOwn, verifyOwn }, { prepareShipped }] = await Promise.all([
    import('./verify-sources.ts'),
    import('./verify-own.ts'),
    import('./verify-shipped.ts'),
  ]);
  const picked = await pickServers(names, flags);
  const tasks: { name: string; run(): Promise<Outcome> | Outcome }[] = [
    ...(await prepareShipped(picked.shipped, flags)),
    ...picked.own.map((source) => ({
      name: source.name,
      run: () => {
        checkOwn(source);
        return verifyOwn(source, flags);
      },
    })),
    ...picked.faulty.map(({ name, label, message }) => ({
      name,
      run: () => {
        throw new NearmissError(label === name ? `${name}: ${message}` : `"${label}": ${message}`);
      },
    })),
  ];
  const reports: ServerReport[] = [];
  const failures: NearmissError[] = [];
  for (const task of tasks) {
    try {
      const { report, text } = await task.run();
      reports.push(report);
      if (flags.json !== true) console.log(text);
    } catch (error) {
      if (!(error instanceof NearmissError)) throw error;
      failures.push(error);
      reports.push({ name: task.name, outcome: 'failed', message: error.message });
      const isNamed = error.message.startsWith(`${task.name}: `) || error.message.includes(`"${task.name}"`);
      if (tasks.length > 1) process.stderr.write(`nearmiss: ${isNamed ? '' : `${task.name}: `}${error.message}\n`);
    }
  }
  if (flags.json === true) {
    const { verifyReportSchema } = await import('../model/verify-report.ts');
    const mode = flags.dryRun === true || flags.listCalls === true ? 'dry-run' : flags.diff === true ? 'diff' : 'record';
    const report: VerifyReport = { schema: 'nearmiss/verify-report@1', mode, servers: reports };
    console.log(JSON.stringify(verifyReportSchema.parse(report), null, 2));
  }
  endWith(tasks.length, reports, failures);
}

/** A failure weighs more than drift: what could not be run was not compared. */
function endWith(all: number, reports: readonly ServerReport[], failures: readonly NearmissError[]): void {
  const [failure] = failures;
  if (failure !== undefined && all === 1) throw failure;
  const named = (outcome: ServerReport['outcome']) => reports.filter((report) => report.outcome === outcome).map(({ name }) => name);
  if (failure !== undefined) throw new NearmissError(`${failures.length} of ${all} could not be verified: ${named('failed').join(', ')}`);
  const drifted = named('drift');
  if (drifted.length > 0) throw new NearmissError(`not as recorded: ${drifted.join(', ')}`, { code: 'claim' });
}

function collecting(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before: readonly string[]) => [...before, value]).default([], 'none');
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('a whole number from 1.');
  return count;
}
