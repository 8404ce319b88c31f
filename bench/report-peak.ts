import { on, resourceUsage, stderr } from 'node:process';

// Preloaded into a build: says at its end how much memory it took at most.
on('exit', () => stderr.write(`peak ${resourceUsage().maxRSS} kB\n`));
