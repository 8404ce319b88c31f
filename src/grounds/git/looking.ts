import type { JsonObject } from '../../model/json.ts';
import { type Chain, said } from '../recipe.ts';
import { alone, type Facts, ROOT, vary } from './steps.ts';

/** Branches besides `main`, each with commits of its own. */
export const BRANCHES = [
  'feature/seasonal-rates',
  'feature/sms-reminders',
  'feature/waiting-list',
  'feature/ics-export',
  'fix/overlap-check',
  'fix/vat-rounding',
  'release/1.3',
  'docs/faq',
] as const;
export const TAGS = ['v1.0.0', 'v1.1.0', 'v1.1.1', 'v1.2.0', 'v1.3.0', 'v1.3.1', 'v1.4.0', 'boat-show'] as const;

/** Commits that single requests ask for by their short hash. */
export const SHOWN = [
  'Raise the daily rates for 2026',
  'Add VAT to invoices',
  'Round VAT per invoice line',
  'Ask for a deposit on long stays',
  'Show the deposit on the invoice',
  'Offer a weekly rate',
  'Charge the summer surcharge',
  'Allow a new arrival on the day of departure',
  'Speed up the free-berth search',
  'Fix the invoice footer',
  'Keep backups for thirty days',
  'Add a health check',
  'Mark berths under repair',
  'Round the deposit to cents',
] as const;

const FILES = [
  'berthbook/pricing.py',
  'berthbook/invoices.py',
  'berthbook/bookings.py',
  'berthbook/calendar.py',
  'berthbook/models.py',
  'berthbook/emails.py',
  'docs/pricing.md',
  'docs/api.md',
  'docs/setup.md',
  'deploy/backup.sh',
  'tests/test_pricing.py',
  'CHANGELOG.md',
] as const;
const EDITED = ['berthbook/settings.py', 'config/marina.yaml', 'deploy/berthbook.service', 'docs/deploy.md'] as const;

/** Calls that only look: history, commits, differences, authorship, state. */
export function* lookChains(facts: Facts): Generator<Chain> {
  yield* logChains(facts);
  yield* showChains(facts);
  yield* diffChains();
  yield* blameChains();
  yield* statusChains();
  yield* changelogChains();
}

function* logChains(facts: Facts): Generator<Chain> {
  const names = facts.authors.map(({ name }) => name);
  const billing = names[2] as string;
  yield alone('git_log', {}, 'required-only');
  yield* vary('git_log', {}, 'author', names);
  yield* vary('git_log', { since: '2026-05-01' }, 'author', names);
  yield* vary('git_log', { author: billing }, 'since', ['2026-01-19', '2026-01-20', '2026-04-02', '2026-04-03']);
  yield* vary('git_log', {}, 'maxCount', [1, 2, 3, 4, 5, 8]);
  yield* vary('git_log', { maxCount: 3 }, 'skip', [2, 3, 5, 6, 10]);
  yield* vary('git_log', {}, 'skip', [5, 10]);
  const days = [
    '2026-05-01',
    '2026-05-14',
    '2026-05-15',
    '2026-05-22',
    '2026-06-04',
    '2026-06-05',
    '2026-06-11',
    '2026-06-13',
    '2026-06-19',
    '2026-06-26',
  ];
  yield* vary('git_log', {}, 'since', days);
  yield* vary('git_log', {}, 'until', ['2025-07-18', '2025-07-19', '2025-08-12', '2025-08-13', '2026-01-23', '2026-01-28']);
  yield* vary('git_log', { until: '2026-01-23' }, 'since', ['2026-01-06', '2026-01-13', '2026-01-14', '2026-01-19', '2026-01-20']);
  yield* vary('git_log', { since: '2026-01-19' }, 'until', ['2026-01-20', '2026-01-21', '2026-01-28', '2026-01-30']);
  yield* vary('git_log', { since: '2025-11-11' }, 'until', ['2025-11-12', '2025-11-15', '2025-11-26', '2025-11-28']);
  const months = ['2025-09-01', '2025-10-01', '2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'];
  for (const [index, since] of months.slice(0, -1).entries()) {
    yield alone('git_log', { since, until: months[index + 1] as string }, 'optional:since+until');
  }
  yield* vary('git_log', {}, 'grep', [
    'VAT',
    'deposit',
    'waiting list',
    'calendar',
    'invoice',
    'weekly rate',
    'draught',
    'backup',
    'setup',
    'Test',
    'Release',
  ]);
  yield* vary('git_log', { maxCount: 3 }, 'grep', ['Test', 'Release', 'invoice', 'Merge branch']);
  yield* vary('git_log', { oneline: true }, 'grep', ['VAT', 'deposit', 'Test']);
  yield* vary('git_log', {}, 'filePath', FILES);
  yield* vary('git_log', { oneline: true }, 'filePath', FILES.slice(0, 4));
  yield* vary('git_log', { oneline: false }, 'filePath', FILES.slice(0, 2));
  yield* vary('git_log', { maxCount: 2 }, 'filePath', FILES.slice(0, 4));
  yield* vary('git_log', { since: '2026-01-01' }, 'filePath', FILES.slice(0, 5));
  yield* vary('git_log', { filePath: 'berthbook/pricing.py' }, 'since', ['2025-11-05', '2025-11-06', '2026-01-20']);
  yield* vary('git_log', { filePath: 'docs/pricing.md' }, 'author', names.slice(2, 4));
  yield* vary('git_log', { maxCount: 3 }, 'branch', ['main', ...BRANCHES]);
  yield* vary('git_log', { maxCount: 2 }, 'branch', BRANCHES.slice(0, 4));
  yield* vary('git_log', { maxCount: 1 }, 'branch', BRANCHES.slice(0, 4));
  for (const flag of ['stat', 'patch']) {
    yield* vary('git_log', { maxCount: 1, [flag]: true }, 'branch', BRANCHES.slice(0, 4));
    yield* vary('git_log', { maxCount: 1, [flag]: false }, 'branch', BRANCHES.slice(0, 2));
    yield* vary('git_log', { [flag]: true }, 'maxCount', [1, 2, 3]);
  }
  yield* vary('git_log', { oneline: true }, 'maxCount', [3, 5, 8, 12]);
  yield* vary('git_log', { oneline: true }, 'since', ['2026-06-04', '2026-06-05', '2026-06-11', '2026-06-13']);
  yield* vary('git_log', { oneline: true }, 'branch', BRANCHES.slice(0, 4));
  yield* vary('git_log', {}, 'branch', [...BRANCHES, ...TAGS, ...SHOWN.map((subject) => facts.short(subject))]);
}

