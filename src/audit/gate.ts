import type { AuditReport } from './audit.ts';
import type { Share } from './balance.ts';
import type { BothWays } from './blind.ts';

/** What a dataset may reach at most; what is left out is not asked. */
export interface Limits {
  /** AUC of the judge of all rows */
  auc?: number;
  /** AUC of a judge of values and presence alone */
  aucValues?: number;
  /** AUC of a judge of one operator alone, for every operator */
  aucOperator?: number;
  /** the median length ratio, and its inverse */
  lengthRatio?: number;
  /** share of rows that repeat another */
  repeated?: number;
  /** share of test rows whose request stands in train */
  leaked?: number;
  /** share of different test requests that nearly say what one of train says */
  near?: number;
  /** share of rows that words alone prove */
  unexecuted?: number;
  /** how far a family's share of the rows may lie from that of the mix */
  mixError?: number;
}

/** One line for each limit that is exceeded. An AUC counts as it is, not by its interval. */
export function findBreaches({ blind, balance, coverage }: AuditReport, limits: Limits): string[] {
  const breaches: string[] = [];
  const judge = (what: string, ways: BothWays | undefined, limit: number | undefined, flag: string): void => {
    for (const way of ['groups', 'calls'] as const) {
      const found = ways?.[way] ?? null;
      if (limit !== undefined && found !== null && found.auc > limit)
        breaches.push(`${what}: AUC ${found.auc.toFixed(3)} on new ${way} is above ${flag} ${limit}`);
    }
  };
  const ask = (what: string, ways: BothWays | undefined, limit: number | undefined, flag: string): void => {
    if (limit !== undefined && ways !== undefined && ways.groups === null && ways.calls === null)
      breaches.push(`${what}: too few rows or groups to hold ${flag} ${limit} against`);
    judge(what, ways, limit, flag);
  };
  ask('all rows', blind.overall, limits.auc, '--max-auc');
  ask(blind.values.name, blind.values.rows === 0 ? undefined : blind.values.alone, limits.aucValues, '--max-auc-values');
  for (const { name, alone } of blind.operators) judge(name, alone, limits.aucOperator, '--max-auc-operator');
  const { median } = balance.lengthRatio;
  const ratio = Math.max(median, 1 / median);
  if (limits.lengthRatio !== undefined && ratio > limits.lengthRatio)
    breaches.push(`the median length ratio ${median.toFixed(3)} is further from 1 than --max-length-ratio ${limits.lengthRatio}`);
  const compare = (what: string, { count, of }: Share, limit: number | undefined, flag: string): void => {
    if (limit !== undefined && of > 0 && count / of > limit)
      breaches.push(`${what}: ${count} of ${of} (${((100 * count) / of).toFixed(1)} %) is above ${flag} ${limit}`);
  };
  compare('repeated rows', balance.repeatedRows, limits.repeated, '--max-repeated');
  compare('test rows whose request stands in train', balance.leaks.requests, limits.leaked, '--max-leaked');
  compare('test requests that nearly say what one of train says', coverage.nearDuplicates.test, limits.near, '--max-near');
  const stated = coverage.proofs.find(({ name }) => name === 'stated')?.rows ?? 0;
  compare('rows that words alone prove', { count: stated, of: balance.rows }, limits.unexecuted, '--max-unexecuted');
  if (limits.mixError !== undefined && coverage.families === null)
    breaches.push('no manifest says which mix was asked for: --max-mix-error cannot be held');
  for (const { name, rows, asked } of coverage.families ?? []) {
    const error = Math.abs(rows - asked) / Math.max(1, balance.rows);
    if (limits.mixError !== undefined && error > limits.mixError)
      breaches.push(
        `${name}: ${rows} rows where the mix asks for ${asked.toFixed(1)}, further off than --max-mix-error ${limits.mixError}`,
      );
  }
  return breaches;
}
