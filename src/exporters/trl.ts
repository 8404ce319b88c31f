import { stringify } from 'yaml';
import type { WrittenTable } from './exporter.ts';
import { type Column, describeCardFeature } from './parquet/columns.ts';

/** What TRL's columns hold, for all its formats. */
export const trlColumns = {
  id: 'id of the pair',
  prompt: 'the conversation up to the decision',
  chosen: 'one assistant message: the right call or answer',
  rejected: 'one assistant message: the near miss',
  completion: 'one assistant message',
  messages: 'a whole right trajectory',
  label: 'whether the completion is the right one',
  tools: 'the tools on offer',
  deviation: 'what is wrong with the rejected side',
} as const;

/** Columns of JSON lists under these names, between a text `id` and what else there is. */
export function listColumns(...names: readonly string[]): Column[] {
  return names.map((name) => ({ name, kind: 'json-list', repeats: name === 'tools' }));
}

export const idColumn: Column = { name: 'id', kind: 'text', repeats: false };

/** Names of columns with what they hold. */
export function describe<N extends keyof typeof trlColumns>(...names: readonly N[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, trlColumns[name]]));
}

/**
 * The folder's card: front matter that names the files and declares every column, so that `datasets` (4.7 or newer) infers no type and
 * invents no null. Lines of JSON need it; Parquet files say the same themselves.
 */
export function cardOf(written: readonly WrittenTable[]): Record<string, string> {
  const full = written.filter(({ files }) => files.length > 0);
  if (full.length === 0) return {};
  const columns = full[0]?.table.parquet ?? [];
  const front = {
    configs: [
      {
        config_name: 'default',
        default: true,
        data_files: full.map(({ split, files }) => ({ split, path: files.length === 1 ? files[0] : [...files] })),
      },
    ],
    dataset_info: [{ config_name: 'default', features: columns.map(describeCardFeature) }],
  };
  return { 'README.md': `---\n${stringify(front, { lineWidth: 0 })}---\n` };
}
