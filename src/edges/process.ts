import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** How a server is run: a program and its arguments, without a shell. */
export interface ServerCommand {
  program: string;
  args: readonly string[];
  cwd: string;
  /** the whole environment: nothing is inherited */
  env: Readonly<Record<string, string>>;
  /**
   * A text that stands in this server's environment and in no other's (its scratch home). Processes that left the group, as
   * daemons do, are found by it where the system shows environments.
   */
  marker: string;
}

/** Bytes of stderr kept, from the end. */
const stderrKept = 8 * 1024;
/** Milliseconds a server gets to end by itself when its input closes, and then when it is asked to. */
const graceAfterInput = 500;
const graceAfterSignal = 500;

const living = new Set<ServerProcess>();
const cleanups = new Set<() => void>();
let watching = false;

/** A running server: the leader of a process group of its own, so that its whole tree can be ended. */
export class ServerProcess {
  readonly child: ChildProcess;
  readonly #marker: string;
  readonly #started: Promise<void>;
  readonly #ended: Promise<void>;
  #stderr = '';
  #isEnded = false;
  #closing: Promise<void> | undefined;

  constructor(command: ServerCommand) {
    watchExits();
    this.#marker = command.marker;
    this.child = spawn(command.program, [...command.args], {
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
      this.#stderr = (this.#stderr + text).slice(-stderrKept);
    });
    for (const stream of this.child.stdio) stream?.on('error', () => undefined);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** The last 8 KiB that the server wrote to stderr. */
  get stderr(): string {
    return this.#stderr.trim();
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
    if (this.child.pid !== undefined) await this.#ended;
    for (const stream of this.child.stdio) stream?.destroy();
    living.delete(this);
  }

  /** Kills the whole tree at once, without waiting. */
  kill(): void {
    this.#signalGroup('SIGKILL');
    for (const pid of findMarked(this.#marker)) signal(pid, 'SIGKILL');
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

/** Processes whose environment holds the marker. Only Linux shows environments as files; elsewhere the group has to do. */
function findMarked(marker: string): number[] {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name) || Number(name) === process.pid) continue;
    try {
      if (readFileSync(`/proc/${name}/environ`, 'latin1').includes(marker)) found.push(Number(name));
    } catch {
      // Not ours, or gone.
    }
  }
  return found;
}
