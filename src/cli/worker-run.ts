import { homedir } from 'node:os';
import type { OwnServer } from '../edges/own-server.ts';
import { takeOverSignals } from '../edges/process.ts';
import { type FetchMaterial, Hand, type Skill } from '../edges/queue/hand.ts';
import { checkProgram, resolveSource } from '../edges/sources/source.ts';
import { openTrust, settingsFolder } from '../edges/trust.ts';
import type { Announcement } from '../model/queue.ts';
import { settleConfig } from './config.ts';
import { allowServer } from './verify-allow.ts';
import { checkOwn } from './verify-own.ts';
import { findConfigured } from './verify-sources.ts';

export interface WorkerFlags {
  queue: string;
  config?: string;
  calls: number;
  jobs: number;
  patience: number;
  parts?: string;
  primitives?: string;
  servers: string;
  sandbox: boolean;
  yes?: boolean;
}

export async function runWorker(flags: WorkerFlags): Promise<void> {
  const { patience } = flags;
  const tell = (message: string): void => {
    process.stderr.write(`worker ${process.pid}: ${message}\n`);
  };
  // What servers write should not have the permissions that the person at this machine prefers.
  process.umask(0o022);
  const hand = await Hand.open(flags.queue, { patience, prepare: await makePrepare(flags, tell), tell });
  tell(`waits for work at ${hand.address}`);
  takeOverSignals();
  let signals = 0;
  const stop = (): void => {
    signals += 1;
    if (signals > 1) process.exit(130);
    tell('stopping once the jobs in hand are done; once more stops at once');
    hand.stop();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  await hand.work();
  // Connections that could not be ended must not keep the process.
  process.exit();
}

/** How this worker gets ready for each kind of run; what a kind needs is loaded with the first of them. */
async function makePrepare(
  { config: file, calls, jobs, parts, primitives, servers, sandbox, yes }: WorkerFlags,
  tell: (message: string) => void,
): Promise<(announcement: Announcement, fetch: FetchMaterial) => Promise<Skill>> {
  const config = await settleConfig(file, { primitives });
  const findOwn = async (name: string): Promise<{ server: OwnServer; network: boolean }> => {
    const source = await findConfigured(name, file);
    checkOwn(source);
    const { server, shown } = resolveSource(source, { env: process.env, home: homedir() });
    checkProgram(server, process.env.PATH);
    const trust = openTrust(settingsFolder(process.env, homedir()));
    await allowServer(source, shown, { trust, isAllowed: yes === true, ask: null, tell });
    return { server, network: shown.network };
  };
  return async (announcement, fetch) => {
    if (announcement.kind === 'model') {
      const { prepareModel } = await import('../edges/queue/model-skill.ts');
      return prepareModel(announcement, config.model, calls);
    }
    if (announcement.kind === 'shard') {
      const { prepareShards } = await import('./shard-skill.ts');
      return prepareShards(announcement, fetch, { parts, primitives: config.primitives });
    }
    const { prepareVerify } = await import('../edges/queue/verify-skill.ts');
    return prepareVerify(announcement, fetch, { servers, sandbox, jobs, findOwn, onTrouble: tell });
  };
}
