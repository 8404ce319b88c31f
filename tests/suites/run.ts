import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { measureCatalogue } from './catalogue.ts';
import { measureDraft } from './official.ts';

/**
 * How compiling and sampling fare on bodies of schemas that are not part of this repository: copies of the JSON Schema Test Suite
 * (a folder with `tests/draft7`), and folders of tool lists (JSON files: a list of tools, or of servers that have `tools`).
 * Prints figures and, with `--list`, every miss. Exits with 1 where a value was given that a validator refuses.
 */
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const lists = process.argv.includes('--list');
if (folders.length === 0) {
  console.error('usage: npm run test:suites -- [--list] <folder>...');
  process.exit(2);
}
let wrong = 0;
for (const folder of folders) {
  if (!existsSync(folder)) {
    console.error(`there is no folder ${folder}`);
    process.exit(2);
  }
  const reports = ['draft7', 'draft2019-09', 'draft2020-12'].some((draft) => existsSync(join(folder, 'tests', draft)))
    ? readdirSync(join(folder, 'tests'))
        .filter((draft) => /^draft(?:7|2019-09|2020-12)$/u.test(draft))
        .sort()
        .map((draft) => measureDraft(join(folder, 'tests', draft), draft))
    : [measureCatalogue(folder)];
  for (const { title, figures, misses, unsound } of reports) {
    wrong += unsound;
    console.log(`\n${title}`);
    for (const [what, figure] of figures) console.log(`  ${what.padEnd(64)} ${figure}`);
    if (lists) for (const miss of misses) console.log(`  - ${miss}`);
  }
}
process.exitCode = wrong > 0 ? 1 : 0;
