import type { JsonObject } from '../../model/json.ts';
import type { Chain, ChainStep } from '../recipe.ts';
import { type Facts, ROOT, step } from './steps.ts';

/** Calls that feed each other: a later one takes a hash, a name or a place from an earlier reply. */
export function* followChains(facts: Facts): Generator<Chain> {
  yield* afterLog(facts);
  yield* afterTags();
  yield* afterStashes();
  yield* afterRemotes();
  yield* afterBlame(facts);
  yield* afterReflog(facts);
  yield* afterWorktrees();
}

/** A call whose argument at `pointer` is the value of the element that people know by `label`. */
function follow(tool: string, args: JsonObject, pointer: string, label: string | null, scenario: string, from?: number): ChainStep {
  return step(tool, args, scenario, {
    upstream: { [pointer]: { ...(label === null ? {} : { label }), ...(from === undefined ? {} : { from }) } },
  });
}

/** Histories that a person would look up first, and the commits that they would then ask about. */
const LOOKED_UP: readonly (readonly [args: JsonObject, subjects: readonly string[]])[] = [
  [{ filePath: 'berthbook/pricing.py' }, ['Price a stay by boat length', 'Offer a weekly rate', 'Ask for a deposit on long stays']],
  [
    { filePath: 'berthbook/invoices.py' },
    ['Write invoices', 'Add VAT to invoices', 'Round VAT per invoice line', 'Fix the invoice footer'],
  ],
  [
    { filePath: 'berthbook/calendar.py' },
    ['Add the booking calendar', 'Show free berths by day', 'Mark berths under repair', 'Speed up the free-berth search'],
  ],
  [{ filePath: 'docs/pricing.md' }, ['Describe the prices', 'Raise the daily rates for 2026', 'Correct the deposit example']],
  [{ filePath: 'berthbook/bookings.py' }, ['Store bookings', 'Refuse overlapping bookings', 'Check the draught against the berth']],
  [{ grep: 'backup' }, ['Keep backups for thirty days', 'Warn when a backup is missing']],
  [{ grep: 'deposit' }, ['Ask for a deposit on long stays', 'Show the deposit on the invoice', 'Correct the deposit example']],
  [{ grep: 'waiting list' }, ['Keep a waiting list', 'Document the waiting list']],
  [{ since: '2026-06-11' }, ['Speed up the free-berth search', 'List unpaid invoices first', 'Correct the deposit example']],
  [{ since: '2026-06-04' }, ['Fix the invoice footer', 'Warn when a backup is missing', 'List unpaid invoices first']],
  [
    { since: '2026-01-19', until: '2026-01-23' },
    ['Ask for a deposit on long stays', 'Show the deposit on the invoice', "Merge branch 'feature/waiting-list'"],
  ],
  [{ since: '2025-11-11', until: '2025-11-28' }, ['Test the weekly rate', 'Round VAT per invoice line', "Merge branch 'fix/vat-rounding'"]],
];

/** Branches whose commits are brought over one by one. */
const BROUGHT_OVER: readonly (readonly [branch: string, subjects: readonly string[]])[] = [
  ['feature/seasonal-rates', ['Read the seasons from the config', 'Test the summer surcharge']],
  ['fix/overlap-check', ['Allow a new arrival on the day of departure', 'Test arrivals on the day of departure']],
  ['release/1.3', ['Pin the mail library', 'Round the deposit to cents']],
];

