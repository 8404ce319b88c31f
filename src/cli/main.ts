#!/usr/bin/env node
import { setUpHeap } from './heap.ts';

setUpHeap(process.argv.slice(2));

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const { runProgram } = await import('./program.ts');
process.exitCode = await runProgram(process.argv.slice(2));
