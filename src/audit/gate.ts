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
}

/** One line for each limit that is exceeded. An AUC counts as it is, not by its interval. */
export function findBreaches({ blind, balance }: AuditReport, limits: Limits): string[] {
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
  return breaches;
}
