import { aside, type Chain, fixed, type Recipe, said, written } from '../recipe.ts';
import { actingChains } from './acting.ts';
import { lookingChains } from './looking.ts';
import { portalFirm, portalWorld } from './world.ts';

const SEED = 'brightwater-portal';

/** Where Debian puts its Chromium. */
const CHROMIUM = '/usr/bin/chromium';

/** The web portal of a small office supplier, used through a browser that no network is open to. */
export const portal: Recipe = {
  name: 'portal',
  title: 'the web portal of a small office supplier',
  seed: SEED,
  server: {
    package: '@playwright/mcp',
    version: '0.0.83',
    licence: 'Apache-2.0',
    entry: 'cli.js',
    args: (root) => [
      '--headless',
      '--isolated',
      '--no-sandbox',
      '--executable-path',
      CHROMIUM,
      '--timeout-settle',
      '100',
      '--image-responses',
      'omit',
      '--output-dir',
      `${root}/.snapshots`,
      '--init-page',
      `${root}/site.mjs`,
    ],
    env: () => ({ TZ: 'UTC', LANG: 'C.UTF-8' }),
  },
  root: '/srv/portal',
  roles: {
    browser_navigate: { '/url': said('enum') },
    browser_tabs: { '/action': written('enum'), '/url': said('enum') },
    browser_resize: { '/width': said('count'), '/height': said('count') },
    browser_find: { '/text': said('text') },
    browser_wait_for: { '/text': said('text') },
    browser_press_key: { '/key': said('enum') },
    browser_console_messages: { '/level': said('enum') },
    browser_network_requests: { '/static': said('flag') },
    browser_take_screenshot: { '/filename': said('name'), '/fullPage': said('flag'), '/scale': fixed('enum') },
    browser_click: { '/target': said('id'), '/doubleClick': said('flag'), '/button': said('enum') },
    browser_hover: { '/target': said('id') },
    browser_type: { '/target': said('id'), '/text': said('text'), '/submit': said('flag') },
    browser_select_option: { '/target': aside('id'), '/values/0': said('name') },
    browser_drag: { '/startTarget': said('id'), '/endTarget': said('id') },
    browser_handle_dialog: { '/accept': said('flag') },
  },
  // Each of them leaves a snapshot or a picture behind, and the page that is open is part of the state.
  writes: [
    'browser_navigate',
    'browser_navigate_back',
    'browser_tabs',
    'browser_wait_for',
    'browser_take_screenshot',
    'browser_snapshot',
    'browser_click',
    'browser_hover',
    'browser_type',
    'browser_select_option',
    'browser_fill_form',
    'browser_drag',
    'browser_press_key',
    'browser_handle_dialog',
  ],
  leftOut: {
    browser_close: 'takes nothing and leaves nothing to look at',
    browser_run_code_unsafe: 'runs any program',
    browser_evaluate: 'takes a program, which nobody says in a sentence',
  },
  masks: [
    { name: 'snapshot-time', pattern: /page-\d{4}-\d\d-\d\dT[\d-]+Z(?=\.yml)/u, replacement: 'page-2026-06-30T09-15-00-000Z' },
    { name: 'console-time', pattern: /console-\d{4}-\d\d-\d\dT[\d-]+Z(?=\.log)/u, replacement: 'console-2026-06-30T09-15-00-000Z' },
  ],
  ignored: [],
  between: { tool: 'browser_tabs', arguments: { action: 'close' } },
  world: () => portalWorld(SEED),
  *chains(): Iterable<Chain> {
    const firm = portalFirm(SEED);
    yield* lookingChains(firm);
    yield* actingChains(firm);
  },
};
