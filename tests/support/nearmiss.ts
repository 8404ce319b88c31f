import { vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';

/** Runs a command line in this process; gives its exit code, and what it printed for programs (`told`) and for people (`said`). */
export async function nearmiss(...args: string[]): Promise<{ code: number; told: string; said: string }> {
  const result = { code: 0, told: '', said: '' };
  const told = vi.spyOn(console, 'log').mockImplementation((text: string) => {
    result.told += `${text}\n`;
  });
  const said = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    result.said += text;
    return true;
  });
  try {
    result.code = await runProgram(args);
  } finally {
    told.mockRestore();
    said.mockRestore();
    process.exitCode = undefined;
  }
  return result;
}
