import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { constants } from 'node:os';

/** How a server is run: a program and its arguments, without a shell. */
export interface ServerCommand {
  program: string;
  args: readonly string[];
  cwd: string;
  /** the whole environment: nothing is inherited */
  env: Readonly<Record<string, string>>;
  /**
   * The folder this server is given, ending in a slash. It stands in this server's environment (its scratch home) and in no
   * other's: processes that left the group, as daemons do, are found by it where the system shows such things.
   */
  marker: string;
  /** what is started in the place of the program, to shut it in; null: the program itself */
  launcher: readonly [string, ...string[]] | null;
}

/** Bytes of stderr kept, from the end. */
const stderrKept = 8 * 1024;
/** Milliseconds a server gets to end by itself when its input closes, and then when it is asked to. */
const graceAfterInput = 500;
const graceAfterSignal = 500;
/** Milliseconds for the system to take away what was killed. */
const graceAfterKill = 2_000;
/** Times the tree is looked for while it is killed: it may grow meanwhile. */
const mostRounds = 5;

const living = new Set<ServerProcess>();
const cleanups = new Set<() => void>();
let areSignalsTaken = false;
let watching = false;

/** A running server: the leader of a process group of its own, so that its whole tree can be ended. */
export class ServerProcess {
  readonly child: ChildProcess;
  readonly #marker: string;
  readonly #started: Promise<void>;
  readonly #ended: Promise<void>;
  readonly #clean: (text: string) => string;
  #stderr = '';
  #isEnded = false;
  #closing: Promise<void> | undefined;

  /** `clean` makes what the server wrote to stderr safe to show. */
  constructor(command: ServerCommand, clean: (text: string) => string) {
    watchExits();
    this.#clean = clean;
    this.#marker = command.marker;
    const [program, ...args] = [...(command.launcher ?? []), command.program, ...command.args] as [string, ...string[]];
    this.child = spawn(program, args, {
      cwd: command.cwd,
      env: { ...command.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
      shell: false,
      windowsHide: true,
    });
    living.add(this);
    this.#started = new Promise((resolve, reject) => {
      this.child.once('spawn', resolve);
      this.child.once('error', reject);
    });
    this.#started.catch(() => undefined);
    // `exit`, never `close`: a grandchild may hold the pipes open.
    this.#ended = new Promise((resolve) => {
      const end = () => {
        this.#isEnded = true;
        resolve();
      };
      this.child.once('exit', end);
      this.child.once('error', end);
    });
    // Undrained, a full pipe would block the server.
    this.child.stderr?.setEncoding('utf8');
    this.child.stderr?.on('data', (text: string) => {
      this.#stderr = (this.#stderr + text.slice(-2 * stderrKept)).slice(-2 * stderrKept);
    });
    for (const stream of this.child.stdio) stream?.on('error', () => undefined);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** The last 8 KiB that the server wrote to stderr, safe to show. Cleaned before it is cut: half a secret is not recognised. */
  get stderr(): string {
    return this.#clean(this.#stderr).slice(-stderrKept).toWellFormed().trim();
  }

  /** How the process ended, such as "exit code 3" or "SIGSEGV". */
  get howEnded(): string {
    const { exitCode, signalCode } = this.child;
    if (signalCode !== null) return signalCode;
    // What shuts a server in passes a signal on as a number.
    const named = Object.entries(constants.signals).find(([, number]) => exitCode === 128 + number);
    return named?.[0] ?? `exit code ${exitCode ?? 'unknown'}`;
  }

  /** Resolves when the process runs; rejects when the program cannot be started. */
  get started(): Promise<void> {
    return this.#started;
  }

  /** Resolves when the process itself is gone. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Ends the whole tree: closes its input, then asks, then kills whatever is left. Resolves when all of it is gone. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.child.stdin?.end();
    await this.#endedWithin(graceAfterInput);
    if (!this.#isEnded) {
      this.#signalGroup('SIGTERM');
      await this.#endedWithin(graceAfterSignal);
    }
    this.kill();
    if (this.child.pid !== undefined) await this.#endedWithin(graceAfterKill);
    for (const stream of this.child.stdio) stream?.destroy();
    living.delete(this);
  }

  /** Kills the whole tree at once, without waiting. */
  kill(): void {
    for (let round = 0; round < mostRounds; round += 1) {
      // Looked for first: what a dead parent leaves behind is no longer below it.
      const found = findTree(this.#isEnded ? undefined : this.child.pid, this.#marker);
      if (round === 0) this.#signalGroup('SIGKILL');
      for (const pid of found) signal(pid, 'SIGKILL');
      if (found.length === 0) break;
    }
  }

  /** The timer holds the event loop: without it the program could end before the tree does. */
  async #endedWithin(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      this.#ended,
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, milliseconds);
      }),
    ]);
    clearTimeout(timer);
  }

  #signalGroup(name: NodeJS.Signals): void {
    const pid = this.child.pid;
    if (pid === undefined) return;
    if (process.platform === 'win32') this.child.kill(name);
    else signal(-pid, name);
  }
}

/** Runs a clean-up when the program ends on a signal or by itself, unless it was taken back before. Returns the taking back. */
export function onExit(cleanup: () => void): () => void {
  watchExits();
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** From now on SIGINT and SIGTERM are the caller's, who ends this process in time; nothing outlives it even so. */
export function takeOverSignals(): void {
  areSignalsTaken = true;
}

function watchExits(): void {
  if (watching) return;
  watching = true;
  const finish = () => {
    for (const server of living) server.kill();
    for (const cleanup of cleanups) cleanup();
    living.clear();
    cleanups.clear();
  };
  process.once('exit', finish);
  for (const [name, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.once(name, () => {
      if (areSignalsTaken && name !== 'SIGHUP') return;
      finish();
      process.exit(128 + number);
    });
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}

/**
 * Processes below one in the tree, and those that left it but carry the marker in their environment or work inside that folder.
 * Only Linux shows such things as files; elsewhere the group has to do.
 */
function findTree(root: number | undefined, marker: string): number[] {
  if (process.platform !== 'linux') return [];
  const parents = new Map<number, number>();
  const found = new Set<number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z' || state === 'X') continue;
      parents.set(pid, Number(parent));
      if (readFileSync(`/proc/${name}/environ`).includes(marker) || `${readlinkSync(`/proc/${name}/cwd`)}/`.startsWith(marker))
        found.add(pid);
    } catch {
      // Not ours, or gone.
    }
  }
  for (const pid of parents.keys()) {
    let above = parents.get(pid);
    while (above !== undefined && above !== root && above > 1) above = parents.get(above);
    if (above !== undefined && above === root) found.add(pid);
  }
  return [...found];
}
