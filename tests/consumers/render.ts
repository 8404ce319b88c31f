import { readdirSync, readFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { argv } from 'node:process';
import { openTemplate } from '../../src/exporters/template.ts';
import type { Json } from '../../src/model/json.ts';
import type { Pair } from '../../src/model/pair.ts';

// Renders pairs through chat templates, for check_templates.py to hold against Python: one line of JSON a template, the texts in order; null
// where the template raises an error.
const [, , rows, ...folders] = argv;
if (rows === undefined || folders.length === 0) throw new Error('usage: render.ts PAIRS.jsonl TEMPLATE_FOLDER...');
const pairs = readFileSync(rows, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Pair);

for (const folder of folders) {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.jinja'))) {
    const template = openTemplate(readFileSync(join(folder, file), 'utf8'), file, true);
    const render = (messages: readonly unknown[], tools: readonly unknown[], prompts: boolean): string | null => {
      try {
        return template.render(messages as Json[], tools as Json[], prompts);
      } catch {
        return null;
      }
    };
    const texts = pairs.flatMap(({ prompt, chosen, rejected, continuation, tools }) => [
      render(prompt, tools, true),
      render([...prompt, ...chosen], tools, false),
      render([...prompt, ...rejected], tools, false),
      render([...prompt, ...chosen, ...continuation.chosen], tools, false),
    ]);
    writeSync(1, `${JSON.stringify({ name: basename(file, '.jinja'), sha256: template.sha256, texts })}\n`);
  }
}
