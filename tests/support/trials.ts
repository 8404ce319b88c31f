import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256OfFile } from '../../src/edges/files.ts';
import { goodAnswerWriter, readAsked } from './answer-writer.ts';
import { goodWriter, type SeenCall } from './model-server.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** The key of the model in all trials: to be seen nowhere. */
export const KEY = 'sk-trial-not-to-be-seen-0815';

/** A command line that runs in a process of its own. */
export interface Started {
  process: ChildProcess;
  /** what it has told so far: stdout */
  told: string;
  /** what it has said so far: stderr */
  said: string;
  /** its exit code; null where it was killed */
  ended: Promise<number | null>;
}

/** Slow trials of the program as it is run, in a scratch folder. */
export class Trials {
  readonly folder = mkdtempSync(join(tmpdir(), 'nearmiss-trials-'));
  readonly #started: Started[] = [];

  /** Starts a command line; the environment has the key unless `env` says otherwise. */
  start(args: readonly string[], env: object = { OPENAI_API_KEY: KEY }): Started {
    const { OPENAI_API_KEY: _, ...rest } = process.env;
    const child = spawn(process.execPath, ['--no-warnings', main, ...args], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...rest, ...env },
    });
    const started: Started = { process: child, told: '', said: '', ended: new Promise((ended) => child.once('close', ended)) };
    child.stdout?.on('data', (text) => {
      started.told += text;
    });
    child.stderr?.on('data', (text) => {
      started.said += text;
    });
    this.#started.push(started);
    return started;
  }

  /** The sha256 of every file below a folder, by path. */
  digests(name: string): Record<string, string> {
    const files = readdirSync(join(this.folder, name), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map(({ parentPath, name: file }) => join(parentPath, file)).sort();
    return Object.fromEntries(paths.map((path) => [path.slice(join(this.folder, name).length), sha256OfFile(path)]));
  }

  /** What holds the key; and how much was looked through. */
  findKey(): { found: string[]; files: number; letters: number } {
    const files = readdirSync(this.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const found = files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(KEY)).map(({ name }) => name);
    const output = this.#started.map(({ told, said }) => told + said).join('');
    return { found: output.includes(KEY) ? [...found, 'output'] : found, files: files.length, letters: output.length };
  }

  /** Ends what still runs, and takes the folder away. */
  async clean(): Promise<void> {
    for (const { process: child, ended } of this.#started) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Answers of all four jobs, told apart by what is asked for. */
export function answerAnyJob({ messages, response_format: format }: { messages: readonly unknown[]; response_format?: unknown }): string {
  const said = messages as { role: string; content: string }[];
  if (JSON.stringify(format ?? '').includes('"judgement"')) {
    const marks = {
      specificity: 4,
      coherence: 4,
      solvability: 5,
      alignment: 5,
      sufficiency: 5,
      minimality: 5,
      completeness: null,
      conciseness: null,
    };
    return JSON.stringify({ right: 'first', ...marks, why: 'so it seems' });
  }
  if (readAsked(said) !== null) return goodAnswerWriter(said, callOf(said)) as string;
  if ('tool' in JSON.parse(said[1]?.content ?? '{}'))
    return JSON.stringify({ requests: ['Be so kind and [recite] it.', '[Recite] {card}, would you?'] });
  return goodWriter(said, callOf(said)) as string;
}

function callOf(messages: SeenCall['body']['messages']): SeenCall {
  return { body: { model: 'm', messages }, authorization: undefined, answered: false };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
