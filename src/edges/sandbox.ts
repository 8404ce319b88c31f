import { execFile } from 'node:child_process';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join, sep } from 'node:path';
import { promisify } from 'node:util';

/** What one server may touch. */
export interface Bounds {
  /** the only folder it can write to; its world, home and temporary files lie in it */
  writable: string;
  /** folder in `writable` that stands for /tmp, where that is possible */
  temp: string;
  /** whether it may use the network */
  network: boolean;
  /** paths it is run from: program, arguments, working folder. What is hidden elsewhere is left where these need it */
  needs: readonly string[];
}

/** Where people keep what opens other doors, below their home. A server can read the rest of the system, but none of these. */
const secretPlaces = [
  '.ssh',
  '.gnupg',
  '.aws',
  '.azure',
  '.kube',
  '.docker',
  '.password-store',
  '.mozilla',
  '.thunderbird',
  '.config/gcloud',
  '.config/gh',
  '.config/op',
  '.config/rclone',
  '.config/google-chrome',
  '.config/chromium',
  '.local/share/keyrings',
  '.netrc',
  '.npmrc',
  '.pypirc',
  '.git-credentials',
  '.config/git/credentials',
  '.vault-token',
  '.bash_history',
  '.zsh_history',
  '.python_history',
  '.node_repl_history',
];
/** Folders where services listen on sockets that a file system bound read-only does not close. */
const socketPlaces = ['/run', '/var/run', '/tmp/.X11-unix'];
/** What name look-up needs of them. */
const resolverPlaces = ['/run/systemd/resolve', '/run/resolvconf', '/run/nscd'];
const probeTime = 5_000;

let probed: Promise<string | null> | undefined;

/** The path of bubblewrap where it is installed and may make namespaces, else null. Tried once in the life of this program. */
export function findSandbox(): Promise<string | null> {
  probed ??= probe();
  return probed;
}

async function probe(): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'bwrap'))
    .find((path) => isAbsolute(path) && existsSync(path));
  if (found === undefined) return null;
  try {
    const args = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--tmpfs', '/run', ...namespaces(false), '--', '/bin/true'];
    await promisify(execFile)(found, args, { timeout: probeTime, env: {} });
    return found;
  } catch {
    // Installed, but this user or this machine (a container, a hardened kernel) may not make namespaces.
    return null;
  }
}

/**
 * What is put before a command to shut it in: it sees the system read-only, without the secrets in this person's home and without
 * the sockets of services; writes to one folder; has its own process numbers, so that nothing survives it; and dies with this
 * program. Paths stay what they are, so that it answers as it would outside.
 */
export function launcherFor(sandbox: string, { writable, temp, network, needs }: Bounds): [string, ...string[]] {
  const isInside = (path: string) => path === writable || path.startsWith(writable + sep);
  const needed = needs
    .filter((path) => isAbsolute(path) && !isInside(path) && existsSync(path))
    .flatMap((path) => [path, realpathSync(path)]);
  const isNeeded = (folder: string) => needed.some((path) => path === folder || path.startsWith(folder + sep));
  const args = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'];
  for (const place of socketPlaces) if (isRealFolder(place) && !isNeeded(place)) args.push('--tmpfs', place);
  if (network) for (const place of resolverPlaces) if (existsSync(place)) args.push('--ro-bind', place, place);
  for (const place of secretPlaces) {
    const path = join(homedir(), place);
    if (!existsSync(path) || isNeeded(path)) continue;
    if (isRealFolder(path)) args.push('--tmpfs', path);
    else args.push('--ro-bind', '/dev/null', realpathSync(path));
  }
  // A server that lies in /tmp itself must still be found there; then /tmp is what everything else is: there to be read.
  if (!isNeeded('/tmp')) args.push('--bind', temp, '/tmp');
  else for (const place of agentSockets()) args.push('--tmpfs', place);
  args.push('--bind', writable, writable);
  return [sandbox, ...args, ...namespaces(network), '--'];
}

function namespaces(network: boolean): string[] {
  return ['--unshare-all', ...(network ? ['--share-net'] : []), '--die-with-parent', '--cap-drop', 'ALL'];
}

function agentSockets(): string[] {
  return readdirSync('/tmp')
    .filter((name) => name.startsWith('ssh-'))
    .map((name) => join('/tmp', name))
    .filter(isRealFolder);
}

/** A folder that is no link: nothing can be mounted on a link. */
function isRealFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory() && realpathSync(path) === path;
  } catch {
    return false;
  }
}
