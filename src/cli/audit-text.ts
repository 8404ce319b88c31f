import type { AuditReport } from '../audit/audit.ts';
import type { MixRow, Share } from '../audit/balance.ts';
import type { KindSeparability, Separability, Telltale } from '../audit/blind.ts';
import { type Coverage, proofNames } from '../audit/coverage.ts';
import { tableOf } from './table.ts';

/** An audit for a terminal. Ends in a line feed. */
export function describeAudit({ blind, balance, coverage }: AuditReport, dir: string): string {
  const { overall } = blind;
  return [
    `${dir}: ${balance.rows} rows, ${balance.groups} groups; the judges saw ${blind.rows}, in ${blind.folds} folds.`,
    '',
    'Told apart by looks (AUC and 95 % interval; 0.5 is chance, 1 is told every time)',
    '',
    tableOf(
      ['all rows', 'AUC', '95 %', 'own pair told'],
      (['groups', 'calls'] as const).map((way) => [
        `on new ${way}`,
        overall[way]?.auc.toFixed(3) ?? 'too few',
        sayInterval(overall[way]),
        overall[way] === null ? '' : percent(overall[way].wins),
      ]),
    ),
    kindTable('family', [...blind.families, blind.values]),
    kindTable('operator', blind.operators),
    '  - stands where fewer than 80 rows or 20 groups, or one lot of rows that share completions, leave nothing to judge.\n',
    'Tell-tales (looks that told the sides apart on rows left out of the training)',
    '',
    telltaleTable([
      { name: 'all rows', telltales: blind.telltales },
      ...blind.families.map(({ name, telltales }) => ({ name, telltales: telltales.slice(0, 3) })),
      ...blind.operators.map(({ name, telltales }) => ({ name, telltales: telltales.slice(0, 2) })),
    ]),
    'Balance',
    '',
    describeBalance(balance),
    mixTable('family', balance.families, balance.rows),
    mixTable('shape', balance.shapes, balance.rows),
    mixTable('ground', balance.grounds, balance.rows),
    'Coverage',
    '',
    describeCoverage(coverage),
    tableOf(
      ['what proves the wrong side wrong', 'rows', 'share'],
      coverage.proofs.map(({ name, rows }) => [proofNames[name], String(rows), percent(rows / balance.rows)]),
    ),
    ...(coverage.families === null
      ? []
      : [
          tableOf(
            ['family', 'rows', 'asked for by the mix'],
            coverage.families.map(({ name, rows, asked }) => [name, String(rows), asked.toFixed(1)]),
          ),
        ]),
  ].join('\n');
}

function kindTable(kind: string, kinds: readonly KindSeparability[]): string {
  return tableOf(
    [kind, 'rows', 'mixed, new groups', 'mixed, new calls', 'alone, new groups', 'alone, new calls'],
    kinds.map(({ name, rows, mixed, alone }) => [
      shorten(name),
      String(rows),
      ...[mixed.groups, mixed.calls, alone.groups, alone.calls].map((found) =>
        found === null ? '-' : `${found.auc.toFixed(3)} ${sayInterval(found)}`,
      ),
    ]),
  );
}

function telltaleTable(kinds: readonly { name: string; telltales: readonly Telltale[] }[]): string {
  const rows = kinds.flatMap(({ name, telltales }) =>
    telltales.map(({ says, chosen, rejected }, at) => [at === 0 ? shorten(name) : '', shorten(says), percent(chosen), percent(rejected)]),
  );
  return rows.length === 0 ? '  none\n' : tableOf(['where', 'look', 'of chosen', 'of rejected'], rows);
}

function describeBalance(balance: AuditReport['balance']): string {
  const { lengthRatio, requests, leaks, ways, systems } = balance;
  return tableOf(
    ['what', 'found'],
    [
      [
        'rejected/chosen characters',
        `median ${lengthRatio.median.toFixed(2)}, quartiles ${lengthRatio.quartile1.toFixed(2)} and ${lengthRatio.quartile3.toFixed(2)}`,
      ],
      ['  rejected longer, shorter', `${sayShare(lengthRatio.longer)}, ${sayShare(lengthRatio.shorter)}`],
      ['arguments of a call, chosen and rejected', `${balance.arguments.chosen.toFixed(2)} and ${balance.arguments.rejected.toFixed(2)}`],
      ['  rejected gives more, fewer', `${sayShare(balance.arguments.more)}, ${sayShare(balance.arguments.fewer)}`],
      ['no call, chosen and rejected', `${sayShare(balance.text.chosen)} and ${sayShare(balance.text.rejected)}`],
      ['tools called, of those offered', sayShare(balance.tools)],
      ['operators with rows', balance.operatorsCovered === null ? 'no manifest' : sayShare(balance.operatorsCovered)],
      ['values that stand on both sides', sayShare(balance.valuesOnBothSides)],
      ['calls that stand on both sides', sayShare(balance.callsOnBothSides)],
      ['executed calls, chosen and rejected', `${sayShare(balance.executed.chosen)} and ${sayShare(balance.executed.rejected)}`],
      ['rows that say the same as another', sayShare(balance.repeatedRows)],
      ['different requests', sayShare(requests.different)],
      ['  without case, signs and digits', sayShare(requests.skeletons)],
      ['  distinct-2', requests.distinct2.toFixed(3)],
      ['  with the name of a tool or an argument', sayShare(requests.technical)],
      ...ways.filter(({ rows }) => rows.count > 0).map(({ name, rows }) => [`  with ${name.replaceAll('_', ' ')}`, sayShare(rows)]),
      ...systems.map(({ name, rows }) => [`system message: ${name}`, sayShare(rows)]),
      ['test rows whose request is in train', sayShare(leaks.requests)],
      ['  chosen side is in train', sayShare(leaks.chosen)],
      ['  both are in train', sayShare(leaks.both)],
    ],
  );
}

function describeCoverage({ parameters, values, nearDuplicates, leaks }: Coverage): string {
  return tableOf(
    ['what', 'found'],
    [
      ['declared arguments that chosen calls give', sayShare(parameters.given)],
      ['  of those, wrong in some row', sayShare(parameters.wrong)],
      ['different values of chosen calls', `${values.different} at ${values.places} arguments`],
      ['requests that nearly say what another says', sayShare(nearDuplicates.requests)],
      ['test requests that nearly say what one of train says', sayShare(nearDuplicates.test)],
      ['values of test calls that train has at that argument', sayShare(leaks.values)],
      ['names in test calls that train has anywhere', sayShare(leaks.entities)],
    ],
  );
}

function mixTable(kind: string, mix: readonly MixRow[], total: number): string {
  return tableOf(
    [kind, 'rows', 'share', 'manifest'],
    mix.map(({ name, rows, manifest }) => [shorten(name), String(rows), percent(rows / total), manifest === null ? '-' : String(manifest)]),
  );
}

function sayInterval(found: Separability | null): string {
  return found === null ? '' : `${found.low.toFixed(2)}-${found.high.toFixed(2)}`;
}

function sayShare({ count, of }: Share): string {
  return `${count} of ${of}${of === 0 ? '' : ` (${percent(count / of)})`}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function shorten(text: string): string {
  const plain = text.replace(/\p{Cc}/gu, ' ');
  return plain.length <= 72 ? plain : `${plain.slice(0, 71)}…`;
}
