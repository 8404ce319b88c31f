import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Explored } from '../edges/explore.ts';
import { checkProgram, resolveSource, type Source } from '../edges/sources/source.ts';
import { openTrust, settingsFolder } from '../edges/trust.ts';
import { NearmissError } from '../errors.ts';
import type { ServerReport } from '../model/verify-report.ts';
import { Progress } from './progress.ts';
import { allowServer, askAtTerminal, sayLaunch } from './verify-allow.ts';
import { elsewhere } from './verify-elsewhere.ts';
import type { VerifyFlags } from './verify-flags.ts';
import { describeRecorded, type Outcome } from './verify-report.ts';

/** Where grounds of one's own are written when nothing else is said. */
const usualOut = 'tool-primitives';

/** Explores one server of the user's own and records what holds, or says what differs from what was recorded. */
export async function verifyOwn(source: Source, flags: VerifyFlags): Promise<Outcome> {
  const { server, shown } = resolveSource(source, { env: process.env, home: homedir() });
  const out = flags.out ?? usualOut;
  const folder = join(out, source.name);
  if (flags.dryRun === true) return planOwn(source, shown, flags.diff === true ? folder : null);
  checkProgram(server, process.env.PATH);
  const recorded = flags.diff === true ? (await import('../edges/replay.ts')).readRecorded(folder) : null;
  await allowServer(source, shown, {
    trust: openTrust(settingsFolder(process.env, homedir())),
    isAllowed: flags.yes === true,
    ask: askAtTerminal(),
    tell: (text) => process.stderr.write(`${text}\n`),
  });
  const progress = new Progress(source.name, flags.diff === true ? 'chains' : 'calls');
  const options = {
    jobs: flags.jobs,
    alone: flags.alone === true,
    sandbox: flags.sandbox,
    network: shown.network,
    onProgress: progress.advance,
    onTrouble: progress.say,
    ...(flags.queue === undefined ? {} : await elsewhere(flags.queue, true, progress)),
  };
  if (recorded !== null) {
    const [{ replayGround }, { diffGrounds, sayDiff }] = await Promise.all([import('../edges/replay.ts'), import('../verify/diff.ts')]);
    const { verified, masks } = await replayGround(server, recorded, options).finally(progress.finish);
    const diff = diffGrounds({ ...recorded, rejects: [] }, verified, masks);
    return {
      report: { name: source.name, outcome: diff.drift ? 'drift' : 'same', folder, diff },
      text: sayDiff(source.name, diff).join('\n'),
    };
  }
  const [{ exploreServer, planExploration }, { writeGround }, { readGivenValues }] = await Promise.all([
    import('../edges/explore.ts'),
    import('../edges/verify.ts'),
    import('../edges/given-values.ts'),
  ]);
  const exploring = {
    ...options,
    ...(flags.values === undefined ? {} : { given: await readGivenValues(flags.values) }),
    budget: readBudget(flags),
  };
  if (flags.listCalls === true) {
    const { sayChains, listSteps } = await import('../verify/listing.ts');
    const plan = await planExploration(server, exploring).finally(progress.finish);
    return { report: { name: source.name, outcome: 'planned', launch: shown, chains: listSteps(plan) }, text: sayChains(plan).join('\n') };
  }
  const explored = await exploreServer(server, exploring).finally(progress.finish);
  writeGround(folder, explored, new Map([['phrases.starter.json', `${JSON.stringify(explored.phrases, null, 2)}\n`]]));
  const notes = [
    ...(explored.shortfall === null ? [] : [`${explored.shortfall}: give more --max-minutes`]),
    ...(server.entry.kind === 'http' ? ['it runs elsewhere: what its calls change there cannot be seen'] : []),
  ];
  const outcome = await describeRecorded(explored, { folder, seesWorld: server.world !== null, notes });
  return { ...outcome, text: `${outcome.text}\n${sayNext(explored, folder, out)}` };
}

function planOwn(source: Source, shown: ReturnType<typeof resolveSource>['shown'], folder: string | null): Promise<Outcome> | Outcome {
  const report: ServerReport = { name: source.name, outcome: 'planned', launch: shown, chains: null };
  const text = sayLaunch(source, shown);
  if (folder === null)
    return { report, text: `${text}\n  (not started: --list-calls starts it, lists its tools and shows the calls it would begin with)` };
  return (async () => {
    const [{ planReplay, readRecorded }, { sayChains, listSteps }] = await Promise.all([
      import('../edges/replay.ts'),
      import('../verify/listing.ts'),
    ]);
    const plan = planReplay(readRecorded(folder));
    return { report: { ...report, chains: listSteps(plan) }, text: `${text}\n${sayChains(plan).join('\n')}` };
  })();
}

function sayNext({ ground, primitives, idle }: Explored, folder: string, out: string): string {
  if (primitives.length === 0) return `No call held, so there is nothing to build from: ${join(folder, 'rejects.jsonl')} says why.`;
  const [phrases, starter] = [join(folder, 'phrases.json'), join(folder, 'phrases.starter.json')];
  const mix = JSON.stringify({ mix: Object.fromEntries(idle.map((family) => [family, 0])) });
  return [
    `Next: say in ${phrases} how people ask. phrases.starter.json beside it is a start that builds at once:`,
    `  cp ${starter} ${phrases}`,
    ...(idle.length === 0 ? [] : [`  put ${mix} into nearmiss.config.json    (these calls give none of that)`]),
    `  nearmiss build --primitives ${out} --grounds ${ground.name} --pairs 500`,
  ].join('\n');
}

function readBudget({ maxCalls, maxCallsPerTool, maxMinutes }: VerifyFlags): { calls?: number; perTool?: number; time?: number } {
  return {
    ...(maxCalls === undefined ? {} : { calls: maxCalls }),
    ...(maxCallsPerTool === undefined ? {} : { perTool: maxCallsPerTool }),
    ...(maxMinutes === undefined ? {} : { time: maxMinutes * 60_000 }),
  };
}

/** Refuses what no server of one's own could be verified with, before any is started. */
export function checkOwn(source: Source): void {
  if (source.settings.allowWrites === true && source.settings.world === undefined) {
    throw new NearmissError(
      source.settings.url === undefined
        ? `${source.name}: --allow-writes needs --world <dir>: calls that write are made on copies of it, so that each starts from the same state (an empty folder will do for a server that keeps nothing)`
        : `${source.name}: --allow-writes needs a world that can be put back, and a server elsewhere has none`,
    );
  }
}
