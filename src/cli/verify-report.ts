import type { Verified } from '../edges/verify.ts';
import type { ServerReport, ToolReport } from '../model/verify-report.ts';
import { tableOf } from './table.ts';

/** What came of one server: for machines, and as text for a person. */
export interface Outcome {
  report: ServerReport;
  text: string;
}

/** What a report says beside the records. */
export interface Circumstances {
  folder: string;
  /** whether there was a world that a change would show in */
  seesWorld: boolean;
  notes: readonly string[];
}

/** Says what was recorded of a server: each tool, whether it may be used, and why. */
export async function describeRecorded(
  { ground, primitives, rejects }: Verified,
  { folder, seesWorld, notes }: Circumstances,
): Promise<Outcome> {
  const { reportTools, sayLies } = await import('../verify/report.ts');
  const tools = reportTools({ tools: ground.tools, primitives, rejects }, seesWorld);
  const said = [...sayLies(tools), ...notes];
  const admitted = tools.filter((tool) => tool.admitted).length;
  const text = [
    `${ground.name}: ${primitives.length} calls verified, ${rejects.length} not kept; ${admitted} of ${tools.length} tools admitted, into ${folder}`,
    tableOf(['tool', 'admitted', 'tried', 'ok', 'scenarios', 'why'], tools.map(sayTool)).trimEnd(),
    ...sayCoverage(tools),
    ...said.map((note) => `! ${note}`),
  ].join('\n');
  const { name, protocol, server } = ground;
  const calls = { verified: primitives.length, refused: rejects.length };
  return { report: { name, outcome: 'recorded', folder, server, protocol, calls, tools, notes: said }, text };
}

function sayTool({ name, admitted, usable, scenarios, reason }: ToolReport): string[] {
  const refused = Object.entries(usable.refused).map(([kind, count]) => `${kind} ${count}`);
  const isCount = /^\d+ of \d+ calls verified$/u.test(reason);
  const masked = usable.masked === 0 ? [] : [`${usable.masked} masked`];
  const why =
    isCount && usable.verified > 0 ? [...refused, ...masked].join(', ') : usable.tried > 0 && isCount ? (usable.example ?? reason) : reason;
  return [name, admitted ? 'yes' : 'no', `${usable.tried}`, `${usable.verified}`, `${scenarios.covered}/${scenarios.tried}`, cut(why)];
}

/** Distinct values of every argument of the tools that were tried; `!` where a critical one has fewer siblings than it should. */
function sayCoverage(tools: readonly ToolReport[]): string[] {
  const rows = tools
    .filter(({ usable, parameters }) => usable.tried > 0 && parameters.length > 0)
    .map(({ name, parameters }) => [
      name,
      parameters
        .map(
          ({ pointer, values, critical, siblings, wanted }) => `${pointer.slice(1)} ${values}${critical && siblings < wanted ? '!' : ''}`,
        )
        .join('  '),
    ]);
  if (rows.length === 0) return [];
  const isThin = rows.some(([, text]) => text?.includes('!') === true);
  const legend = isThin
    ? ['  !: what matters here has too few values that differ in nothing else; four make good near misses (--values gives more)']
    : [];
  return [tableOf(['tool', 'values that held, by argument'], rows).trimEnd(), ...legend];
}

function cut(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
