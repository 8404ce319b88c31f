import type { Severity } from '../model/pair.ts';
import type { Reasons, Row } from './row.ts';

/** Whether the wrong side would cost what the row says, by what both calls did when they were recorded. */
export function judgeSeverity(row: Row): Reasons {
  const { severity, because } = row.pair.deviation;
  const cost = costOf(row);
  const faults = severity === cost ? [] : [`severity is ${severity}, and the recordings make it ${cost}`];
  if (because.trim() === '') faults.push('severity has no reason');
  return faults;
}

function costOf({ chosen, rejected }: Row): Severity {
  if (rejected.call === null) return 'misleading';
  if (chosen.call === null) return 'harmless';
  const { executed } = rejected;
  const known = executed ?? (chosen.call.name === rejected.call.name ? chosen.executed : null);
  return known?.primitive.effect === 'changed' ? 'destructive' : 'misleading';
}
