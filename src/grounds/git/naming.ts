import type { JsonObject } from '../../model/json.ts';
import { type Chain, type ChainStep, said } from '../recipe.ts';
import { BRANCHES } from './looking.ts';
import { alone, type Facts, ROOT, step, vary } from './steps.ts';

const REMOTES = ['origin', 'kinsale', 'staging', 'offsite'] as const;

/** Calls about what has a name: branches, tags, remotes, stashes, working trees, and where they stood before. */
export function* nameChains(facts: Facts): Generator<Chain> {
  yield* branchChains(facts);
  yield* tagChains(facts);
  yield* reflogChains();
  yield* remoteChains();
  yield* stashChains();
  yield* worktreeChains();
}

function* branchChains(facts: Facts): Generator<Chain> {
  yield alone('git_branch', {}, 'required-only');
  yield* vary('git_branch', {}, 'mode', ['list', 'show-current']);
  const list = { mode: 'list' };
  yield* vary('git_branch', list, 'remote', [true, false]);
  yield* vary('git_branch', list, 'all', [true, false]);
  yield* vary('git_branch', list, 'limit', [2, 3, 5, 8]);
  yield* vary('git_branch', list, 'merged', ['v1.1.0', 'v1.1.1', 'v1.2.0', 'v1.3.0']);
  yield* vary('git_branch', list, 'noMerged', ['v1.1.1', 'v1.2.0', 'v1.3.0', 'feature/seasonal-rates']);
  for (const name of ['merged', 'noMerged']) {
    yield alone('git_branch', { ...list, [name]: true }, `optional:${name}`, { roles: { [`/${name}`]: said('flag') } });
  }

  const create = { mode: 'create' };
  yield* vary('git_branch', create, 'branchName', [
    'feature/fuel-slots',
    'feature/fuel-prices',
    'fix/invoice-footer',
    'fix/invoice-numbers',
    'v1.4.1',
    'demo-june',
  ]);
  const starts = ['v1.2.0', 'v1.3.0', 'feature/seasonal-rates', facts.short('Add a health check')];
  yield* vary('git_branch', { ...create, branchName: 'try-rates' }, 'startPoint', starts);

  yield* vary('git_branch', { mode: 'delete' }, 'branchName', [
    'feature/waiting-list',
    'feature/ics-export',
    'fix/vat-rounding',
    'docs/glossary',
    'chore/ci',
  ]);
  yield* vary('git_branch', { mode: 'delete', force: true }, 'branchName', [
    'feature/seasonal-rates',
    'feature/sms-reminders',
    'fix/overlap-check',
    'docs/faq',
  ]);
  const rename = { mode: 'rename' };
  yield* vary('git_branch', { ...rename, newBranchName: 'archive/old-work' }, 'branchName', ['feature/waiting-list', 'docs/glossary']);
  const better = ['feature/text-reminders', 'feature/sms', 'feature/sms-opt-out', 'wip/sms'];
  yield* vary('git_branch', { ...rename, branchName: 'feature/sms-reminders' }, 'newBranchName', better);
}

function* tagChains(facts: Facts): Generator<Chain> {
  yield alone('git_tag', {}, 'required-only');
  yield alone('git_tag', { mode: 'list' }, 'enum:mode=list');
  yield* vary('git_tag', { mode: 'list' }, 'limit', [1, 2, 3, 5]);
  const create = { mode: 'create' };
  yield* vary('git_tag', create, 'tagName', ['v1.4.1', 'v1.5.0', 'v1.4.1-rc1', 'demo-june']);
  yield* vary('git_tag', { ...create, message: 'Deposit example corrected' }, 'tagName', ['v1.4.1', 'v1.4.2', 'v1.5.0', 'v1.4.1-rc1']);
  const older = ['Speed up the free-berth search', 'Fix the invoice footer'].map(facts.short);
  yield* vary('git_tag', { ...create, tagName: 'handover' }, 'commit', [...older, 'release/1.3', 'HEAD~2']);
  const fixes = { ...create, tagName: 'v1.3.2', message: 'Fixes for 1.3' };
  yield alone('git_tag', { ...fixes, commit: 'release/1.3' }, 'optional:message+commit');
  yield* vary('git_tag', { mode: 'delete' }, 'tagName', ['v1.1.0', 'v1.1.1', 'v1.3.0', 'v1.3.1', 'boat-show']);
  yield* vary('git_tag', { mode: 'verify' }, 'tagName', ['v1.1.0', 'v1.1.1', 'v1.3.0', 'v1.3.1']);
}

function* reflogChains(): Generator<Chain> {
  yield* vary('git_reflog', {}, 'maxCount', [2, 3, 5, 8, 10, 12]);
  yield* vary('git_reflog', {}, 'ref', BRANCHES.slice(0, 5));
  yield* vary('git_reflog', { maxCount: 3 }, 'ref', ['main', ...BRANCHES]);
  yield* vary('git_reflog', { maxCount: 2 }, 'ref', BRANCHES.slice(0, 4));
  yield* vary('git_reflog', { ref: 'main' }, 'maxCount', [2, 3, 4, 5, 8]);
}

