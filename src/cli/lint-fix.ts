import { basename, join, relative, resolve } from 'node:path';
import { writeFileWhole } from '../edges/files.ts';
import { NearmissError } from '../errors.ts';
import { type Fixed, fixText } from '../lint/fix.ts';
import type { LintSettings } from '../lint/settings.ts';
import type { LintFlags } from './lint.ts';
import type { Read } from './lint-run.ts';

/** Writes every document in the normalised form and says what changed. All are made before the first is written. */
export function writeFixed(reads: readonly Read[], { format }: LintSettings, { out, inPlace }: LintFlags): string {
  const single = reads.length === 1;
  const made = reads.map(({ source, parsed }) => {
    const text = parsed?.text ?? `${JSON.stringify(source.document, null, 2)}\n`;
    const target = inPlace === true ? source.name : single ? (out as string) : join(out as string, inside(source.name));
    if (inPlace === true && parsed === undefined) throw new NearmissError(`${source.name}: a server has no file; give --out <file>`);
    if (inPlace !== true && parsed !== undefined && resolve(target) === resolve(source.name)) {
      throw new NearmissError(`--out ${target}: that is the file itself; --in-place writes over it`);
    }
    return { source, target, fixed: fixText(text, source, format), text };
  });
  for (const { target, fixed, text } of made) {
    if (inPlace !== true || fixed.text !== text) writeFileWhole(target, fixed.text);
  }
  return made.map(({ source, target, fixed }) => sayFixed(source.name, target, fixed)).join('\n');
}

/** A path as one below a folder. */
function inside(path: string): string {
  const below = relative('.', path);
  return below.startsWith('..') ? basename(path) : below;
}

function sayFixed(source: string, target: string, { changed, left }: Fixed): string {
  const lines = [source === target ? source : `${source} -> ${target}`];
  for (const { tool, changes } of changed) lines.push(`  ${tool}: ${changes.join(', ')}`);
  for (const { tool, why } of left) lines.push(`  ${tool}: left as it is: ${why}`);
  if (lines.length === 1) lines.push('  nothing to change');
  return `${lines.join('\n')}\n`;
}
