import { unfinishedMeaning } from '../exporters/example.ts';
import type { ExportSettings } from '../exporters/exporter.ts';
import { allExporters } from '../exporters/index.ts';
import type { ExportManifest } from '../model/export-manifest.ts';
import { tableOf } from './table.ts';

/** A format as `--list` tells it. */
interface ListedFormat {
  name: string;
  consumer: string;
  versions: string;
  exporter: number;
  template: 'none' | 'required';
  tables: {
    name: string;
    columns: Readonly<Record<string, string>>;
    refuses: Readonly<Record<string, string>>;
    loses: readonly string[];
  }[];
}

const settings: ExportSettings = { template: null, undocumented: false };

export function listFormats(): ListedFormat[] {
  return allExporters.map((exporter) => ({
    name: exporter.name,
    consumer: exporter.consumer,
    versions: exporter.versions,
    exporter: exporter.version,
    template: exporter.template,
    tables: exporter.tables(settings).map(({ name, takes, columns, refuses, loses }) => ({
      name,
      columns,
      refuses: takes === 'trajectory' ? { unfinished: unfinishedMeaning, ...refuses } : refuses,
      loses,
    })),
  }));
}

export function describeFormats(): string {
  const formats = listFormats();
  const refusals = formats.flatMap(({ name, tables }) =>
    tables.flatMap(({ refuses }) => Object.entries(refuses).map(([reason, why]) => ({ name, reason, why }))),
  );
  const reasons = new Map(refusals.map(({ reason, why }) => [`${reason}: ${why}`, { reason, why }]));
  return [
    tableOf(
      ['format', 'tables', 'read by', 'versions', 'loses'],
      formats.map(({ name, tables, consumer, versions }) => [
        name,
        tables.map((table) => table.name).join(' '),
        consumer,
        versions,
        [...new Set(tables.flatMap(({ loses }) => loses))].join(' ') || '-',
      ]),
    ),
    'Rows are refused, and counted, because:\n',
    tableOf(
      ['reason', 'why', 'formats'],
      [...reasons.values()].map(({ reason, why }) => [reason, why, namesOf(refusals, why)]),
    ),
  ].join('\n');
}

function namesOf(refusals: readonly { name: string; why: string }[], why: string): string {
  return [...new Set(refusals.filter((refusal) => refusal.why === why).map(({ name }) => name))].join(' ');
}

export function describeExports(manifests: Readonly<Record<string, ExportManifest>>, out: string, isDry: boolean): string {
  const all = Object.values(manifests);
  const rows = all.flatMap(({ format, tables }) =>
    tables
      .filter((table) => table.in > 0)
      .map((table) => [format, table.name, table.split, String(table.in), String(table.out), describeRefused(table.refused)]),
  );
  const table = tableOf(['format', 'table', 'split', 'in', 'out', 'refused because'], rows);
  if (isDry) return `would write, and has written nothing:\n\n${table}`;
  return `${table}\n${out}/<format>/manifest.json: what each was made from, and the sha256 of every file`;
}

function describeRefused(refused: Readonly<Record<string, number>>): string {
  return Object.entries(refused)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');
}
