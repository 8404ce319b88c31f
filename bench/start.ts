import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Tell } from './figures.ts';
import { median } from './measure.ts';

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** How long a help text takes over bare Node, and a first block of pairs to be on the disk. */
export function benchStart(scratch: string, tell: Tell): void {
  const seconds = (...args: string[]) => {
    const start = performance.now();
    spawnSync(execPath, args, { stdio: 'ignore' });
    return performance.now() - start;
  };
  const rounds = Array.from({ length: 15 }, () => seconds(main, '--help') - seconds('--eval', '0'));
  tell({ what: 'nearmiss --help over bare Node', value: median(rounds), unit: 'ms', atMost: 60 });
  const out = join(scratch, 'small');
  const builds = Array.from({ length: 3 }, () => {
    const taken = seconds(main, 'build', '--pairs', '100', '--out', out);
    rmSync(out, { recursive: true });
    return taken;
  });
  tell({ what: 'a build of 100 pairs, whole', value: median(builds) / 1e3, unit: 's', atMost: 1 });
}
