import { sha256Hex } from '../model/hash.ts';
import { streamOf } from '../random/stream.ts';
import { type Balance, BalanceCount } from './balance.ts';
import { type BlindReport, type BlindRow, judgeBlindly } from './blind.ts';
import { completionOf, spellCompletion } from './completion.ts';
import { type Coverage, CoverageCount } from './coverage.ts';
import type { AuditedManifest, AuditedRow } from './rows.ts';

/** What an audit found. The same rows and settings give the same report, whatever the order of the rows. */
export interface AuditReport {
  schema: 'nearmiss/audit@1';
  seed: string;
  /** rows the blind judges saw at most */
  sample: number;
  blind: BlindReport;
  balance: Balance;
  coverage: Coverage;
}

export interface AuditSettings {
  /** decides which rows are sampled, and the bootstrap */
  seed: string;
  /** rows for the blind judges; the balance counts all */
  sample: number;
  folds: number;
  /** hears how many of how many judges are trained */
  progress?: (done: number, total: number) => void;
}

interface Sampled extends BlindRow {
  key: string;
}

/** Audits a dataset: give it every row, in any order, then ask for the report. */
export class DatasetAudit {
  readonly #settings: AuditSettings;
  readonly #balance = new BalanceCount();
  readonly #coverage = new CoverageCount();
  #sample: Sampled[] = [];
  #rows = 0;

  constructor(settings: AuditSettings) {
    this.#settings = settings;
  }

  get rows(): number {
    return this.#rows;
  }

  add(row: AuditedRow): void {
    this.#rows += 1;
    this.#balance.add(row);
    this.#coverage.add(row);
    const [chosen, rejected] = [row.chosen, row.rejected].map(([message]) =>
      spellCompletion(completionOf(message as AuditedRow['chosen'][number])),
    ) as [string, string];
    const { family, operator } = row.deviation;
    const key = sha256Hex([this.#settings.seed, row.id, row.group, operator, chosen, rejected].join('\u001f'));
    this.#sample.push({ key, group: row.group, family, operator, chosen, rejected });
    if (this.#sample.length >= 2 * this.#settings.sample + 1000) this.#thin();
  }

  /** Keeps the rows with the lowest keys: a fair sample that any order of rows gives. */
  #thin(): void {
    this.#sample.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    this.#sample = this.#sample.slice(0, this.#settings.sample);
  }

  report(manifest: AuditedManifest | null): AuditReport {
    const { seed, sample, folds, progress } = this.#settings;
    this.#thin();
    const stream = streamOf('audit', seed);
    const blind = judgeBlindly(this.#sample, { stream, folds, ...(progress === undefined ? {} : { progress }) });
    const [balance, coverage] = [this.#balance.report(manifest), this.#coverage.report(manifest)];
    return roundNumbers({ schema: 'nearmiss/audit@1', seed, sample, blind, balance, coverage });
  }
}

/** Every number with at most five decimals. */
function roundNumbers<T>(value: T): T {
  if (typeof value === 'number') return (Number.isInteger(value) ? value : Math.round(value * 1e5) / 1e5) as T;
  if (Array.isArray(value)) return value.map(roundNumbers) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, roundNumbers(member)])) as T;
}
