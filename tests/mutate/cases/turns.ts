import {
  anything,
  type Case,
  choice,
  does,
  got,
  int,
  like,
  list,
  maybe,
  num,
  one,
  right,
  said,
  says,
  str,
  system,
  tool,
  unsaid,
  user,
} from './kit.ts';

const court = tool(
  'book_court',
  'Book a tennis court.',
  { day: str('YYYY-MM-DD'), from: str('HH:MM'), hours: int('How long', { default: 1 }), indoors: choice(['yes', 'no'], 'Under a roof') },
  ['day', 'from'],
);
const bill = tool('energy_use', 'Energy used in one month.', { meter: str('Number of the meter'), month: str('YYYY-MM') }, [
  'meter',
  'month',
]);
const findCustomer = tool('find_customer', 'Look a customer up.', { name: str('Name') }, ['name']);
const cancel = tool(
  'cancel_subscription',
  'End a subscription.',
  { subscription_id: str('Its id'), refund: choice(['none', 'full'], 'Money back') },
  ['subscription_id'],
);

const commits = tool(
  'list_commits',
  'Commits of a stretch of time.',
  { since: str('First day, YYYY-MM-DD'), until: str('Day after the last, YYYY-MM-DD') },
  ['since', 'until'],
);

/** Several turns: corrections, words that lean on earlier ones, values that tools told. */
export const turns: Case[] = [
  said(
    'turn-no-make-it-friday',
    [court],
    [
      system('Today is Monday, 1 June 2026.'),
      user('Book a court for Thursday 4 June at 17:00, two hours.'),
      says('Court 3 is free then. Shall I book it?'),
      user('No, make it Friday the 5th, same time.'),
      does('book_court', { day: '2026-06-05', from: '17:00', hours: 2 }),
    ],
    right('book_court', { day: one('2026-06-05'), from: one('17:00', '5pm'), hours: one(2) }),
  ),
  said(
    'turn-same-for-march',
    [bill],
    [
      user('How much energy went through meter 40-771 in February 2025?'),
      does('energy_use', { meter: '40-771', month: '2025-02' }, 'call_a'),
      got({ kwh: 412 }, 'call_a'),
      says('412 kWh.'),
      user('Same for March.'),
      does('energy_use', { meter: '40-771', month: '2025-03' }, 'call_b'),
      got({ kwh: 388 }, 'call_b'),
      says('388 kWh.'),
    ],
    right('energy_use', { meter: one('40-771', '40771'), month: one('2025-02', 'February 2025', '2025-02-01') }, 0),
    right('energy_use', { meter: one('40-771', '40771'), month: one('2025-03', 'March 2025', '2025-03-01') }, 1),
  ),
  said(
    'turn-id-from-a-reply',
    [findCustomer, cancel],
    [
      user('Please cancel the subscription of Odalys Ferreira, no refund.'),
      does('find_customer', { name: 'Odalys Ferreira' }, 'call_a'),
      got({ customer: 'C-88', subscription_id: 'sub_7Qd2', plan: 'yearly', former: ['sub_1Bx9'] }, 'call_a'),
      does('cancel_subscription', { subscription_id: 'sub_7Qd2', refund: 'none' }, 'call_b'),
      got('done', 'call_b'),
      says('It is cancelled.'),
    ],
    right('find_customer', { name: one('Odalys Ferreira', 'Ferreira') }, 0),
    right('cancel_subscription', { subscription_id: one('sub_7Qd2'), refund: maybe('none') }, 1),
  ),
  said(
    'turn-asked-for-what-was-missing',
    [
      tool(
        'order_flowers',
        'Send flowers.',
        { bouquet: choice(['roses', 'tulips', 'mixed'], 'Which'), to: str('Name'), budget: num('In euros') },
        ['bouquet', 'to', 'budget'],
      ),
    ],
    [
      user('Send tulips to Annika Berg.'),
      says('Gladly. What may they cost?'),
      user('35 euros'),
      does('order_flowers', { bouquet: 'tulips', to: 'Annika Berg', budget: 35 }),
    ],
    right('order_flowers', { bouquet: one('tulips', 'tulip'), to: one('Annika Berg', 'Annika'), budget: one(35) }),
  ),
  said(
    'turn-long-talk-before',
    [
      tool(
        'rent_bike',
        'Rent a bicycle.',
        { station: str('Name of the station'), kind: choice(['city', 'cargo', 'child'], 'Which bicycle'), hours: int('How long') },
        ['station', 'kind', 'hours'],
      ),
    ],
    [
      user('Hi! We are four in town for the weekend, with a dog.'),
      says('Welcome! How can I help?'),
      user('Is the old lighthouse open on Sundays?'),
      says('Yes, from 11:00 to 16:00.'),
      user('And how far is it from Market Square?'),
      says('About 6 kilometres along the shore.'),
      user('Then a city bike from Market Square would do... Actually, the dog has to ride along, so get me a cargo bike, for five hours.'),
      does('rent_bike', { station: 'Market Square', kind: 'cargo', hours: 5 }),
    ],
    right('rent_bike', { station: one('Market Square'), kind: one('cargo'), hours: one(5) }),
  ),
  unsaid(
    'turn-thanks-and-next-page',
    [tool('next_page', 'The next page of the last search.', { cursor: str('Where the last page ended') }, ['cursor'])],
    [user('Anything else?'), does('next_page', { cursor: 'b2Zmc2V0PTQw' })],
    right('next_page', { cursor: anything }),
  ),
  said(
    'turn-name-corrected-in-one-breath',
    [
      tool('invite', 'Invite somebody into a group.', { person: str('Name'), group: str('Group'), message: str('Words to go with it') }, [
        'person',
        'group',
      ]),
    ],
    [
      user('Invite Tomasz Zielinski, sorry, I mean Tomasz Wrona, to the Riverside Rowers.'),
      does('invite', { person: 'Tomasz Wrona', group: 'Riverside Rowers', message: 'Come and row with us!' }),
    ],
    right('invite', { person: one('Tomasz Wrona', 'Wrona'), group: one('Riverside Rowers', 'The Riverside Rowers'), message: like(/./u) }),
  ),
  said(
    'turn-one-of-two-days-corrected',
    [commits],
    [
      user('Which commits are there since 19 January 2026 and before 28 January 2026?'),
      does('list_commits', { since: '2026-01-19', until: '2026-01-28' }),
      got('4 commits'),
      says('There are four.'),
      user('Sorry, 21 January 2026, not 28 January 2026.'),
      does('list_commits', { since: '2026-01-19', until: '2026-01-21' }),
    ],
    right('list_commits', { since: one('2026-01-19'), until: one('2026-01-28') }),
    right('list_commits', { since: one('2026-01-19'), until: one('2026-01-21') }, 1),
  ),
  said(
    'turn-one-of-two-amounts-corrected-in-one-breath',
    [tool('gross_margin', 'Margin of sales.', { revenue: num('Money taken in'), cogs: num('What the goods cost') }, ['revenue', 'cogs'])],
    [
      user('The goods cost us 5,130 and we took in 8,460. Actually, make it 9,640. What is our margin?'),
      does('gross_margin', { revenue: 9640, cogs: 5130 }),
    ],
    right('gross_margin', { revenue: one(9640), cogs: one(5130) }),
  ),
  said(
    'turn-folder-named-like-a-word-before-it',
    [
      tool('search_notes', 'Search the notes.', { query: str('Words to look for'), exclude: list(str('Folder to leave out'), 'Folders') }, [
        'query',
      ]),
    ],
    [
      user('I have read the minutes of the Production meeting. Search our notes for "van" but not in Productions.'),
      does('search_notes', { query: 'van', exclude: ['Productions'] }),
    ],
    right('search_notes', { query: one('van'), exclude: one(['Productions']) }),
  ),
];
