import { existsSync } from 'node:fs';
import { type GivenDocument, readDocuments } from '../edges/documents.ts';
import { FileSink } from '../edges/sink.ts';
import { NearmissError } from '../errors.ts';
import { type Imported, type Importer, isObject, Unreadable } from '../importers/importer.ts';
import { allImporters, findImporter } from '../importers/index.ts';
import { readRow } from '../mutate/row.ts';
import { ToolShelf } from '../mutate/tool-shelf.ts';
import { Progress } from './progress.ts';
import { tableOf } from './table.ts';

/** What the command line says. */
export interface ImportFlags {
  from?: string;
  out: string;
  leftOut?: string;
  strict?: boolean;
}

/** Documents that are left out and told one by one; `--left-out` tells all. */
const MOST_TOLD = 10;
/** Reasons that are told with their numbers. */
const MOST_REASONS = 12;

/** Reads the documents of a file one by one. What cannot be used is left out, and named. */
export function runImport(file: string, flags: ImportFlags): void {
  const asked = flags.from === undefined ? null : findImporter(flags.from);
  for (const [flag, path] of [['--out', flags.out] as const, ['--left-out', flags.leftOut] as const])
    if (path !== undefined && existsSync(path)) throw new NearmissError(`${path} exists already: choose another file with ${flag}`);
  const shelf = new ToolShelf();
  const progress = new Progress('importing', 'rows');
  const counts: Record<string, number> = {};
  const reasons = new Map<string, number>();
  const sink = new FileSink(flags.out);
  const refusals = flags.leftOut === undefined ? null : new FileSink(flags.leftOut);
  let bad = 0;
  const leaveOut = (place: string, reason: string): void => {
    if (flags.strict === true) throw new NearmissError(`${place}: ${reason}`);
    bad += 1;
    const kind = kindOf(reason);
    reasons.set(kind, (reasons.get(kind) ?? 0) + 1);
    refusals?.append(Buffer.from(`${JSON.stringify({ place, reason })}\n`));
    if (bad <= MOST_TOLD) progress.say(`${place}: left out: ${reason}`);
  };
  try {
    for (const document of readDocuments(file)) {
      const read = readDocument(document, asked);
      if (typeof read === 'string') leaveOut(document.place, read);
      else {
        for (const trajectory of read.trajectories) {
          const line = print(trajectory);
          const looked = line === null ? { bad: 'nested too deep' } : readRow(line, 0, shelf);
          if ('bad' in looked)
            leaveOut(read.trajectories.length === 1 ? document.place : `${document.place} (${trajectory.id})`, looked.bad);
          else {
            sink.append(Buffer.from(`${line}\n`));
            counts[read.shape] = (counts[read.shape] ?? 0) + 1;
          }
        }
      }
    }
    if (Object.keys(counts).length === 0 && flags.leftOut === undefined)
      throw new NearmissError(`${file} holds no trajectory that could be read`);
  } catch (error) {
    sink.abandon();
    refusals?.abandon();
    throw error;
  }
  sink.finish();
  refusals?.finish();
  console.log(describe(counts, reasons, bad, flags));
}

/** Its line; null where it is nested without measure. */
function print(trajectory: Imported): string | null {
  try {
    return JSON.stringify(trajectory);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The trajectories of a document, or why it gives none. */
function readDocument({ place, value }: GivenDocument, asked: Importer | null): { shape: string; trajectories: Imported[] } | string {
  if (value === undefined) return 'not JSON';
  if (!isObject(value)) return 'no object';
  const importer = asked ?? allImporters.find((known) => known.recognises(value));
  if (importer === undefined) return `of no known shape (${allImporters.map(({ name }) => name).join(', ')})`;
  try {
    const trajectories = importer.read(value, place.replace(/^.*[/\\]/u, ''));
    return trajectories.length === 0 ? 'no conversation in it' : { shape: importer.name, trajectories };
  } catch (error) {
    if (error instanceof RangeError) return 'nested too deep';
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}

/** A reason without what is of one row alone: places, names and values. */
function kindOf(reason: string): string {
  return reason
    .replace(/messages\[\d+\]/gu, 'a message')
    .replace(/ (?:calls|arguments of) [^ ,]+/gu, (text) => `${text.slice(0, text.lastIndexOf(' '))} a tool`)
    .replace(/"[^"]{25,}"|-?\d[\d.e+-]*/gu, '...');
}

function describe(counts: Readonly<Record<string, number>>, reasons: ReadonlyMap<string, number>, bad: number, flags: ImportFlags): string {
  const shapes = tableOf(
    ['shape', 'trajectories'],
    Object.entries(counts).map(([name, count]) => [name, String(count)]),
  );
  const next = Object.keys(counts).length === 0 ? '' : `\nnext: nearmiss mutate ${flags.out}`;
  if (bad === 0) return `${shapes}${next}`;
  const commonest = [...reasons].sort((a, b) => b[1] - a[1]);
  const rest = commonest.slice(MOST_REASONS).reduce((sum, [, count]) => sum + count, 0);
  const rows = [
    ...commonest.slice(0, MOST_REASONS).map(([reason, count]) => [reason, String(count)]),
    ...(rest > 0 ? [['other reasons', String(rest)]] : []),
  ];
  const told = flags.leftOut === undefined ? '--left-out FILE names every one' : `every one is named in ${flags.leftOut}`;
  return `${shapes}\n${tableOf(['left out because', 'documents'], rows)}\n${told}${next}`;
}
