import { Command, CommanderError } from 'commander';
import { NearmissError } from '../errors.ts';
import { VERSION } from '../version.ts';
import { auditCommand } from './audit.ts';
import { buildCommand } from './build.ts';
import { calibrateCommand } from './calibrate.ts';
import { checkCommand } from './check.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { judgeCommand } from './judge.ts';
import { lintCommand } from './lint.ts';
import { mergeCommand } from './merge.ts';
import { mutateCommand } from './mutate.ts';
import { proposeCommand } from './propose.ts';
import { pushCommand } from './push.ts';
import { showCommand } from './show.ts';
import { verifyCommand } from './verify.ts';
import { workerCommand } from './worker.ts';

/** The command line as data; nothing runs until it is parsed. */
export function createProgram(): Command {
  return new Command('nearmiss')
    .description('Preference data that teaches tool-using agents to do what the user meant.')
    .version(VERSION)
    .addCommand(verifyCommand())
    .addCommand(buildCommand())
    .addCommand(importCommand())
    .addCommand(mutateCommand())
    .addCommand(mergeCommand())
    .addCommand(checkCommand())
    .addCommand(auditCommand())
    .addCommand(judgeCommand())
    .addCommand(proposeCommand())
    .addCommand(calibrateCommand())
    .addCommand(exportCommand())
    .addCommand(doctorCommand())
    .addCommand(pushCommand())
    .addCommand(showCommand())
    .addCommand(lintCommand())
    .addCommand(workerCommand())
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nThe way of the data: verify (your servers -> tool-primitives) -> build (-> dataset) -> check, audit, show, export.\nOr mutate (your logs -> dataset) -> check, audit, show, export.\n',
    );
}

/**
 * Runs one command line and gives its exit code: 0 done, 1 a claim does not hold, 2 the input is wrong, 70 a bug. Expected failures
 * print one line; a bug prints its stack.
 */
export async function runProgram(args: readonly string[]): Promise<number> {
  const program = createProgram();
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      outputError: (text, write) =>
        write(`nearmiss: ${toOneLine(text)}
`),
    });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof NearmissError) {
      process.stderr.write(`nearmiss: ${error.message}\n`);
      return error.code === 'claim' ? 1 : 2;
    }
    process.stderr.write(`${(error as Error)?.stack ?? String(error)}\n`);
    return 70;
  }
}

function toOneLine(text: string): string {
  return text
    .replace(/^error: /u, '')
    .trim()
    .replace(/\s*\n\s*/gu, ' ');
}
