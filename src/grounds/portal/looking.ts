import type { Chain, ChainStep, JsonObject } from '../recipe.ts';
import type { Firm } from './firm.ts';
import { addressOf, PAGES, type Page } from './pages.ts';
import { LOOK, open } from './steps.ts';

const NAMES = Object.keys(PAGES) as Page[];

/** Opening pages and looking at them: what is on them, what they wrote and fetched. */
export function* lookingChains(firm: Firm): Iterable<Chain> {
  for (const page of NAMES) {
    yield [open(page), LOOK];
    yield [{ tool: 'browser_tabs', arguments: { action: 'new', url: addressOf(page) }, scenario: 'enum:action=new' }];
    // What is done by mistake instead of it.
    for (const args of [{ level: 'info' }, { level: 'error' }, { level: 'warning' }, { level: 'debug' }]) {
      yield [open(page), call('browser_console_messages', args, 'enum:level')];
    }
    for (const args of [{ static: false }, { static: true }]) yield [open(page), call('browser_network_requests', args, 'flag:static')];
    yield* searchChains(page, firm);
    if (page === 'orders' || page === 'tasks') yield* pictureChains(page);
    yield* returnChains(page);
  }
  yield* keyChains();
  yield* windowChains();
}

function call(tool: string, args: JsonObject, scenario: string): ChainStep {
  return { tool, arguments: args, scenario };
}

function* searchChains(page: Page, { orders, staff, articles, tasks }: Firm): Iterable<Chain> {
  const texts: Readonly<Record<Page, readonly string[]>> = {
    orders: [...orders.slice(0, 4).map(({ number }) => number), ...orders.slice(0, 2).map(({ customer }) => customer)],
    booking: ['Garden room', 'Harbour room', 'Projector', 'Remarks', 'Clear form'],
    staff: staff.flatMap(({ name, phone }, at) => (at < 4 ? [name, phone] : at < 6 ? [name] : [])),
    prices: [...articles.slice(0, 5).map(({ name }) => name), 'Envelopes', 'Ring binders'],
    tasks: [...tasks.slice(0, 4), 'June'],
  };
  for (const text of texts[page]) {
    yield [open(page), call('browser_find', { text }, 'value:text')];
    // Options of a list are never in view, and what nobody sees is waited for in vain.
    if (page === 'staff' || page === 'prices') yield [open(page), call('browser_wait_for', { text }, 'value:text')];
  }
}

function* pictureChains(page: Page): Iterable<Chain> {
  const files = [`${page}.png`, `${page}-june.png`, `${page}-30-june.png`, `${page}-small.png`];
  for (const filename of files) {
    yield [open(page), call('browser_take_screenshot', { filename, scale: 'css' }, 'value:filename')];
    yield [open(page), call('browser_take_screenshot', { filename, scale: 'css', fullPage: true }, 'optional:fullPage')];
    yield [open(page), call('browser_snapshot', { filename: filename.replace('.png', '.md') }, 'slip:for-browser_take_screenshot')];
  }
}

function* returnChains(page: Page): Iterable<Chain> {
  const next = NAMES[(NAMES.indexOf(page) + 1) % NAMES.length] as Page;
  const last = NAMES[(NAMES.indexOf(page) + 3) % NAMES.length] as Page;
  for (const other of [next, last]) {
    yield [open(page), open(other, 'chain:open-another'), call('browser_navigate_back', {}, 'chain:back')];
    yield [open(page), open(other, 'chain:open-another'), { ...LOOK, scenario: 'slip:for-browser_navigate_back' }];
  }
}

function* keyChains(): Iterable<Chain> {
  for (const key of ['n', 'f', 'h', 's', 'End', 'Home', 'PageDown', 'PageUp'])
    yield [open('tasks'), call('browser_press_key', { key }, 'value:key')];
  for (const key of ['End', 'Home', 'PageDown', 'PageUp']) yield [open('orders'), call('browser_press_key', { key }, 'value:key')];
}

function* windowChains(): Iterable<Chain> {
  const sizes = [
    [1280, 800],
    [1280, 720],
    [1280, 960],
    [1280, 1024],
    [1200, 800],
    [1024, 800],
    [820, 800],
    [390, 844],
    [390, 664],
    [412, 844],
  ];
  for (const [width, height] of sizes as [number, number][]) yield [call('browser_resize', { width, height }, 'value:size')];
  yield [{ ...LOOK, scenario: 'slip:for-browser_resize' }];
}
