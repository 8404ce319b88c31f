import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

// Preloaded into a build: says at its end how much memory it took at most.
if (isMainThread) process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS} kB\n`));