/**
 * One name for each commit and one revision for each text of a file: the reply repeats the name it was asked for, so that two names
 * of the same thing would look like two results.
 */
function* showChains(facts: Facts): Generator<Chain> {
  const hashes = SHOWN.map((subject) => facts.short(subject));
  const branches = ['feature/ics-export', 'feature/waiting-list', 'fix/vat-rounding'];
  yield* vary('git_show', {}, 'object', [...hashes, ...TAGS, 'HEAD', ...branches]);
  yield* vary('git_show', { stat: true }, 'object', [...hashes.slice(0, 8), ...TAGS, ...branches]);
  yield* vary('git_show', { stat: false }, 'object', [...hashes.slice(0, 2), ...TAGS.slice(0, 2)]);
  const revisions = ['v1.0.0', 'v1.1.0', 'v1.1.1', 'v1.2.0', 'v1.3.0', 'v1.3.1', 'v1.4.0', 'feature/seasonal-rates', 'HEAD'];
  for (const filePath of [
    'CHANGELOG.md',
    'pyproject.toml',
    'berthbook/pricing.py',
    'berthbook/invoices.py',
    'config/rates.yaml',
    'docs/pricing.md',
  ]) {
    yield* vary('git_show', { filePath }, 'object', facts.distinct(filePath, revisions));
  }
  yield* vary('git_show', { object: 'v1.0.0' }, 'filePath', [
    'README.md',
    'docs/setup.md',
    'berthbook/bookings.py',
    'berthbook/calendar.py',
  ]);
  yield* vary('git_show', { object: 'feature/seasonal-rates' }, 'filePath', [
    'config/seasons.yaml',
    'berthbook/seasons.py',
    'tests/test_seasons.py',
  ]);
  yield* vary(
    'git_show',
    { object: 'HEAD' },
    'filePath',
    FILES.filter((path) => facts.distinct(path, revisions).includes('HEAD')),
  );
}

