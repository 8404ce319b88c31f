import type { Chain } from '../recipe.ts';
import { alone, ROOT, step, vary } from './steps.ts';

const REMOTES = ['origin', 'kinsale', 'staging', 'offsite'] as const;
const SERVER = 'git@git.saltmarsh.example:';

/** Calls between repositories: begin one, copy one, fetch, pull, push, and choose the one to work in. */
export function* shareChains(): Generator<Chain> {
  yield* beginChains();
  yield* fetchChains();
  yield* pullChains();
  yield* pushChains();
}

function* beginChains(): Generator<Chain> {
  const at = (folder: string) => `${ROOT}/${folder}`;
  const fresh = ['sms-gateway', 'harbour-api', 'price-tool', 'guest-app'].map(at);
  yield* vary('git_init', {}, 'path', [...fresh, at('copy'), at('berthbook-copy')]);
  yield* vary('git_init', { path: at('sms-gateway') }, 'initialBranch', ['main', 'trunk', 'develop', 'master']);
  for (const path of fresh.slice(0, 2)) yield* vary('git_init', { path }, 'bare', [true, false]);

  for (const folder of ['berthbook', 'harbour-site', 'tide-alerts', 'berth-maps']) {
    yield alone('git_set_working_dir', { path: at(folder) }, 'value:path');
  }
  yield alone('git_set_working_dir', { path: at('sms-gateway'), initializeIfNotPresent: true }, 'optional:initializeIfNotPresent');

  const names = ['berthbook', 'harbour-site', 'tide-alerts', 'berth-maps'];
  yield* vary(
    'git_clone',
    { path: at('copy') },
    'url',
    names.map((name) => `${SERVER}${name}.git`),
  );
  yield* vary('git_clone', { url: `${SERVER}tide-alerts.git` }, 'path', fresh);
  const copy = { url: `${SERVER}berthbook.git`, path: at('berthbook-copy') };
  yield* vary('git_clone', copy, 'branch', ['release/1.3', 'feature/seasonal-rates', 'fix/overlap-check', 'feature/fuel-dock']);
  yield* vary('git_clone', copy, 'depth', [5, 20]);
  yield alone('git_clone', { ...copy, bare: true }, 'optional:bare');
  yield alone('git_clone', copy, 'required-only');
}

function* fetchChains(): Generator<Chain> {
  yield alone('git_fetch', {}, 'required-only');
  yield* vary('git_fetch', {}, 'remote', REMOTES);
  yield* vary('git_fetch', { remote: 'origin' }, 'prune', [true]);
  yield* vary('git_fetch', { remote: 'kinsale' }, 'tags', [true]);
}

function* pullChains(): Generator<Chain> {
  yield alone('git_pull', {}, 'required-only');
  yield* vary('git_pull', {}, 'remote', ['origin']);
  yield* vary('git_pull', { branch: 'main' }, 'remote', REMOTES);
  yield* vary('git_pull', { remote: 'origin' }, 'branch', ['feature/seasonal-rates', 'fix/overlap-check', 'feature/fuel-dock']);
  yield* vary('git_pull', { remote: 'kinsale' }, 'branch', ['quay']);
  for (const branch of ['fix/overlap-check', 'feature/fuel-dock'])
    yield* vary('git_pull', { remote: 'origin', branch }, 'rebase', [true, false]);
  const open = step('git_checkout', { target: 'fix/overlap-check' }, 'value:target');
  const args = { remote: 'origin', branch: 'fix/overlap-check' };
  yield [open, step('git_pull', { ...args, fastForwardOnly: true }, 'optional:fastForwardOnly')];
}

function* pushChains(): Generator<Chain> {
  yield alone('git_push', {}, 'required-only');
  const branches = ['main', 'feature/sms-reminders', 'docs/faq', 'feature/waiting-list', 'docs/glossary'];
  yield* vary('git_push', { remote: 'origin' }, 'branch', branches);
  yield* vary('git_push', { branch: 'feature/sms-reminders' }, 'remote', REMOTES);
  yield* vary('git_push', { remote: 'origin', branch: 'docs/faq' }, 'setUpstream', [true, false]);
  yield* vary('git_push', { remote: 'origin', setUpstream: true }, 'branch', ['feature/sms-reminders', 'docs/glossary']);
  yield* vary('git_push', { remote: 'origin', branch: 'docs/faq' }, 'remoteBranch', [
    'docs/guest-faq',
    'docs/questions',
    'review/faq',
    'wip/faq',
  ]);
  yield* vary('git_push', { remote: 'offsite', branch: 'feature/sms-reminders' }, 'tags', [true, false]);
  yield* vary('git_push', { remote: 'origin', delete: true }, 'branch', [
    'feature/seasonal-rates',
    'fix/overlap-check',
    'feature/fuel-dock',
  ]);
}