function* afterLog(facts: Facts): Generator<Chain> {
  for (const [args, subjects] of LOOKED_UP) {
    const log = step('git_log', args, 'chain:log');
    for (const subject of subjects) {
      const object = facts.short(subject);
      if ('grep' in args) yield [log, follow('git_show', { object, stat: true }, '/object', subject, 'chain:log-then-show')];
      yield [log, follow('git_show', { object }, '/object', subject, 'chain:log-then-show')];
    }
  }
  for (const [args, subjects] of LOOKED_UP.slice(0, 5)) yield* comparisons(facts, step('git_log', args, 'chain:log'), subjects);
  for (const [args, subjects] of LOOKED_UP.slice(1, 2)) {
    const log = step('git_log', args, 'chain:log');
    for (const subject of subjects) {
      const hash = facts.short(subject);
      yield [log, follow('git_checkout', { target: hash, force: true }, '/target', subject, 'chain:log-then-checkout')];
      yield [log, follow('git_tag', { mode: 'create', tagName: 'checked', commit: hash }, '/commit', subject, 'chain:log-then-tag')];
      yield [
        log,
        follow(
          'git_branch',
          { mode: 'create', branchName: 'look-back', startPoint: hash },
          '/startPoint',
          subject,
          'chain:log-then-branch',
        ),
      ];
    }
  }
  for (const [branch, subjects] of BROUGHT_OVER) {
    const log = step('git_log', { branch, maxCount: 3 }, 'chain:log');
    for (const subject of subjects) {
      yield [log, follow('git_cherry_pick', { commits: [facts.short(subject)] }, '/commits/0', subject, 'chain:log-then-pick')];
    }
  }
  const recent = step('git_log', { maxCount: 5 }, 'chain:log');
  for (const subject of ['List unpaid invoices first', 'Speed up the free-berth search', 'Correct the deposit example']) {
    yield [recent, follow('git_reset', { mode: 'soft', target: facts.short(subject) }, '/target', subject, 'chain:log-then-reset')];
  }
  yield* threeSteps(facts);
}

/** Two commits of one history against each other. */
function* comparisons(facts: Facts, log: ChainStep, subjects: readonly string[]): Generator<Chain> {
  for (const [index, older] of subjects.entries()) {
    for (const newer of subjects.slice(index + 1)) {
      const args = { source: facts.short(older), target: facts.short(newer), stat: true };
      yield [
        log,
        step('git_diff', args, 'chain:log-then-diff', { upstream: { '/source': { label: older }, '/target': { label: newer } } }),
      ];
    }
  }
}

/** From a history to a commit, and from the commit to whoever wrote the file it touches. */
function* threeSteps(facts: Facts): Generator<Chain> {
  const paths: readonly (readonly [args: JsonObject, subject: string, file: string])[] = [
    [{ grep: 'backup' }, 'Keep backups for thirty days', 'deploy/backup.sh'],
    [{ grep: 'backup' }, 'Warn when a backup is missing', 'deploy/backup.sh'],
    [{ grep: 'waiting list' }, 'Document the waiting list', 'docs/waiting-list.md'],
    [{ grep: 'setup' }, 'Rewrite the setup guide', 'docs/setup.md'],
    [{ since: '2026-05-14' }, 'Add a health check', 'berthbook/health.py'],
    [{ since: '2026-05-14' }, 'Add API examples', 'docs/api.md'],
    [{ since: '2026-05-14' }, 'Warn when a backup is missing', 'deploy/backup.sh'],
  ];
  for (const [args, subject, filePath] of paths) {
    yield [
      step('git_log', args, 'chain:log'),
      follow('git_show', { object: facts.short(subject), stat: true }, '/object', subject, 'chain:log-then-show'),
      follow('git_blame', { filePath }, '/filePath', null, 'chain:log-then-show-then-blame'),
    ];
  }
}

function* afterTags(): Generator<Chain> {
  const list = step('git_tag', { mode: 'list' }, 'chain:tags');
  const releases = [
    ['v1.1.1', 'VAT rounding'],
    ['v1.2.0', 'Waiting list and deposits'],
    ['v1.3.1', 'Deposit rounding'],
    ['v1.4.0', 'Health check and API examples'],
  ] as const;
  for (const [tag, message] of releases) {
    yield [list, follow('git_show', { object: tag }, '/object', message, 'chain:tags-then-show')];
    yield [list, follow('git_log', { branch: tag, maxCount: 3 }, '/branch', message, 'chain:tags-then-log')];
    if (tag !== 'v1.4.0')
      yield [list, follow('git_diff', { source: tag, target: 'v1.4.0', nameOnly: true }, '/source', message, 'chain:tags-then-diff')];
    if (tag !== 'v1.1.1') yield [list, follow('git_checkout', { target: tag }, '/target', message, 'chain:tags-then-checkout')];
    yield [
      list,
      follow('git_branch', { mode: 'create', branchName: 'look-back', startPoint: tag }, '/startPoint', message, 'chain:tags-then-branch'),
    ];
  }
}

