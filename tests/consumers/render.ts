import { readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import type { ChatTemplate } from '../../src/exporters/exporter.ts';
import { chatmlSource, openTemplate, shippedTemplate } from '../../src/exporters/template.ts';
import { listedTemplates } from '../../src/exporters/template-list.ts';
import { sha256Hex } from '../../src/model/hash.ts';
import type { Json } from '../../src/model/json.ts';
import type { Pair } from '../../src/model/pair.ts';
import { makeOddPairs, makePairs } from '../exporters/awkward.ts';

// Renders awkward pairs through every template of the list, for check_templates.py to hold against Python: the pairs on the first line, then
// one line a template with the sha256 of each text, null where the template raises an error.
const [, , folder, count] = argv;
if (folder === undefined || !(Number(count) > 0)) throw new Error('usage: render.ts TEMPLATE_FOLDER PAIRS');

/** What a rendered export refuses: a number that is written in two ways, a space that is stripped in two ways. */
function isRenderable({ prompt, chosen, rejected, continuation }: Pair): boolean {
  const text = JSON.stringify([prompt, chosen, rejected, continuation.chosen]);
  return !/1e-9|[\ufeff\u2028\u2029]/u.test(text);
}

const pairs = [...makePairs(Number(count), 'templates'), ...makeOddPairs(2 * Number(count), 'templates')]
  .filter(isRenderable)
  .slice(0, Number(count));
if (pairs.length < Number(count)) throw new Error(`${pairs.length} pairs can be rendered`);
print({
  pairs: pairs.map(({ prompt, chosen, rejected, continuation, tools }) => ({
    prompt,
    chosen,
    rejected,
    after: continuation.chosen,
    tools,
  })),
});

const files = new Set(readdirSync(folder));
const templates: [ChatTemplate, string][] = Object.keys(listedTemplates)
  .filter((name) => files.has(`${name}.jinja`))
  .map((name) => {
    const source = readFileSync(join(folder, `${name}.jinja`), 'utf8');
    return [openTemplate(source, `${name}.jinja`, false), source];
  });
templates.push([shippedTemplate('chatml'), chatmlSource]);
for (const [template, source] of templates) {
  const render = (messages: readonly unknown[], tools: readonly unknown[], prompts: boolean): string | null => {
    try {
      return sha256Hex(template.render(messages as Json[], tools as Json[], prompts));
    } catch {
      return null;
    }
  };
  const texts = pairs.map(({ prompt, chosen, rejected, continuation, tools }) => [
    render(prompt, tools, true),
    render([...prompt, ...chosen], tools, false),
    render([...prompt, ...rejected], tools, false),
    render([...prompt, ...chosen, ...continuation.chosen], tools, false),
  ]);
  print({ name: template.name, source, texts });
}

function print(value: unknown): void {
  const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
  for (let written = 0; written < bytes.length; ) written += writeSync(1, bytes, written);
}
