import { NearmissError } from '../errors.ts';

/** The flags of `nearmiss verify` as they are parsed. */
export interface VerifyFlags {
  all?: true;
  out?: string;
  servers: string;
  jobs: number;
  alone?: true;
  diff?: true;
  dryRun?: true;
  listCalls?: true;
  json?: true;
  config?: string;
  server?: string;
  url?: string;
  mcpJson?: string;
  only?: string[];
  name?: string;
  world?: string;
  cwd?: string;
  env: string[];
  header: string[];
  allowWrites?: true;
  network?: true;
  sandbox: boolean;
  yes?: true;
  values?: string;
  maxCalls?: number;
  maxCallsPerTool?: number;
  maxMinutes?: number;
  queue?: string;
}

const sources = ['server', 'url', 'mcpJson'] as const;

/** Which flags mean something only beside others, and why they are there. */
const companions: readonly { flags: readonly (keyof VerifyFlags)[]; beside: readonly (keyof VerifyFlags)[] }[] = [
  { flags: ['name'], beside: ['server', 'url'] },
  { flags: ['cwd', 'env'], beside: ['server'] },
  { flags: ['header'], beside: ['url'] },
  { flags: ['only'], beside: ['mcpJson'] },
  { flags: ['world'], beside: ['server', 'mcpJson'] },
];

/** Refuses flags that contradict each other or would be passed over, in one line. */
export function checkFlags(names: readonly string[], flags: VerifyFlags): void {
  const chosen = sources.filter((flag) => flags[flag] !== undefined);
  if (chosen.length > 1) throw new NearmissError(`${chosen.map(spell).join(' and ')}: servers come from one place at a time`);
  const [source] = chosen;
  if (source !== undefined && (names.length > 0 || flags.all === true))
    throw new NearmissError(
      `${spell(source)} names servers of your own: name no shipped ground beside it${source === 'mcpJson' ? ' (--only picks some of its servers)' : ''}`,
    );
  for (const { flags: dependent, beside } of companions) {
    const given = dependent.find((flag) => isGiven(flags[flag]));
    if (given !== undefined && !beside.some((flag) => flags[flag] !== undefined))
      throw new NearmissError(`${spell(given)} goes with ${beside.map(spell).join(' or ')}, for a server of your own`);
  }
  const modes = (['diff', 'listCalls'] as const).filter((flag) => flags[flag] !== undefined);
  if (flags.queue !== undefined && (flags.dryRun === true || flags.listCalls === true))
    throw new NearmissError('--queue has calls made, and --dry-run and --list-calls make none');
  if (modes.length > 1) throw new NearmissError(`${modes.map(spell).join(' and ')}: one at a time`);
}

/** A flag as it is typed. */
export function spell(flag: keyof VerifyFlags): string {
  return `--${flag.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}
