import { parseDocument } from 'yaml';
import type { Manifest } from '../model/manifest.ts';
import type { Tally } from './claims.ts';
import { isObject } from './json.ts';

/** A file as it lies in the folder; null bytes where it is no plain file. */
export interface FoundFile {
  /** relative, with forward slashes */
  path: string;
  bytes: number | null;
  sha256: string | null;
  /** lines or rows, where they were counted */
  rows: number | null;
}

/** Compares what lies in the folder with the files of the manifest. */
export function judgeFiles(manifest: Manifest, found: readonly FoundFile[], tally: Tally): void {
  const byPath = new Map(found.map((file) => [file.path, file]));
  const [least, ...more] = ['README.md', 'pairs/train.jsonl', 'pairs/test.jsonl'];
  for (const path of new Set([least as string, ...more, ...Object.keys(manifest.files), ...byPath.keys()])) {
    if (path !== 'manifest.json') tally.note('files', { row: null, file: path, line: null }, judgeFile(path, manifest, byPath.get(path)));
  }
}

function judgeFile(path: string, manifest: Manifest, file: FoundFile | undefined): string[] {
  const said = Object.hasOwn(manifest.files, path) ? manifest.files[path] : undefined;
  if (said === undefined) return file === undefined && !isNeeded(path, manifest) ? [] : ['the manifest does not name it'];
  if (file === undefined) return ['it is missing'];
  if (file.bytes === null) return ['it is no plain file'];
  if (file.bytes !== said.bytes) return [`it has ${file.bytes} bytes; the manifest says ${said.bytes}`];
  const faults = file.sha256 === said.sha256 ? [] : [`its sha256 is ${file.sha256}; the manifest says ${said.sha256}`];
  const { rows } = file;
  if (rows !== null && rows !== said.rows) faults.push(`it has ${rows} rows; the manifest says ${said.rows}`);
  return faults;
}

/** A split without rows needs no file. */
function isNeeded(path: string, { counts }: Manifest): boolean {
  if (path === 'pairs/train.jsonl') return counts.train > 0;
  if (path === 'pairs/test.jsonl') return counts.test > 0;
  return true;
}

/** Whether the maps of the manifest have their keys in code-unit order, so that the same build gives the same bytes. */
export function judgeOrder(manifest: Manifest): string[] {
  const { primitives, counts, discarded, files } = manifest;
  const maps: Record<string, object> = { primitives, discarded, files };
  if (manifest.controls !== undefined) maps['controls.byKind'] = manifest.controls.byKind;
  for (const name of ['byFamily', 'byOperator', 'byGround', 'byShape'] as const) maps[`counts.${name}`] = counts[name];
  return Object.entries(maps).flatMap(([name, map]) => {
    const keys = Object.keys(map);
    return keys.join('\n') === [...keys].sort().join('\n') ? [] : [`the keys of ${name} are not in order`];
  });
}

/** Whether the card's front matter names each configuration with its files. `tables`: path -> rows. */
export function judgeCard(text: string, tables: ReadonlyMap<string, number>): string[] {
  const front = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/u.exec(text)?.[1];
  if (front === undefined) return ['it has no front matter'];
  const document = parseDocument(front);
  if (document.errors.length > 0) return [`its front matter is no YAML: ${document.errors[0]?.message.split('\n')[0]}`];
  const value: unknown = document.toJS({ maxAliasCount: 10 });
  const listed = isObject(value) && Array.isArray(value.configs) ? value.configs : [];
  const named = new Map<string, string>();
  for (const config of listed) {
    if (!isObject(config) || !Array.isArray(config.data_files)) continue;
    for (const file of config.data_files) if (isObject(file)) named.set(String(file.path), `${config.config_name}/${file.split}`);
  }
  const faults: string[] = [];
  for (const [path, rows] of tables) {
    const place = path.replace(/\.parquet$/u, '');
    if (rows > 0 && named.get(path) !== place) faults.push(`no configuration names ${path} as ${place}`);
    if (rows === 0 && named.has(path)) faults.push(`a configuration names ${path}, which has no rows`);
  }
  for (const path of named.keys()) if (!tables.has(path)) faults.push(`a configuration names ${path}, which is no table of the dataset`);
  return faults;
}
