import type { JsonObject } from '../../model/json.ts';
import { type Chain, type ChainStep, said } from '../recipe.ts';
import { PICKED } from './naming.ts';
import { alone, type Facts, step, unsaid, vary } from './steps.ts';

const EDITED = ['berthbook/settings.py', 'config/marina.yaml', 'deploy/berthbook.service', 'docs/deploy.md'] as const;
const OPEN = ['feature/seasonal-rates', 'feature/sms-reminders', 'fix/overlap-check', 'docs/faq'] as const;

/** What each uncommitted file would be committed as. */
const MESSAGES: Readonly<Record<string, string>> = {
  'berthbook/settings.py': 'Default to port 8050',
  'config/marina.yaml': 'Count two more berths',
  'deploy/berthbook.service': 'Wait five seconds before a restart',
  'docs/deploy.md': 'Reload systemd before the service is enabled',
  'docs/refunds.md': 'Describe refunds',
  'scripts/import_berths.py': 'Add a script that reads the berths',
};

/** Calls that change the repository: stage, commit, switch, bring commits over, undo. */
export function* changeChains(facts: Facts): Generator<Chain> {
  yield* addChains();
  yield* commitChains(facts);
  yield* checkoutChains(facts);
  yield* mergeChains();
  yield* pickChains(facts);
  yield* resetChains();
  yield* cleanChains();
  yield* rebaseChains();
}

const stage = (...paths: string[]): ChainStep => step('git_add', { paths }, 'value:paths');

function* addChains(): Generator<Chain> {
  const lists = [...EDITED, 'docs/refunds.md', 'berths.csv', 'notes/todo.md', 'scripts'].map((path) => [path]);
  yield* vary('git_add', {}, 'paths', [...lists, ['config/marina.yaml', 'docs/deploy.md'], ['docs/deploy.md', 'docs/refunds.md']]);
  yield alone('git_add', { all: true }, 'optional:all');
  yield alone('git_add', { update: true }, 'optional:update');
  yield* vary('git_add', { force: true }, 'paths', [['build/manifest.txt'], ['berthbook.log'], ['.env']]);
  // What is staged, seen afterwards. One state only: a request cannot tell two apart.
  const all = stage(...EDITED.slice(0, 3));
  for (const staged of [true, false]) yield [all, step('git_diff', { staged }, 'optional:staged')];
  for (const path of EDITED.slice(0, 3)) yield [all, step('git_diff', { staged: true, paths: [path] }, 'value:paths')];
  yield [all, step('git_diff', { staged: true, nameOnly: true }, 'optional:staged+nameOnly')];
}

function* commitChains(facts: Facts): Generator<Chain> {
  const dictated = { roles: { '/message': said('text') } };
  for (const [path, message] of Object.entries(MESSAGES))
    yield [step('git_commit', { message, filesToStage: [path] }, 'value:filesToStage')];
  for (const path of EDITED) {
    yield [stage(path), step('git_commit', { message: MESSAGES[path] as string }, 'required-only')];
    yield [step('git_commit', { message: 'Update for the summer season', filesToStage: [path] }, 'value:filesToStage', dictated)];
  }
  for (const message of ['Count the new berths', 'Correct the number of berths', 'Add berths 65 and 66', 'Update the marina config']) {
    yield [stage('config/marina.yaml'), step('git_commit', { message }, 'value:message', dictated)];
  }
  const staged = stage('docs/refunds.md');
  for (const { name, email } of facts.authors.slice(1, 4)) {
    yield [staged, step('git_commit', { message: 'Describe refunds', author: { name, email } }, 'optional:author')];
  }
  for (const message of ['Trigger a build', 'Begin the work for 1.5']) {
    yield alone('git_commit', { message, allowEmpty: true }, 'optional:allowEmpty', dictated);
  }
  for (const message of ['Name the harbour office in the readme', 'Say who answers questions']) {
    yield alone('git_commit', { message, amend: true }, 'optional:amend', dictated);
  }
  yield [
    stage('config/marina.yaml'),
    step('git_commit', { message: 'Count the new berths', noVerify: true }, 'optional:noVerify', dictated),
  ];
}

