import { delimiter } from 'node:path';
import type { StdioEntry } from '../model/server-entry.ts';
import type { ServerCommand } from './process.ts';
import { findSandbox, launcherFor } from './sandbox.ts';

/** The folders of one server process. */
export interface Place {
  /** holds all others; the only one that a server which is shut in can write to */
  folder: string;
  /** what the server works on */
  world: string;
  home: string;
  temp: string;
}

export interface LaunchOptions {
  /** whether servers are shut in where the system can do that: no network, one folder to write to, nothing left behind */
  sandbox: boolean;
  /** whether a server that is shut in may use the network all the same */
  network: boolean;
  /** told what a person should know */
  onTrouble(message: string): void;
}

/** Said once in the life of this program, however many servers run. */
let hasToldOfSandbox = false;

/** The command of a server with its whole environment, a few variables and what its entry names, shut in where that works. */
export async function makeCommand(entry: StdioEntry, place: Place, options: LaunchOptions): Promise<ServerCommand> {
  const cwd = entry.cwd ?? place.world;
  const env = {
    PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: place.home,
    // As a shell would; what shuts the server in sets it, too.
    PWD: cwd,
    TMPDIR: place.temp,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    ...entry.env,
  };
  const command = { program: entry.program, args: entry.args, cwd, env, marker: `${place.folder}/` };
  if (!options.sandbox) return { ...command, launcher: null };
  const sandbox = await findSandbox();
  if (sandbox === null) {
    if (!hasToldOfSandbox) {
      options.onTrouble('bubblewrap (bwrap) is not there or may not be used here: the server runs with all that this user may do');
    }
    hasToldOfSandbox = true;
    return { ...command, launcher: null };
  }
  const needs = [entry.program, ...entry.args, cwd, ...Object.values(env).flatMap((value) => value.split(delimiter))];
  const launcher = launcherFor(sandbox, { writable: place.folder, temp: place.temp, network: options.network, needs });
  return { ...command, launcher };
}
