import type { Severity } from '../model/pair.ts';
import { isBroken } from './broken.ts';
import { isRetried } from './failed.ts';
import { findTool, type Reasons, type Row } from './row.ts';

/** Whether the wrong side would cost what the row says, by what both calls did when they were recorded. */
export function judgeSeverity(row: Row): Reasons {
  const { severity, because } = row.pair.deviation;
  const cost = costOf(row);
  const faults = severity === cost ? [] : [`severity is ${severity}, and the recordings make it ${cost}`];
  if (because.trim() === '') faults.push('severity has no reason');
  return faults;
}

function costOf(row: Row): Severity {
  const { chosen, rejected } = row;
  if (rejected.call === null) return row.pair.evidence.reported.rejected === null ? 'harmless' : 'misleading';
  const { executed } = rejected;
  if (isRetried(row, rejected)) return 'harmless';
  if (chosen.call === null && row.pair.shape === 'answer') return executed?.primitive.effect === 'changed' ? 'destructive' : 'harmless';
  // What is refused does nothing.
  if (isBroken(row) && findTool(row, rejected.call.name)?.accepts(rejected.call.arguments) !== true) return 'harmless';
  const known = executed ?? (chosen.call?.name === rejected.call.name ? chosen.executed : null);
  return known?.primitive.effect === 'changed' ? 'destructive' : 'misleading';
}