const STASHES = ['alarms in the ICS export', 'colours for the office screen', 'shorter error table', 'pontoon in the glossary'] as const;

function* afterStashes(): Generator<Chain> {
  const list = step('git_stash', { mode: 'list' }, 'chain:stashes');
  for (const [index, description] of STASHES.entries()) {
    const stashRef = `stash@{${index}}`;
    for (const mode of ['apply', 'pop', 'drop']) {
      yield [list, follow('git_stash', { mode, stashRef }, '/stashRef', description, `chain:stashes-then-${mode}`)];
    }
    yield [list, follow('git_show', { object: stashRef, stat: true }, '/object', description, 'chain:stashes-then-show')];
  }
}

function* afterRemotes(): Generator<Chain> {
  const list = step('git_remote', { mode: 'list' }, 'chain:remotes');
  const addresses = [
    ['origin', 'git@git.saltmarsh.example:berthbook.git'],
    ['kinsale', 'git@git.kinsale-marina.example:berthbook.git'],
    ['staging', 'deploy@staging.saltmarsh.example:berthbook.git'],
    ['offsite', 'backup@nas.saltmarsh.example:berthbook.git'],
  ] as const;
  for (const [remote, url] of addresses) {
    yield [list, follow('git_fetch', { remote }, '/remote', url, 'chain:remotes-then-fetch')];
    yield [list, follow('git_remote', { mode: 'remove', name: remote }, '/name', url, 'chain:remotes-then-remove')];
  }
}

/** Which commit a line comes from. No commit here is shown by its short hash elsewhere. Lines are named by what stands in them; the reply has the first line of each commit. */
function* afterBlame(facts: Facts): Generator<Chain> {
  const named: readonly (readonly [file: string, line: string, subject: string])[] = [
    ['docs/glossary.md', '# Glossary', 'Start a glossary'],
    ['docs/glossary.md', '- **deposit**: the fifth of the price that is paid in advance', 'Add the words of the price list'],
    ['.ci/tests.yml', 'on: push', 'Run the tests on every push'],
    ['.ci/tests.yml', '- mypy berthbook', 'Check the types as well'],
    ['README.md', '# Berthbook', 'Start the project'],
    ['README.md', 'berthbook serve', 'Move the port to the config'],
  ];
  for (const [filePath, line, subject] of named) {
    const blame = step('git_blame', { filePath }, 'chain:blame');
    const object = facts.commit(subject).hash;
    yield [blame, follow('git_show', { object }, '/object', line, 'chain:blame-then-show')];
    yield [blame, follow('git_show', { object, stat: true }, '/object', line, 'chain:blame-then-show')];
  }
}

/** What the reflog still knows. No commit here is shown by its short hash elsewhere. */
function* afterReflog(facts: Facts): Generator<Chain> {
  const reflog = step('git_reflog', { maxCount: 8 }, 'chain:reflog');
  for (const subject of ['Let guests opt out of SMS', 'Answer the question about refunds']) {
    const { hash } = facts.commit(subject);
    yield [reflog, follow('git_show', { object: hash, stat: true }, '/object', `commit: ${subject}`, 'chain:reflog-then-show')];
    yield [
      reflog,
      follow(
        'git_branch',
        { mode: 'create', branchName: 'rescued', startPoint: hash },
        '/startPoint',
        `commit: ${subject}`,
        'chain:reflog-then-branch',
      ),
    ];
  }
}

function* afterWorktrees(): Generator<Chain> {
  const trees = [
    ['berthbook-1.3', 'release/1.3'],
    ['berthbook-faq', 'docs/faq'],
    ['berthbook-overlap', 'fix/overlap-check'],
    ['berthbook-sms', 'feature/sms-reminders'],
  ] as const;
  const made = trees.map(([folder, commitish]) =>
    step('git_worktree', { mode: 'add', worktreePath: `${ROOT}/${folder}`, commitish }, 'enum:mode=add'),
  );
  const list = step('git_worktree', { mode: 'list' }, 'chain:worktrees');
  for (const [folder, branch] of trees) {
    const worktreePath = `${ROOT}/${folder}`;
    yield [...made, list, follow('git_worktree', { mode: 'remove', worktreePath }, '/worktreePath', branch, 'chain:worktrees-then-remove')];
  }
}
