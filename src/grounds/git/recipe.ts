import { aside, type Chain, fixed, type Recipe, said, written } from '../recipe.ts';
import { drawCast } from './cast.ts';
import { changeChains } from './changing.ts';
import { failingChains } from './failing.ts';
import { lookChains } from './looking.ts';
import { nameChains } from './naming.ts';
import { HOSTING } from './remotes.ts';
import { followChains } from './sequences.ts';
import { shareChains } from './sharing.ts';
import { gatherFacts, ROOT } from './steps.ts';
import { buildWorld, SEED } from './world.ts';

/** "Now" of every commit the server makes, and midnight of that day, from which git counts dates given without an hour. */
const NOW = '2026-06-30T14:20:00Z';
const MIDNIGHT = Date.parse('2026-06-30T00:00:00Z') / 1000;

/** Settings of git that would otherwise come from the machine or start work on their own. */
const SETTINGS: readonly (readonly [string, string])[] = [
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['core.abbrev', '7'],
  ['init.defaultBranch', 'main'],
  ['pull.rebase', 'false'],
  ['rebase.autoStash', 'true'],
  ['advice.detachedHead', 'false'],
];

const here = { '/path': fixed('path') };

/** The repository of a marina's booking service, with its branches, releases, remotes and unfinished work. */
export const git: Recipe = {
  name: 'git',
  title: 'Git repository of a booking service for marinas',
  seed: SEED,
  server: {
    package: '@cyanheads/git-mcp-server',
    version: '2.15.3',
    licence: 'Apache-2.0',
    entry: 'dist/index.js',
    args: () => [],
    env: gitEnvironment,
  },
  root: ROOT,
  roles: {
    git_status: { ...here, '/includeUntracked': said('flag') },
    git_log: {
      ...here,
      '/maxCount': said('count'),
      '/skip': said('count'),
      '/since': said('date'),
      '/until': said('date'),
      '/author': said('name'),
      '/grep': said('text'),
      '/branch': said('name'),
      '/filePath': said('path'),
      '/oneline': said('flag'),
      '/stat': said('flag'),
      '/patch': said('flag'),
    },
    git_show: { ...here, '/object': said('id'), '/filePath': said('path'), '/stat': said('flag') },
    git_diff: {
      ...here,
      '/source': said('name'),
      '/target': said('name'),
      '/paths': said('list'),
      '/staged': said('flag'),
      '/includeUntracked': said('flag'),
      '/nameOnly': said('flag'),
      '/stat': said('flag'),
      '/contextLines': said('count'),
    },
    git_blame: {
      ...here,
      '/filePath': said('path'),
      '/startLine': said('count'),
      '/endLine': said('count'),
      '/ignoreWhitespace': said('flag'),
    },
    git_branch: {
      ...here,
      '/mode': aside('enum'),
      '/branchName': said('name'),
      '/newBranchName': said('name'),
      '/startPoint': said('name'),
      '/force': aside('flag'),
      '/all': said('flag'),
      '/remote': said('flag'),
      '/merged': said('name'),
      '/noMerged': said('name'),
      '/limit': said('count'),
    },
    git_tag: {
      ...here,
      '/mode': aside('enum'),
      '/tagName': said('name'),
      '/commit': said('name'),
      '/message': aside('text'),
      '/limit': said('count'),
    },
    git_reflog: { ...here, '/ref': said('name'), '/maxCount': said('count') },
    git_remote: {
      ...here,
      '/mode': aside('enum'),
      '/name': said('name'),
      '/newName': said('name'),
      '/url': said('text'),
      '/push': aside('flag'),
    },
    git_stash: {
      ...here,
      '/mode': said('enum'),
      '/stashRef': said('id'),
      '/message': aside('text'),
      '/includeUntracked': said('flag'),
      '/keepIndex': said('flag'),
      '/limit': said('count'),
    },
    git_worktree: {
      ...here,
      '/mode': aside('enum'),
      '/worktreePath': said('path'),
      '/newPath': said('path'),
      '/branch': aside('name'),
      '/commitish': said('name'),
      '/detach': aside('flag'),
    },
    git_changelog_analyze: {
      ...here,
      '/reviewTypes/0': said('enum'),
      '/reviewTypes/1': aside('enum'),
      '/sinceTag': said('name'),
      '/branch': said('name'),
      '/maxCommits': said('count'),
    },
    git_add: { ...here, '/paths': said('list'), '/all': aside('flag'), '/update': aside('flag'), '/force': aside('flag') },
    git_commit: {
      ...here,
      '/message': written('text'),
      '/filesToStage': said('list'),
      '/author/name': aside('name'),
      '/author/email': aside('id'),
      '/amend': aside('flag'),
      '/allowEmpty': aside('flag'),
      '/noVerify': aside('flag'),
    },
    git_checkout: {
      ...here,
      '/target': said('name'),
      '/createBranch': aside('flag'),
      '/force': aside('flag'),
      '/paths': said('list'),
    },
    git_merge: {
      ...here,
      '/branch': said('name'),
      '/noFastForward': said('flag'),
      '/squash': said('flag'),
      '/strategy': said('enum'),
      '/message': said('text'),
    },
    git_cherry_pick: { ...here, '/commits/0': said('id'), '/commits/1': said('id'), '/noCommit': said('flag'), '/signoff': said('flag') },
    git_reset: { ...here, '/mode': said('enum'), '/target': said('name'), '/paths': said('list') },
    git_clean: { ...here, '/dryRun': aside('flag'), '/directories': said('flag'), '/ignored': said('flag') },
    git_rebase: { ...here, '/upstream': said('name'), '/branch': said('name'), '/onto': said('name') },
    git_init: { '/path': said('path'), '/initialBranch': said('name'), '/bare': said('flag') },
    git_set_working_dir: { '/path': said('path'), '/initializeIfNotPresent': aside('flag') },
    git_clone: { '/url': said('text'), '/path': said('path'), '/branch': said('name'), '/depth': aside('count'), '/bare': aside('flag') },
    git_fetch: { ...here, '/remote': said('name'), '/prune': aside('flag'), '/tags': aside('flag') },
    git_pull: { ...here, '/remote': said('name'), '/branch': said('name'), '/rebase': said('flag'), '/fastForwardOnly': aside('flag') },
    git_push: {
      ...here,
      '/remote': said('name'),
      '/branch': said('name'),
      '/remoteBranch': said('name'),
      '/setUpstream': said('flag'),
      '/tags': said('flag'),
      '/delete': aside('flag'),
    },
  },
  writes: [
    'git_add',
    'git_branch',
    'git_checkout',
    'git_cherry_pick',
    'git_clean',
    'git_clone',
    'git_commit',
    'git_fetch',
    'git_init',
    'git_merge',
    'git_pull',
    'git_push',
    'git_rebase',
    'git_remote',
    'git_reset',
    'git_set_working_dir',
    'git_stash',
    'git_tag',
    'git_worktree',
  ],
  leftOut: {
    git_clear_working_dir: 'forgets a setting of the session: its reply is the same sentence every time, and no argument changes it',
    git_wrapup_instructions: 'replies with instructions to the model rather than with anything a person asked for',
  },
  masks: [],
  // Which objects lie packed and how they are compressed depends on the version of git; what they say does not.
  ignored: [/(?:^|\/)(?:\.git|[^/]+\.git)\/objects$/u],
  world: buildWorld,
  *chains(world) {
    const facts = gatherFacts(world);
    const seen = new Set<string>();
    const all: Iterable<Chain>[] = [
      lookChains(facts),
      nameChains(facts),
      changeChains(facts),
      shareChains(),
      followChains(facts),
      failingChains(),
    ];
    for (const chains of all) {
      for (const chain of chains) {
        const key = JSON.stringify(chain);
        if (!seen.has(key)) yield chain;
        seen.add(key);
      }
    }
  },
};

/**
 * The server hands its whole environment to git. The hosts of the remotes are folders of the world: instead of the secure
 * shell a line of shell answers, which runs git's own service in the folder named like the host.
 */
function gitEnvironment(root: string): Record<string, string> {
  const { name, email } = drawCast(SEED).lead;
  return {
    MCP_TRANSPORT_TYPE: 'stdio',
    MCP_LOG_LEVEL: 'error',
    OTEL_ENABLED: 'false',
    GIT_SIGN_COMMITS: 'false',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_DEFAULT_HASH: 'sha1',
    GIT_DEFAULT_REF_FORMAT: 'files',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_CEILING_DIRECTORIES: root,
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: NOW,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: NOW,
    GIT_TEST_DATE_NOW: String(MIDNIGHT),
    GIT_SSH_VARIANT: 'simple',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it in
    GIT_SSH_COMMAND: 'sh -c \'cd "$NEARMISS_HOSTS/${1#*@}" && eval "$2"\' ssh',
    NEARMISS_HOSTS: `${root}/${HOSTING}`,
    GIT_CONFIG_COUNT: String(SETTINGS.length),
    ...Object.fromEntries(
      SETTINGS.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}
