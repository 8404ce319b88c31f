import { type Chain, type ChainStep, said, written } from '../recipe.ts';
import { COLUMNS, type Firm, ROOMS, STARTS, STATUSES } from './firm.ts';
import { PAGES, type Page } from './pages.ts';
import { act, button, combobox, type Element, findReference, generic, LOOK, link, open, region, textbox } from './steps.ts';

/** Clicking, typing, choosing and moving on the pages. Beside most calls stands the one that is made by mistake instead. */
export function* actingChains(firm: Firm): Iterable<Chain> {
  yield* pointerChains(firm);
  yield* typingChains();
  yield* choiceChains();
  yield* formChains(firm);
  yield* boardChains(firm);
  yield* dialogChains(firm);
  yield* plainChains(firm);
}

function on(page: Page, ...steps: readonly ChainStep[]): Chain {
  return [open(page), LOOK, ...steps];
}

function* pointerChains({ orders, staff, articles }: Firm): Iterable<Chain> {
  const targets: Readonly<Partial<Record<Page, readonly Element[]>>> = {
    orders: [...orders.map(({ number }) => link(number)), link(PAGES.prices), link(PAGES.staff)],
    booking: [
      button('Book room'),
      button('Clear form'),
      link(PAGES.orders),
      ...radios('Rows', 'Circle', 'Tables'),
      ...boxes('Projector', 'Coffee', 'Step-free access'),
    ],
    staff: staff.map(({ name }) => button(name)),
    prices: articles.map(({ name }) => button(`Add ${name}`)),
  };
  for (const [page, elements] of Object.entries(targets) as [Page, Element[]][]) {
    for (const target of elements) {
      yield on(page, act('browser_click', { target }, {}, 'value:target'));
      if (page !== 'booking') yield on(page, act('browser_hover', { target }, {}, 'value:target'));
    }
  }
}

const radios = (...names: string[]): Element[] => names.map((name) => ({ role: 'radio', name }));
const boxes = (...names: string[]): Element[] => names.map((name) => ({ role: 'checkbox', name }));

function* typingChains(): Iterable<Chain> {
  const texts: readonly (readonly [Page, string, readonly string[]])[] = [
    ['booking', 'Your name', ['Ines Walsh', 'Ines Welsh', 'Inez Walsh', 'Ivo Walsh']],
    [
      'booking',
      'Email',
      ['ines@brightwater.example', 'inez@brightwater.example', 'ines@brightwaters.example', 'ines.walsh@brightwater.example'],
    ],
    ['booking', 'Day', ['14 July 2026', '15 July 2026', '4 July 2026', '14 June 2026']],
    ['booking', 'Remarks', ['Key at the desk', 'Keys at the desk', 'Four more chairs', 'Five more chairs']],
  ];
  for (const [page, field, values] of texts) {
    for (const text of values) yield on(page, act('browser_type', { target: textbox(field) }, { text }, 'value:text'));
    yield on(page, act('browser_click', { target: textbox(field) }, {}, 'slip:for-browser_type'));
  }
  // The same words in the field beside it.
  for (const field of ['Your name', 'Remarks', 'Email'])
    yield on('booking', act('browser_type', { target: textbox(field) }, { text: 'Ines Walsh' }, 'value:target'));
  for (const field of ['Day', 'Remarks'])
    yield on('booking', act('browser_type', { target: textbox(field) }, { text: '14 July 2026' }, 'value:target'));
  for (const text of ['Bakery', 'School', 'Hotel', 'Clinic']) {
    for (const field of ['Search orders', 'Customer']) {
      yield on('orders', act('browser_type', { target: textbox(field) }, { text }, 'value:text'));
      yield on('orders', act('browser_type', { target: textbox(field) }, { text, submit: true }, 'optional:submit'));
    }
  }
  for (const field of ['Search orders', 'Customer'])
    yield on('orders', act('browser_click', { target: textbox(field) }, {}, 'slip:for-browser_type'));
}

function* choiceChains(): Iterable<Chain> {
  const lists: readonly (readonly [Page, string, readonly string[]])[] = [
    ['booking', 'Room', ROOMS],
    ['booking', 'Start', STARTS],
    ['orders', 'Status', STATUSES.slice(1)],
  ];
  for (const [page, name, options] of lists) {
    for (const option of options)
      yield on(page, act('browser_select_option', { target: combobox(name) }, { values: [option] }, 'value:values'));
    yield on(page, act('browser_click', { target: combobox(name) }, {}, 'slip:for-browser_select_option'));
  }
}