function* checkoutChains(facts: Facts): Generator<Chain> {
  const hashes = ['Add a health check', 'Speed up the free-berth search', 'Raise the daily rates for 2026'].map(facts.short);
  const places = ['feature/seasonal-rates', 'feature/sms-reminders', 'fix/overlap-check', 'docs/faq'];
  const releases = ['v1.2.0', 'v1.3.0', 'v1.3.1', 'v1.4.0'];
  yield* vary('git_checkout', {}, 'target', [...places, ...releases, 'HEAD~1', 'HEAD~2', ...hashes]);
  yield* vary('git_checkout', { createBranch: true }, 'target', [
    'feature/fuel-dock',
    'feature/fuel-prices',
    'fix/berth-count',
    'fix/boat-length',
  ]);
  yield* vary('git_checkout', { force: true }, 'target', ['v1.0.0', 'v1.1.0', 'feature/ics-export', 'fix/vat-rounding']);
  const dropped = { roles: { '/target': unsaid('name') } };
  yield* vary(
    'git_checkout',
    { target: 'HEAD' },
    'paths',
    [...EDITED.map((path) => [path]), ['config/marina.yaml', 'docs/deploy.md']],
    dropped,
  );
  yield* vary('git_checkout', { paths: ['docs/pricing.md'] }, 'target', ['v1.0.0', 'v1.1.0', 'v1.2.0', 'v1.4.0']);
  yield* vary('git_checkout', { target: 'v1.2.0' }, 'paths', [
    ['berthbook/pricing.py'],
    ['berthbook/invoices.py'],
    ['berthbook/calendar.py'],
    ['docs/pricing.md'],
  ]);
}

function* mergeChains(): Generator<Chain> {
  yield* vary('git_merge', {}, 'branch', [...OPEN, 'main']);
  yield* vary('git_merge', { noFastForward: true }, 'branch', OPEN);
  yield* vary('git_merge', { squash: true }, 'branch', OPEN);
  for (const flag of ['noFastForward', 'squash']) yield alone('git_merge', { branch: 'docs/faq', [flag]: false }, `optional:${flag}`);
  yield* vary('git_merge', { branch: 'docs/faq' }, 'strategy', ['ort', 'recursive', 'ours']);
  const messages = ['Bring in the SMS reminders', 'Merge the reminders', 'SMS reminders for guests', 'Merge SMS reminders and the opt-out'];
  yield* vary('git_merge', { branch: 'feature/sms-reminders' }, 'message', messages);
}

function* pickChains(facts: Facts): Generator<Chain> {
  const lists = PICKED.map((subject) => [facts.short(subject)]);
  yield* vary('git_cherry_pick', {}, 'commits', lists);
  for (const flag of ['noCommit', 'signoff']) {
    yield* vary('git_cherry_pick', { [flag]: true }, 'commits', lists.slice(0, 3));
    yield* vary('git_cherry_pick', { [flag]: false }, 'commits', lists.slice(0, 1));
  }
  const seconds = ['Round the deposit to cents', 'Send reminders by SMS', 'Start an FAQ', 'Allow a new arrival on the day of departure'];
  yield* vary(
    'git_cherry_pick',
    {},
    'commits',
    seconds.map((second) => ['Pin the mail library', second].map(facts.short)),
  );
  for (const subject of PICKED) yield alone('git_show', { object: facts.short(subject) }, 'value:object');
}

function* resetChains(): Generator<Chain> {
  const targets = ['HEAD~1', 'HEAD~2', 'HEAD~3', 'v1.4.0'];
  for (const mode of ['soft', 'mixed']) yield* vary('git_reset', { mode }, 'target', targets);
  for (const mode of ['hard', 'keep', 'merge'])
    yield* vary('git_reset', { mode, confirmed: true }, 'target', targets.slice(0, mode === 'hard' ? 4 : 2));
  yield* vary('git_reset', {}, 'target', targets);
  for (const path of EDITED) yield [stage(...EDITED), step('git_reset', { mode: 'mixed', paths: [path] }, 'value:paths')];
  yield [stage(...EDITED), step('git_reset', { mode: 'mixed' }, 'enum:mode=mixed')];
  yield alone('git_reset', { mode: 'hard', confirmed: true }, 'enum:mode=hard');
}

function* cleanChains(): Generator<Chain> {
  const bases: JsonObject[] = [{ dryRun: true }, { force: true }];
  for (const base of bases) {
    yield alone('git_clean', base, 'required-only');
    for (const flag of ['directories', 'ignored']) yield* vary('git_clean', base, flag, [true, false]);
    yield alone('git_clean', { ...base, directories: true, ignored: true }, 'optional:directories+ignored');
  }
}

function* rebaseChains(): Generator<Chain> {
  yield* vary('git_rebase', { upstream: 'main' }, 'branch', OPEN);
  yield* vary('git_rebase', { branch: 'feature/seasonal-rates' }, 'upstream', ['main', 'v1.4.0', 'fix/overlap-check', 'docs/faq']);
  yield* vary('git_rebase', { branch: 'feature/seasonal-rates', upstream: 'main' }, 'onto', [
    'v1.4.0',
    'release/1.3',
    'docs/faq',
    'v1.3.0',
  ]);
  yield* vary('git_rebase', {}, 'upstream', ['docs/faq', 'fix/overlap-check']);
}