function* diffChains(): Generator<Chain> {
  yield alone('git_diff', {}, 'required-only');
  const single = EDITED.map((path) => [path]);
  yield* vary('git_diff', {}, 'paths', [...single, ['config/marina.yaml', 'docs/deploy.md']]);
  for (const flag of ['stat', 'nameOnly']) {
    yield* vary('git_diff', {}, flag, [true, false]);
    yield* vary('git_diff', { paths: ['docs/deploy.md'] }, flag, [true, false]);
  }
  yield* vary('git_diff', {}, 'contextLines', [0, 2, 5, 10]);
  yield* vary('git_diff', { paths: ['deploy/berthbook.service'] }, 'contextLines', [0, 2, 5, 8]);
  yield* vary('git_diff', {}, 'includeUntracked', [true, false]);
  yield* vary('git_diff', { nameOnly: true }, 'includeUntracked', [true, false]);
  const releases = TAGS.filter((tag) => tag.startsWith('v'));
  for (const [index, source] of releases.slice(0, -1).entries()) {
    const target = releases[index + 1] as string;
    yield* vary('git_diff', { source, target }, 'stat', [true]);
    yield* vary('git_diff', { source, target }, 'nameOnly', [true]);
    yield* vary('git_diff', { source: target, target: source }, 'nameOnly', [true]);
  }
  const forms: JsonObject[] = [{ stat: true }, { nameOnly: true }];
  for (const form of forms) {
    yield* vary('git_diff', { source: 'v1.2.0', ...form }, 'target', ['v1.3.0', 'v1.3.1', 'v1.4.0', 'main']);
    yield* vary('git_diff', { target: 'v1.4.0', ...form }, 'source', ['v1.1.0', 'v1.1.1', 'v1.2.0', 'v1.3.0', 'v1.3.1']);
    yield* vary('git_diff', { source: 'main', ...form }, 'target', BRANCHES.slice(0, 2));
    yield* vary('git_diff', { source: 'v1.4.0', ...form }, 'target', [
      'feature/sms-reminders',
      'feature/seasonal-rates',
      'docs/faq',
      'main',
    ]);
  }
  const between = { source: 'v1.2.0', target: 'v1.4.0' };
  yield* vary('git_diff', between, 'paths', [
    ['config/rates.yaml'],
    ['berthbook/models.py'],
    ['berthbook/bookings.py'],
    ['deploy/backup.sh'],
    ['docs/pricing.md'],
  ]);
  yield* vary('git_diff', { source: 'v1.1.0', paths: ['berthbook/invoices.py'] }, 'target', ['v1.1.1', 'v1.2.0', 'v1.3.0', 'v1.4.0']);
  yield* vary('git_diff', { target: 'v1.4.0', paths: ['berthbook/pricing.py'] }, 'source', ['v1.0.0', 'v1.1.0', 'v1.2.0', 'v1.3.1']);
  yield* vary('git_diff', { paths: ['docs/pricing.md'] }, 'target', ['v1.0.0', 'v1.1.0', 'v1.2.0', 'v1.4.0']);
  yield* vary('git_diff', { nameOnly: true }, 'target', ['v1.3.0', 'v1.3.1', 'v1.4.0', 'feature/sms-reminders']);
  yield* vary('git_diff', {}, 'target', ['HEAD', 'HEAD~1', 'HEAD~2', 'docs/faq']);
}

function* blameChains(): Generator<Chain> {
  const short = [
    'config/rates.yaml',
    'docs/waiting-list.md',
    'docs/glossary.md',
    'deploy/backup.sh',
    'docs/api.md',
    'berthbook/health.py',
    'docs/setup.md',
    '.ci/tests.yml',
    'README.md',
  ];
  yield* vary('git_blame', {}, 'filePath', short);
  for (const filePath of short) yield alone('git_log', { filePath }, 'value:filePath');
  yield* vary('git_blame', { ignoreWhitespace: true }, 'filePath', short.slice(0, 2));
  yield* vary('git_blame', { ignoreWhitespace: false }, 'filePath', short.slice(0, 2));
  yield* vary('git_blame', { startLine: 1, endLine: 8 }, 'filePath', FILES.slice(0, 8));
  yield* vary('git_blame', { filePath: 'berthbook/pricing.py', endLine: 30 }, 'startLine', [18, 20, 24, 26, 28]);
  yield* vary('git_blame', { filePath: 'berthbook/invoices.py', startLine: 10 }, 'endLine', [12, 15, 20, 25]);
  yield* vary('git_blame', { filePath: 'berthbook/bookings.py', startLine: 10 }, 'endLine', [14, 16, 18, 20]);
  yield* vary('git_blame', { filePath: 'docs/pricing.md' }, 'startLine', [3, 5, 7, 10]);
  yield* vary('git_blame', { filePath: 'CHANGELOG.md', endLine: 30 }, 'startLine', [15, 20, 25]);
}

function* statusChains(): Generator<Chain> {
  yield alone('git_status', {}, 'required-only');
  yield* vary('git_status', {}, 'includeUntracked', [true, false]);
  const elsewhere = { roles: { '/path': said('path') } };
  for (const path of ['harbour-site', 'tide-alerts', 'berth-maps']) {
    yield alone('git_status', { path: `${ROOT}/${path}` }, 'value:path', elsewhere);
  }
}

function* changelogChains(): Generator<Chain> {
  const kinds = ['security', 'features', 'storyline', 'gaps', 'breaking_changes', 'quality'].map((kind) => [kind]);
  yield* vary('git_changelog_analyze', { sinceTag: 'v1.3.0' }, 'reviewTypes', kinds);
  yield* vary('git_changelog_analyze', { sinceTag: 'v1.4.0' }, 'reviewTypes', kinds.slice(1, 4));
  for (const reviewTypes of [['gaps'], ['features']]) {
    yield* vary('git_changelog_analyze', { reviewTypes }, 'sinceTag', ['v1.2.0', 'v1.3.0', 'v1.3.1', 'v1.4.0']);
    yield* vary('git_changelog_analyze', { reviewTypes }, 'maxCommits', [5, 8, 10, 15]);
  }
  const branches = ['release/1.3', 'feature/seasonal-rates', 'fix/overlap-check', 'feature/sms-reminders'];
  yield* vary('git_changelog_analyze', { reviewTypes: ['gaps'], maxCommits: 3 }, 'branch', branches);
  yield alone('git_changelog_analyze', { reviewTypes: ['features', 'gaps'], sinceTag: 'v1.4.0' }, 'value:reviewTypes');
}
