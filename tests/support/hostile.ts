import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeCommand } from '../../src/edges/launch.ts';
import { type Limits, usualLimits } from '../../src/edges/limits.ts';
import { Session } from '../../src/edges/mcp.ts';
import type { HttpEntry } from '../../src/model/server-entry.ts';
import { judgeAnswer } from '../../src/verify/judge.ts';
import { redactText } from '../../src/verify/redact.ts';
import { readTools } from '../../src/verify/tools.ts';

export const hostileServer: string = fileURLToPath(new URL('hostile-server.mjs', import.meta.url));

/** What came of one server: the verdict of its one call, or at what it failed before. */
export interface Outcome {
  end: string;
  reason: string;
  channel: string | null;
  /** processes of the server that are left when all is closed */
  left: number[];
  /** tools that can be used, and why the others cannot */
  tools: string[];
  faults: string[];
}

/** Generous where nothing should be slow, so that a busy machine changes no verdict. */
export const hostileLimits: Limits = {
  ...usualLimits,
  start: 30_000,
  list: 30_000,
  call: 30_000,
  reply: 65_536,
  lines: 500,
  noise: 50,
  pages: 20,
  tools: 100,
};

/** Starts the misbehaving server in one mode, lists its tools, makes one call and ends it. */
export async function runHostile(
  mode: string,
  { limits = {}, sandbox = false, env = {} }: { limits?: Partial<Limits>; sandbox?: boolean; env?: Record<string, string> } = {},
): Promise<Outcome> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hostile-')));
  try {
    const entry = { kind: 'stdio', program: process.execPath, args: [hostileServer, mode], env, cwd: null } as const;
    const place = { folder, world: folder, home: join(folder, 'home'), temp: join(folder, 'temp') };
    for (const path of [place.home, place.temp]) mkdirSync(path);
    const server = await makeCommand(entry, place, { sandbox, network: false, onTrouble: () => undefined });
    const outcome = await converse(server, { ...hostileLimits, ...limits }, (text) => redactText(text, env));
    return { ...outcome, left: await findLasting(`${folder}/`) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same with a server that is reached by HTTP. */
export async function runHttp(entry: HttpEntry, limits: Partial<Limits> = {}): Promise<Outcome> {
  return { ...(await converse(entry, { ...hostileLimits, ...limits }, (text) => redactText(text, {}))), left: [] };
}

async function converse(
  server: Parameters<typeof Session.open>[0],
  limits: Limits,
  clean: (text: string) => string,
): Promise<Omit<Outcome, 'left'>> {
  const none = { channel: null, tools: [], faults: [] };
  let session: Session;
  try {
    session = await Session.open(server, { limits, clean });
  } catch (error) {
    return { end: 'not started', reason: (error as Error).message, ...none };
  }
  try {
    const listed = readTools(await session.listTools());
    const tools = listed.filter(({ fault }) => fault === null).map(({ name }) => name);
    const faults = listed.flatMap(({ fault }) => (fault === null ? [] : [fault]));
    const answer = await session.call('act', {});
    const { verdict, reason, channel } = judgeAnswer(answer, listed.find(({ name }) => name === 'act')?.outputs);
    return { end: verdict, reason: `${reason}${verdict === 'crashed' ? session.stderr : ''}`, channel, tools, faults };
  } catch (error) {
    return { end: 'not listed', reason: (error as Error).message, ...none };
  } finally {
    await session.close();
  }
}

/** Processes that are still there when those that were killed have had a second to go, as they may need on a busy machine. */
async function findLasting(marker: string): Promise<number[]> {
  for (let tries = 0; tries < 20 && findProcesses(marker).length > 0; tries += 1) await setTimeout(50);
  return findProcesses(marker);
}

/** Processes that carry a text in their environment, zombies apart. Only Linux shows them. */
export function findProcesses(marker: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return Number.isInteger(pid) && pid !== process.pid && readFileSync(`/proc/${pid}/environ`).includes(marker);
      } catch {
        return false;
      }
    });
}