function* remoteChains(): Generator<Chain> {
  yield alone('git_remote', {}, 'required-only');
  yield alone('git_remote', { mode: 'list' }, 'enum:mode=list');
  yield* vary('git_remote', { mode: 'get-url' }, 'name', REMOTES);
  yield* vary('git_remote', { mode: 'remove' }, 'name', REMOTES);
  yield* vary('git_remote', { mode: 'rename', newName: 'old' }, 'name', REMOTES.slice(0, 2));
  yield* vary('git_remote', { mode: 'rename', name: 'offsite' }, 'newName', ['nas', 'backup', 'mirror', 'archive']);
  const url = 'git@git.dunmore-harbour.example:berthbook.git';
  yield* vary('git_remote', { mode: 'add', url }, 'name', ['dunmore', 'customer', 'harbour', 'fork']);
  yield* vary('git_remote', { mode: 'add', name: 'customer' }, 'url', [
    'git@git.dunmore-harbour.example:fork/berthbook.git',
    'https://git.dunmore-harbour.example/berthbook.git',
    'git@git.crosshaven.example:berthbook.git',
  ]);
  yield* vary('git_remote', { mode: 'set-url', url: 'deploy@staging2.saltmarsh.example:berthbook.git' }, 'name', ['staging', 'offsite']);
}

function* stashChains(): Generator<Chain> {
  yield* vary('git_stash', {}, 'mode', ['list', 'push', 'pop', 'apply', 'clear']);
  yield alone('git_stash', {}, 'required-only');
  yield* vary('git_stash', { mode: 'list' }, 'limit', [1, 2, 3, 4]);
  const entries = [0, 1, 2, 3].map((number) => `stash@{${number}}`);
  for (const mode of ['pop', 'apply', 'drop']) yield* vary('git_stash', { mode }, 'stashRef', entries);
  yield* vary('git_stash', { mode: 'push' }, 'message', ['two more berths', 'port 8050', 'before the demo']);
  yield* vary('git_stash', { mode: 'push', message: 'everything before the demo' }, 'includeUntracked', [true]);
  yield* vary('git_stash', { mode: 'push' }, 'includeUntracked', [true, false]);
  const staged = step('git_add', { paths: ['config/marina.yaml'] }, 'value:paths');
  for (const keepIndex of [true, false]) yield [staged, step('git_stash', { mode: 'push', keepIndex }, 'optional:keepIndex')];
}

function* worktreeChains(): Generator<Chain> {
  yield alone('git_worktree', {}, 'required-only');
  yield* vary('git_worktree', {}, 'mode', ['list', 'prune']);
  const add = (args: JsonObject): ChainStep => step('git_worktree', { mode: 'add', ...args }, 'enum:mode=add');
  const at = (folder: string) => `${ROOT}/${folder}`;
  for (const folder of ['berthbook-review', 'berthbook-rates', 'berthbook-trial', 'berthbook-2']) {
    yield [add({ worktreePath: at(folder), commitish: 'feature/seasonal-rates' })];
  }
  for (const commitish of ['release/1.3', 'docs/faq', 'fix/overlap-check'])
    yield [add({ worktreePath: at('berthbook-review'), commitish })];
  for (const branch of ['fix/clock-change', 'fix/clock-format', 'feature/fuel-dock'])
    yield [add({ worktreePath: at('berthbook-new'), branch })];
  for (const folder of ['berthbook-old', 'berthbook-1.1']) yield [add({ worktreePath: at(folder), commitish: 'v1.1.0', detach: true })];
  for (const folder of ['sms-gateway', 'harbour-api', 'price-tool', 'guest-app']) yield [add({ worktreePath: at(folder) })];

  const trees = [
    ['berthbook-1.3', 'release/1.3'],
    ['berthbook-faq', 'docs/faq'],
    ['berthbook-overlap', 'fix/overlap-check'],
    ['berthbook-sms', 'feature/sms-reminders'],
  ] as const;
  const made = trees.map(([folder, commitish]) => add({ worktreePath: at(folder), commitish }));
  for (const [folder] of trees) yield [...made, step('git_worktree', { mode: 'remove', worktreePath: at(folder) }, 'enum:mode=remove')];
  for (const folder of ['berthbook-moved', 'berthbook-help', 'berthbook-questions', 'faq']) {
    yield [...made, step('git_worktree', { mode: 'move', worktreePath: at('berthbook-faq'), newPath: at(folder) }, 'value:newPath')];
  }
}

/** Short hashes of the commits that can be picked onto `main` without a conflict. */
export const PICKED = [
  'Pin the mail library',
  'Round the deposit to cents',
  'Read the seasons from the config',
  'Test the summer surcharge',
  'Allow a new arrival on the day of departure',
  'Test arrivals on the day of departure',
  'Send reminders by SMS',
  'Start an FAQ',
] as const satisfies readonly string[];