function* formChains({ staff }: Firm): Iterable<Chain> {
  const [first, second, third, fourth] = staff.map(({ name }) => name) as [string, string, string, string];
  const people = [first, second, third, fourth];
  const days = ['21 July 2026', '22 July 2026', '12 July 2026', '27 July 2026'];
  const rooms = ROOMS;
  for (const name of people)
    yield on(
      'booking',
      fill([
        ['Your name', 'textbox', name],
        ['Day', 'textbox', days[0] as string],
        ['Room', 'combobox', rooms[0]],
      ]),
    );
  for (const day of days)
    yield on(
      'booking',
      fill([
        ['Your name', 'textbox', first],
        ['Day', 'textbox', day],
        ['Room', 'combobox', rooms[0]],
      ]),
    );
  for (const room of rooms)
    yield on(
      'booking',
      fill([
        ['Your name', 'textbox', first],
        ['Day', 'textbox', days[0] as string],
        ['Room', 'combobox', room],
      ]),
    );
}

/** Fills several fields at once; what goes where is said, the references are the agent's business. */
function fill(fields: readonly (readonly [name: string, role: 'textbox' | 'combobox', value: string])[]): ChainStep {
  return {
    tool: 'browser_fill_form',
    arguments: (earlier) => {
      const filled = fields.map(([name, role, value]) => ({ target: findReference(earlier, { role, name }), name, type: role, value }));
      return filled.some(({ target }) => target === null) ? null : { fields: filled };
    },
    upstream: { '/fields/0/target': {} },
    roles: Object.fromEntries(
      fields.flatMap((_, at) => [
        [`/fields/${at}/target`, written('id')],
        [`/fields/${at}/name`, written('name')],
        [`/fields/${at}/type`, written('enum')],
        [`/fields/${at}/value`, said('text')],
      ]),
    ),
    scenario: 'value:fields',
  };
}

function* boardChains({ tasks }: Firm): Iterable<Chain> {
  for (const task of tasks.slice(0, 4)) {
    for (const column of COLUMNS.slice(1)) {
      yield on('tasks', act('browser_drag', { startTarget: generic(task), endTarget: region(column) }, {}, 'value:target'));
    }
    yield on('tasks', act('browser_click', { target: generic(task) }, {}, 'value:target'));
    yield on('tasks', act('browser_hover', { target: generic(task) }, {}, 'slip:for-browser_click'));
    yield on('tasks', act('browser_click', { target: generic(task) }, { doubleClick: true }, 'optional:doubleClick'));
    yield on('tasks', act('browser_click', { target: generic(task) }, { button: 'right' }, 'optional:button'));
  }
}

function* dialogChains({ orders }: Firm): Iterable<Chain> {
  for (const { number } of orders) {
    const cancel = act('browser_click', { target: button(`Cancel ${number}`) }, {}, 'value:target');
    for (const accept of [true, false]) {
      yield on('orders', cancel, { tool: 'browser_handle_dialog', arguments: { accept }, scenario: 'flag:accept' });
    }
    yield on('orders', act('browser_hover', { target: button(`Cancel ${number}`) }, {}, 'slip:for-browser_click'));
  }
}

/** The other side of every switch: a single click, the left button, no Enter; and one more field for the same words. */
function* plainChains({ tasks }: Firm): Iterable<Chain> {
  for (const task of tasks.slice(0, 4)) {
    yield on('tasks', act('browser_click', { target: generic(task) }, { doubleClick: false }, 'optional:doubleClick'));
    yield on('tasks', act('browser_click', { target: generic(task) }, { button: 'left' }, 'optional:button'));
  }
  for (const text of ['Bakery', 'School', 'Hotel', 'Clinic']) {
    yield on('orders', act('browser_type', { target: textbox('Search orders') }, { text, submit: false }, 'optional:submit'));
  }
  yield on('booking', act('browser_type', { target: textbox('Day') }, { text: 'Ines Walsh' }, 'value:target'));
  for (const page of ['orders', 'tasks'] as const) {
    const filename = `${page}.png`;
    const args = { filename, scale: 'css', fullPage: false };
    yield [open(page), { tool: 'browser_take_screenshot', arguments: args, scenario: 'optional:fullPage' }];
  }
}
