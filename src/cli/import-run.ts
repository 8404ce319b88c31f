import { existsSync } from 'node:fs';
import { readText } from '../edges/files.ts';
import { readLines } from '../edges/given-rows.ts';
import { FileSink } from '../edges/sink.ts';
import { NearmissError } from '../errors.ts';
import { type Imported, type Importer, isObject, Unreadable } from '../importers/importer.ts';
import { allImporters, findImporter } from '../importers/index.ts';
import { isJson, type Json } from '../model/json.ts';
import { readRow } from '../mutate/row.ts';
import { ToolShelf } from '../mutate/tool-shelf.ts';
import { Progress } from './progress.ts';
import { tableOf } from './table.ts';

/** What the command line says. */
export interface ImportFlags {
  from?: string;
  out: string;
  strict?: boolean;
}

/** Unreadable documents that are told one by one. */
const MOST_TOLD = 10;

/** Reads documents one by one; a file that is one document over many lines is read whole. */
export function runImport(file: string, flags: ImportFlags): void {
  const asked = flags.from === undefined ? null : findImporter(flags.from);
  if (existsSync(flags.out)) throw new NearmissError(`${flags.out} exists already: choose another file with --out`);
  const shelf = new ToolShelf();
  const progress = new Progress('importing', 'rows');
  const counts: Record<string, number> = {};
  const sink = new FileSink(flags.out);
  let bad = 0;
  try {
    for (const { text, place } of documentsOf(file)) {
      try {
        const { importer, trajectories } = read(text, place, asked);
        for (const trajectory of trajectories) {
          const line = JSON.stringify(trajectory);
          const looked = readRow(line, 0, shelf);
          if ('bad' in looked) throw new Unreadable(looked.bad);
          sink.append(Buffer.from(`${line}\n`));
          counts[importer.name] = (counts[importer.name] ?? 0) + 1;
        }
      } catch (error) {
        if (!(error instanceof Unreadable || error instanceof RangeError)) throw error;
        const reason = error instanceof RangeError ? 'nested too deep' : (error as Error).message;
        if (flags.strict === true) throw new NearmissError(`${place}: ${reason}`);
        bad += 1;
        if (bad <= MOST_TOLD) progress.say(`${place}: left out: ${reason}`);
      }
    }
    if (Object.keys(counts).length === 0) throw new NearmissError(`${file} holds no trajectory that could be read`);
  } catch (error) {
    sink.abandon();
    throw error;
  }
  sink.finish();
  const rows = Object.entries(counts).map(([name, count]) => [name, String(count)]);
  console.log(
    `${tableOf(['shape', 'trajectories'], [...rows, ...(bad > 0 ? [['left out', String(bad)]] : [])])}\nnext: nearmiss mutate ${flags.out}`,
  );
}

function* documentsOf(file: string): Generator<{ text: string; place: string }> {
  const first = readLines(file).next();
  // A line that is no JSON by itself begins a document of many lines.
  if (first.done !== true && !isJson(first.value.text)) {
    yield { text: readText(file), place: file };
    return;
  }
  for (const { text, number } of readLines(file)) yield { text, place: `${file}:${number}` };
}

function read(text: string, place: string, asked: Importer | null): { importer: Importer; trajectories: Imported[] } {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    throw new Unreadable('not JSON');
  }
  if (!isObject(document)) throw new Unreadable('no object');
  const given = document;
  const importer = asked ?? allImporters.find((known) => known.recognises(given));
  if (importer === undefined) throw new Unreadable(`of no known shape (${allImporters.map(({ name }) => name).join(', ')})`);
  return { importer, trajectories: importer.read(document, place.replace(/^.*[/\\]/u, '')) };
}
