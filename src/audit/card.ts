import type { AuditReport } from './audit.ts';
import type { Share } from './balance.ts';
import type { KindSeparability, Separability } from './blind.ts';
import { proofNames } from './coverage.ts';

const HEADING = '## Audit';

/** Whether a card has figures of an audit. */
export function hasAudit(card: string): boolean {
  return withoutAudit(card) !== card;
}

/** The card without its figures of an audit. */
export function withoutAudit(card: string): string {
  const at = card.search(/^## Audit$/mu);
  if (at < 0) return card;
  const next = card.slice(at + HEADING.length).search(/^## /mu);
  return next < 0 ? card.slice(0, at) : card.slice(0, at) + card.slice(at + HEADING.length + next);
}

/** The card with the figures of an audit, in place of those it has: before its limits, or at its end. `command`: what gives them again. */
export function withAudit(card: string, report: AuditReport, command: string): string {
  const bare = withoutAudit(card);
  const limits = bare.search(/^## Limits$/mu);
  const at = limits < 0 ? bare.length : limits;
  return `${bare.slice(0, at)}${renderAudit(report, command)}${bare.slice(at)}`;
}

/** The figures of an audit as a section of a dataset card. Ends in an empty line. */
function renderAudit({ blind, balance, coverage }: AuditReport, command: string): string {
  const { requests, leaks, lengthRatio } = balance;
  const kinds = [...blind.families, blind.values].filter(({ rows }) => rows > 0);
  return `${HEADING}

Whether the negatives can be told by their looks: a judge that sees completions and never the request is trained on some rows and measured on others. AUC 0.5
is chance, 1 is told every time, and below 0.5 what held for other rows is the wrong way round here; *new calls* means that the judge had seen none of the
completions it judges. ${blind.rows} of ${balance.rows} rows, ${blind.folds} folds. \`${command}\` gives these figures again.

${table(
  ['judge', 'rows', 'AUC, new groups', 'AUC, new calls'],
  [
    ['of all rows', String(blind.rows), sayArea(blind.overall.groups), sayArea(blind.overall.calls)],
    ...kinds.map(({ name, rows, alone }: KindSeparability) => [
      `of \`${name}\` alone`,
      String(rows),
      sayArea(alone.groups),
      sayArea(alone.calls),
    ]),
  ],
)}

${table(
  ['what', 'found'],
  [
    ...coverage.proofs
      .filter(({ rows }) => rows > 0)
      .map(({ name, rows }) => [proofNames[name], sayShare({ count: rows, of: balance.rows })]),
    [
      'rejected/chosen characters, median (quartiles)',
      `${lengthRatio.median.toFixed(2)} (${lengthRatio.quartile1.toFixed(2)}, ${lengthRatio.quartile3.toFixed(2)})`,
    ],
    ['calls that are right in one row and wrong in another', sayShare(balance.callsOnBothSides)],
    ['values that stand on both sides', sayShare(balance.valuesOnBothSides)],
    ['rows that say the same as another', sayShare(balance.repeatedRows)],
    ['different requests', sayShare(requests.different)],
    ['requests that nearly say what another says', sayShare(coverage.nearDuplicates.requests)],
    ['test rows whose request stands in train', sayShare(leaks.requests)],
    ['test requests that nearly say what one of train says', sayShare(coverage.nearDuplicates.test)],
  ],
)}

`;
}

function sayArea(found: Separability | null): string {
  return found === null ? 'too few rows' : `${found.auc.toFixed(3)} (${found.low.toFixed(2)} to ${found.high.toFixed(2)})`;
}

function sayShare({ count, of }: Share): string {
  return `${count} of ${of}${of === 0 ? '' : ` (${((100 * count) / of).toFixed(1)} %)`}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
