import type { JsonObject } from '../../model/json.ts';
import type { Chain, ChainStep } from '../recipe.ts';
import { step } from './steps.ts';

const MISSING_REVISIONS = ['v1.5.0', 'v2.0.0', 'release/1.5', 'feature/price-lists', 'fix/login-loop', 'docs/handbook'];
const MISSING_BRANCHES = ['feature/price-lists', 'fix/login-loop', 'docs/handbook', 'feature/guest-wifi', 'release/1.5'];
const MISSING_FILES = ['berthbook/prices.py', 'docs/handbook.md', 'config/prices.yaml', 'berthbook/login.py'];

/** What git refuses: what is not there, names that are taken, work that would be lost; slips of a name. */
export function* failingChains(): Generator<Chain> {
  for (const object of MISSING_REVISIONS) yield [fails('git_show', { object }, 'no such revision')];
  for (const branch of MISSING_BRANCHES) {
    yield [fails('git_log', { branch }, 'no such branch')];
    yield [fails('git_merge', { branch }, 'no such branch')];
    yield [fails('git_checkout', { target: branch }, 'no such branch')];
    yield [fails('git_branch', { mode: 'delete', branchName: branch }, 'no such branch')];
    yield [fails('git_rebase', { upstream: branch }, 'no such branch')];
  }
  for (const branchName of ['feature/seasonal-rates', 'feature/sms-reminders', 'fix/overlap-check', 'docs/faq']) {
    yield [fails('git_branch', { mode: 'create', branchName }, 'the name is taken')];
    yield [fails('git_checkout', { target: branchName, createBranch: true }, 'the name is taken')];
  }
  for (const branchName of ['feature/sms-reminders', 'docs/faq']) yield [fails('git_branch', { mode: 'delete', branchName }, 'not merged')];
  for (const tagName of ['v1.1.0', 'v1.1.1', 'v1.3.0', 'v1.3.1'])
    yield [fails('git_tag', { mode: 'create', tagName }, 'the name is taken')];
  for (const tagName of ['v1.5.0', 'v1.4.9', 'v2.0.0', 'demo-july']) {
    yield [fails('git_tag', { mode: 'delete', tagName }, 'no such tag')];
    yield [fails('git_tag', { mode: 'verify', tagName }, 'no such tag')];
  }
  for (const filePath of MISSING_FILES) yield [fails('git_blame', { filePath }, 'no such file')];
  for (const path of MISSING_FILES) yield [fails('git_add', { paths: [path] }, 'no such file')];
  for (const name of ['upstream', 'github', 'harbour']) {
    yield [fails('git_remote', { mode: 'remove', name }, 'no such remote')];
    yield [fails('git_remote', { mode: 'get-url', name }, 'no such remote')];
    yield [fails('git_push', { remote: name }, 'no such remote')];
  }
  for (const mode of ['pop', 'apply', 'drop']) {
    for (const number of [5, 6, 7]) yield [fails('git_stash', { mode, stashRef: `stash@{${number}}` }, 'no such stash')];
  }
  yield* slips();
}

/** Names with a part left out, each with the call that was meant after it. */
function* slips(): Generator<Chain> {
  const slip = (tool: string, args: JsonObject, name: string, value: string): Chain => [
    fails(tool, { ...args, [name]: value.replace(/^(?:v|[a-z]+\/)/u, '') }, 'a part of the name left out'),
    step(tool, { ...args, [name]: value }, `value:${name}`),
  ];
  for (const mode of ['verify', 'delete']) {
    for (const tag of ['v1.1.0', 'v1.1.1', 'v1.3.0', 'v1.3.1']) yield slip('git_tag', { mode }, 'tagName', tag);
  }
  for (const branch of ['feature/waiting-list', 'feature/ics-export', 'fix/vat-rounding']) {
    yield slip('git_branch', { mode: 'delete' }, 'branchName', branch);
  }
  for (const branch of ['feature/seasonal-rates', 'feature/sms-reminders', 'fix/overlap-check', 'docs/faq', 'release/1.3']) {
    yield slip('git_log', {}, 'branch', branch);
    yield slip('git_checkout', {}, 'target', branch);
    yield slip('git_merge', {}, 'branch', branch);
  }
}

function fails(tool: string, args: JsonObject, why: string): ChainStep {
  return { ...step(tool, args, `fails:${why}`), fails: true };
}
