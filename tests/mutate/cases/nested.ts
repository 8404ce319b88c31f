import {
  anyOrder,
  anything,
  type Case,
  choice,
  does,
  either,
  int,
  list,
  maybe,
  members,
  num,
  obj,
  one,
  right,
  said,
  str,
  system,
  tool,
  unsaid,
  user,
} from './kit.ts';

const rows = tool(
  'query_rows',
  'Rows of a table.',
  {
    table: str('Table'),
    where: list(
      obj({ column: str('Column'), op: choice(['=', '<', '>', '<=', '>='], 'How'), value: {} }, ['column', 'op', 'value']),
      'Conditions, all of which must hold',
    ),
    limit: int('How many', { default: 100 }),
  },
  ['table'],
);

/** Arguments inside objects and lists. */
export const nested: Case[] = [
  said(
    'nested-order-of-two-items',
    [
      tool(
        'place_order',
        'Order from the shop.',
        {
          items: list(obj({ sku: str('Number of the article'), quantity: int('How many') }, ['sku', 'quantity']), 'What is ordered'),
          delivery: obj({ street: str('Street and number'), postcode: str('Postcode'), city: str('City') }, ['street', 'city'], 'Where to'),
        },
        ['items', 'delivery'],
      ),
    ],
    [
      user('Order three of AX-210 and one of AX-350, to Quay Lane 14, 4051 Stavanger.'),
      does('place_order', {
        items: [
          { sku: 'AX-210', quantity: 3 },
          { sku: 'AX-350', quantity: 1 },
        ],
        delivery: { street: 'Quay Lane 14', postcode: '4051', city: 'Stavanger' },
      }),
    ],
    right('place_order', {
      items: anyOrder(members({ sku: one('AX-210'), quantity: one(3) }), members({ sku: one('AX-350'), quantity: one(1) })),
      delivery: members({ street: one('Quay Lane 14'), postcode: maybe('4051'), city: one('Stavanger') }),
    }),
  ),
  said(
    'nested-conditions-of-a-query',
    [rows],
    [
      user('From the table boats, the rows where length is greater than 12, at most 40 of them.'),
      does('query_rows', { table: 'boats', where: [{ column: 'length', op: '>', value: 12 }], limit: 40 }),
    ],
    right('query_rows', {
      table: one('boats'),
      where: either(one([{ column: 'length', op: '>', value: 12 }]), one([{ column: 'length', op: '>=', value: 13 }])),
      limit: one(40),
    }),
  ),
  said(
    'nested-window-of-coordinates',
    [
      tool(
        'tide_at',
        'Height of the tide.',
        {
          position: obj({ latitude: num('Degrees north'), longitude: num('Degrees east') }, ['latitude', 'longitude'], 'Where'),
          datum: choice(['chart', 'mean_sea_level'], 'Counted from where', { default: 'chart' }),
        },
        ['position'],
      ),
    ],
    [user('How high is the tide at latitude 54.25, longitude 7.5?'), does('tide_at', { position: { latitude: 54.25, longitude: 7.5 } })],
    right('tide_at', { position: one({ latitude: 54.25, longitude: 7.5 }), datum: maybe('chart') }),
  ),
  unsaid(
    'nested-plan-made-up-by-the-model',
    [
      tool(
        'save_plan',
        'Save a plan for a week.',
        { days: list(obj({ title: str('Name of the day'), minutes: int('How long') }, ['title', 'minutes']), 'The days') },
        ['days'],
      ),
    ],
    [
      system('You are a running coach.'),
      user('Make me a plan for next week, I am a beginner.'),
      does('save_plan', {
        days: [
          { title: 'Easy run', minutes: 20 },
          { title: 'Walk', minutes: 40 },
        ],
      }),
    ],
    right('save_plan', { days: anything }),
  ),
];
