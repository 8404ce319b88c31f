import { hashJson } from '../../model/hash.ts';
import { VERSION } from '../../version.ts';
import type { Finding, LintReport } from '../lint.ts';
import type { Rule, Severity } from '../rule.ts';
import { allRules } from '../rules/index.ts';
import type { Placing } from './text.ts';

const levels: Record<Severity, 'error' | 'warning' | 'note'> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * The findings as one run of SARIF 2.1.0 (OASIS), the form that GitHub code scanning and others read. Results are told apart over runs by
 * `partialFingerprints`, made of rule, tool and place, not of lines.
 */
export function toSarif(report: LintReport, place: Placing): object {
  const used = allRules.filter(({ id }) => report.findings.some(({ rule }) => rule === id));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'nearmiss lint', version: VERSION, rules: used.map(describeRule) } },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) => toResult(finding, used, place)),
      },
    ],
  };
}

function describeRule({ id, summary, why, fix, severity, source }: Rule): object {
  return {
    id,
    shortDescription: { text: `${summary}.` },
    fullDescription: { text: why },
    help: { text: `${fix}.` },
    ...(source === undefined ? {} : { helpUri: source }),
    defaultConfiguration: { level: levels[severity] },
  };
}

function toResult(finding: Finding, rules: readonly Rule[], place: Placing): object {
  const position = place(finding);
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
    level: levels[finding.severity],
    message: { text: `${finding.tool}: ${finding.says}. ${finding.fix}.` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(finding.source) },
          ...(position === undefined ? {} : { region: { startLine: position.line, startColumn: position.column } }),
        },
        logicalLocations: [{ name: finding.tool, fullyQualifiedName: `${finding.server}#${finding.pointer}`, kind: 'function' }],
      },
    ],
    partialFingerprints: {
      'nearmissPlace/v1': hashJson([finding.rule, finding.server, finding.tool, finding.pointer.replace(/^(?:\/\w+)?\/\d+/u, '')]).slice(
        0,
        32,
      ),
    },
  };
}

/** A path as a relative URI. */
function toUri(source: string): string {
  return source.toWellFormed().split(/[\\/]/u).map(encodeURIComponent).join('/');
}
