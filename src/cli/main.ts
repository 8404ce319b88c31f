#!/usr/bin/env node
import { Command } from 'commander';
import { NearmissError } from '../errors.ts';
import { verifyCommand } from './verify.ts';

const program = new Command('nearmiss')
  .description('preference data for tool-using agents, from calls that really ran')
  .addCommand(verifyCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof NearmissError)) throw error;
  process.stderr.write(`nearmiss: ${error.message}\n`);
  process.exitCode = error.code === 'claim' ? 1 : 2;
}
