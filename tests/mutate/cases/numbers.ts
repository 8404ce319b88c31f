import {
  anyOrder,
  anything,
  bool,
  type Case,
  choice,
  does,
  inOrder,
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

const roots = tool(
  'solve_quadratic',
  'Roots of ax^2 + bx + c.',
  { a: num('Factor of x squared'), b: num('Factor of x'), c: num('Constant') },
  ['a', 'b', 'c'],
);

/** Numbers: spelled, ranked, several in one request, lists of them, bounds. */
export const numbers: Case[] = [
  said(
    'number-three-factors',
    [roots],
    [user('Solve the quadratic with a = 2, b = -7 and c = 3.'), does('solve_quadratic', { a: 2, b: -7, c: 3 })],
    right('solve_quadratic', { a: one(2), b: one(-7), c: one(3) }),
  ),
  said(
    'number-spelled-party',
    [
      tool(
        'buy_tickets',
        'Buy tickets for a show.',
        { show: str('Title'), adults: int('Adults'), children: int('Children', { default: 0 }) },
        ['show', 'adults'],
      ),
    ],
    [
      user('Tickets for The Glass Orchard: two adults and three children.'),
      does('buy_tickets', { show: 'The Glass Orchard', adults: 2, children: 3 }),
    ],
    right('buy_tickets', { show: one('The Glass Orchard'), adults: one(2), children: one(3) }),
  ),
  said(
    'number-ordinal-of-a-series',
    [tool('fibonacci', 'One number of the Fibonacci series.', { n: int('Which one, from 1') }, ['n'])],
    [user('What is the seventeenth Fibonacci number?'), does('fibonacci', { n: 17 })],
    right('fibonacci', { n: one(17) }),
  ),
  said(
    'number-base-and-exponent',
    [tool('power', 'Raise a number to a power.', { base: num('Base'), exponent: num('Exponent') }, ['base', 'exponent'])],
    [user('Raise 3 to the power of 7.'), does('power', { base: 3, exponent: 7 })],
    right('power', { base: one(3), exponent: one(7) }),
  ),
  said(
    'number-greatest-divisor-either-way',
    [tool('gcd', 'Greatest common divisor of two numbers.', { a: int('One number'), b: int('Another number') }, ['a', 'b'])],
    [user('Greatest common divisor of 84 and 132?'), does('gcd', { a: 84, b: 132 })],
    right('gcd', { a: one(84), b: one(132) }),
    right('gcd', { a: one(132), b: one(84) }),
  ),
  said(
    'number-mean-of-a-list',
    [tool('mean', 'Arithmetic mean.', { values: list(num('A number'), 'The numbers') }, ['values'])],
    [user('Give me the mean of 12, 15.5, 9 and 21.'), does('mean', { values: [12, 15.5, 9, 21] })],
    right('mean', { values: anyOrder(one(12), one(15.5), one(9), one(21)) }),
  ),
  said(
    'number-polynomial-in-order',
    [
      tool(
        'evaluate_polynomial',
        'Value of a polynomial.',
        { coefficients: list(num('A coefficient'), 'From the highest power down, in this order'), x: num('Where') },
        ['coefficients', 'x'],
      ),
    ],
    [
      user('Evaluate the polynomial with coefficients 4, 0, -2, 9 (highest power first) at x = 1.5'),
      does('evaluate_polynomial', { coefficients: [4, 0, -2, 9], x: 1.5 }),
    ],
    right('evaluate_polynomial', { coefficients: inOrder(one(4), one(0), one(-2), one(9)), x: one(1.5) }),
  ),
  said(
    'number-range-of-prices',
    [
      tool(
        'find_flats',
        'Flats to let.',
        { town: str('Town'), min_rent: int('Least rent'), max_rent: int('Most rent'), rooms: int('Rooms') },
        ['town'],
      ),
    ],
    [
      user('Two-room flats in Ghent for between 650 and 900 euros'),
      does('find_flats', { town: 'Ghent', min_rent: 650, max_rent: 900, rooms: 2 }),
    ],
    right('find_flats', { town: one('Ghent', 'Gent', 'Ghent, Belgium'), min_rent: one(650), max_rent: one(900), rooms: one(2) }),
  ),
  said(
    'number-below-zero-in-words',
    [
      tool(
        'set_freezer',
        'Set the temperature of a freezer.',
        { unit: choice(['A', 'B', 'C'], 'Which freezer'), celsius: num('Temperature') },
        ['unit', 'celsius'],
      ),
    ],
    [user('Set freezer B to minus eighteen degrees'), does('set_freezer', { unit: 'B', celsius: -18 })],
    right('set_freezer', { unit: one('B'), celsius: one(-18) }),
  ),
  unsaid(
    'number-about-twenty',
    [tool('draw_sample', 'Take people from the list by chance.', { size: int('How many') }, ['size'])],
    [user('Pick roughly 20 people, give or take a few.'), does('draw_sample', { size: 20 })],
    right('draw_sample', { size: anything }),
  ),
  said(
    'number-top-of-a-list',
    [
      tool(
        'best_sellers',
        'Books that sell best.',
        { limit: int('How many', { default: 10 }), genre: str('Genre'), in_print: bool('Only what is in print', { default: true }) },
        ['genre'],
      ),
    ],
    [user('The top 25 crime novels right now?'), does('best_sellers', { limit: 25, genre: 'crime' })],
    right('best_sellers', { limit: one(25), genre: one('crime', 'crime novel', 'crime fiction', 'crime novels'), in_print: maybe(true) }),
  ),
  unsaid(
    'number-sum-is-worked-out',
    [tool('record_total', 'Note the total of a purchase.', { total: num('Total in euros') }, ['total'])],
    [user('I bought 3 lamps for 19 euros each and a rug for 80, note the total.'), does('record_total', { total: 137 })],
    right('record_total', { total: one(137) }),
  ),
  said(
    'number-fraction-in-words',
    [tool('scale_recipe', 'Change a recipe to another size.', { recipe: str('Name'), factor: num('By how much') }, ['recipe', 'factor'])],
    [user('Make half of the lentil stew recipe'), does('scale_recipe', { recipe: 'lentil stew', factor: 0.5 })],
    right('scale_recipe', { recipe: one('lentil stew', 'lentil stew recipe'), factor: one(0.5) }),
  ),
];
