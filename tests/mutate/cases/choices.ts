import {
  anyOrder,
  anything,
  bool,
  type Case,
  choice,
  does,
  int,
  list,
  maybe,
  num,
  one,
  right,
  said,
  str,
  tool,
  unsaid,
  user,
} from './kit.ts';

const lamp = tool(
  'set_lamp',
  'Set a lamp.',
  {
    room: str('Which room'),
    on: bool('Whether it shines'),
    colour: choice(['red', 'green', 'blue', 'white'], 'Colour', { default: 'white' }),
  },
  ['room', 'on'],
);
const pizza = tool(
  'order_pizza',
  'Order a pizza.',
  {
    size: choice(['small', 'medium', 'large'], 'How big'),
    toppings: list(str('One topping'), 'What is on it'),
    extra_cheese: bool('More cheese', { default: false }),
    cut: bool('Whether it comes cut', { default: true }),
  },
  ['size'],
);
const shop = tool(
  'search_products',
  'Search the shop.',
  {
    keyword: str('What is looked for'),
    sort: choice(['price_asc', 'price_desc', 'newest', 'rating'], 'Order of the results'),
    in_stock: bool('Only what is in stock', { default: false }),
    max_price: num('Most it may cost'),
  },
  ['keyword'],
);

/** Members of enums, flags and their negation, alternatives, defaults. */
export const choices: Case[] = [
  said(
    'choice-cheapest-first',
    [shop],
    [user('Show me rain boots, cheapest first'), does('search_products', { keyword: 'rain boots', sort: 'price_asc' })],
    right('search_products', { keyword: one('rain boots', 'rain boot'), sort: one('price_asc'), in_stock: maybe(false) }),
  ),
  said(
    'choice-stock-and-price',
    [shop],
    [
      user('Search for hiking poles under 60 that you actually have in stock, best rated at the top.'),
      does('search_products', { keyword: 'hiking poles', sort: 'rating', in_stock: true, max_price: 60 }),
    ],
    right('search_products', {
      keyword: one('hiking poles', 'hiking pole'),
      sort: one('rating'),
      in_stock: one(true),
      max_price: one(60, 59.99),
    }),
  ),
  said(
    'choice-not-the-blue-one',
    [lamp],
    [
      user('Switch on the lamp in the study. Not the blue light, make it green.'),
      does('set_lamp', { room: 'study', on: true, colour: 'green' }),
    ],
    right('set_lamp', { room: one('study', 'the study'), on: one(true), colour: one('green') }),
  ),
  said(
    'choice-lamp-off',
    [lamp],
    [user('turn the kitchen lamp off'), does('set_lamp', { room: 'kitchen', on: false })],
    right('set_lamp', { room: one('kitchen'), on: one(false), colour: anything }),
  ),
  said(
    'choice-red-or-blue',
    [lamp],
    [user('Light up the hall in red or blue, I do not mind which.'), does('set_lamp', { room: 'hall', on: true, colour: 'red' })],
    right('set_lamp', { room: one('hall', 'hallway'), on: one(true), colour: one('red', 'blue') }),
  ),
  said(
    'choice-without-onions',
    [pizza],
    [
      user('A large pizza with mushrooms and olives, no extra cheese, and please leave it uncut.'),
      does('order_pizza', { size: 'large', toppings: ['mushrooms', 'olives'], extra_cheese: false, cut: false }),
    ],
    right('order_pizza', {
      size: one('large'),
      toppings: anyOrder(one('mushrooms', 'mushroom'), one('olives', 'olive')),
      extra_cheese: maybe(false),
      cut: one(false),
    }),
  ),
  said(
    'choice-extra-cheese',
    [pizza],
    [user('Medium pizza, ham only, with extra cheese.'), does('order_pizza', { size: 'medium', toppings: ['ham'], extra_cheese: true })],
    right('order_pizza', { size: one('medium'), toppings: one(['ham']), extra_cheese: one(true), cut: maybe(true) }),
  ),
  said(
    'choice-without-tax',
    [
      tool(
        'quote_price',
        'Price of an article.',
        { article: str('Number of the article'), with_tax: bool('Whether tax is in it', { default: true }) },
        ['article'],
      ),
    ],
    [user('What does article 7781 cost without tax?'), does('quote_price', { article: '7781', with_tax: false })],
    right('quote_price', { article: one('7781'), with_tax: one(false) }),
  ),
  said(
    'choice-urgent',
    [
      tool(
        'open_ticket',
        'Open a ticket.',
        { title: str('Title'), priority: choice(['low', 'normal', 'high', 'critical'], 'How pressing; normal if nothing is said') },
        ['title'],
      ),
    ],
    [
      user('Open a ticket titled "Scanner jams on recycled paper", low priority.'),
      does('open_ticket', { title: 'Scanner jams on recycled paper', priority: 'low' }),
    ],
    right('open_ticket', { title: one('Scanner jams on recycled paper'), priority: one('low') }),
  ),
  said(
    'choice-default-is-told-in-words',
    [
      tool(
        'print_document',
        'Print a file.',
        {
          file: str('Path'),
          copies: int('How many. If not specified, one is printed.'),
          sides: choice(['one', 'both'], 'Sides of the paper. The default is both.'),
        },
        ['file'],
      ),
    ],
    [user('Print plans/attic.pdf, one copy, on both sides'), does('print_document', { file: 'plans/attic.pdf', copies: 1, sides: 'both' })],
    right('print_document', { file: one('plans/attic.pdf'), copies: maybe(1), sides: maybe('both') }),
  ),
  said(
    'choice-cup-size',
    [
      tool(
        'order_coffee',
        'Order a coffee.',
        {
          drink: choice(['espresso', 'americano', 'latte', 'cappuccino'], 'Which'),
          size: choice(['small', 'regular', 'large'], 'Cup'),
          milk: choice(['whole', 'oat', 'soy', 'none'], 'Milk; whole unless said otherwise'),
          sugar: int('Spoons of sugar', { default: 0 }),
        },
        ['drink', 'size'],
      ),
    ],
    [
      user("I'd like a large latte with oat milk and two sugars."),
      does('order_coffee', { drink: 'latte', size: 'large', milk: 'oat', sugar: 2 }),
    ],
    right('order_coffee', { drink: one('latte'), size: one('large'), milk: one('oat'), sugar: one(2) }),
  ),
  said(
    'choice-all-but-archived',
    [
      tool('list_projects', 'Projects of a team.', { team: str('Team'), include_archived: bool('Archived ones too', { default: false }) }, [
        'team',
      ]),
    ],
    [
      user("List the Pelican team's projects, including the archived ones."),
      does('list_projects', { team: 'Pelican', include_archived: true }),
    ],
    right('list_projects', { team: one('Pelican', 'Pelican team'), include_archived: one(true) }),
  ),
  unsaid(
    'choice-surprise-me',
    [tool('play_music', 'Play music.', { genre: choice(['jazz', 'rock', 'folk', 'classical'], 'Which kind') }, ['genre'])],
    [user('Play some music, surprise me!'), does('play_music', { genre: 'jazz' })],
    right('play_music', { genre: anything }),
  ),
  unsaid(
    'choice-either-seat',
    [tool('choose_seat', 'Take a seat on the train.', { seat: choice(['window', 'aisle', 'middle'], 'Where') }, ['seat'])],
    [user('Window or aisle, either will do.'), does('choose_seat', { seat: 'window' })],
    right('choose_seat', { seat: one('window', 'aisle', 'middle') }),
  ),
];
