import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';

/** A command line in a scratch folder, with what it says kept apart: for results, and for people. */
export interface CommandLine {
  folder: string;
  /** stdout */
  told: string;
  /** stderr */
  said: string;
  /** Runs one command line from empty output; gives its exit code. */
  run(...args: string[]): Promise<number>;
}

/** Gives every test of a file a command line with a folder of its own for temporary files and settings. */
export function useCommandLine(name: string): CommandLine {
  const line: CommandLine = {
    folder: '',
    told: '',
    said: '',
    async run(...args) {
      line.told = '';
      line.said = '';
      return runProgram(args);
    },
  };
  beforeEach(() => {
    line.folder = mkdtempSync(join(tmpdir(), `${name}-test-`));
    const temp = join(line.folder, 'temp');
    mkdirSync(temp);
    vi.stubEnv('TMPDIR', temp);
    vi.stubEnv('XDG_CONFIG_HOME', join(line.folder, 'settings'));
    vi.spyOn(console, 'log').mockImplementation((text: string) => {
      line.told += `${text}\n`;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      line.said += text;
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    process.exitCode = undefined;
    rmSync(line.folder, { recursive: true, force: true });
  });
  return line;
}
