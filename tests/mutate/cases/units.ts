import { bool, type Case, choice, does, int, maybe, num, one, right, said, str, tool, unsaid, user } from './kit.ts';

const convert = tool(
  'convert_units',
  'Convert a quantity.',
  { value: num('Quantity'), from_unit: str('Unit it is in'), to_unit: str('Unit that is wanted') },
  ['value', 'from_unit', 'to_unit'],
);

/** Quantities with units, shares and money. */
export const units: Case[] = [
  said(
    'unit-percent-or-fraction',
    [
      tool('apply_discount', 'Price after a discount.', { price: num('Price before'), rate: num('Discount as a fraction of 1') }, [
        'price',
        'rate',
      ]),
    ],
    [user('What is left of a price of 80 after 5% off?'), does('apply_discount', { price: 80, rate: 0.05 })],
    right('apply_discount', { price: one(80), rate: one(0.05, 5) }),
  ),
  said(
    'unit-tip-in-percent',
    [
      tool(
        'split_bill',
        'What each guest pays.',
        { total: num('Bill in dollars'), guests: int('How many share it'), tip: num('Tip in percent', { default: 10 }) },
        ['total', 'guests'],
      ),
    ],
    [
      user('The bill is $84.25, there are three of us, and we tip fifteen percent. What does each pay?'),
      does('split_bill', { total: 84.25, guests: 3, tip: 15 }),
    ],
    right('split_bill', { total: one(84.25), guests: one(3), tip: one(15, 0.15) }),
  ),
  said(
    'unit-kilometres-into-miles',
    [convert],
    [user('How many miles are 42 kilometres?'), does('convert_units', { value: 42, from_unit: 'km', to_unit: 'mi' })],
    right('convert_units', {
      value: one(42),
      from_unit: one('km', 'kilometre', 'kilometer', 'kilometers', 'kms'),
      to_unit: one('mi', 'mile', 'miles'),
    }),
  ),
  said(
    'unit-grams-said-as-kilos',
    [tool('postage', 'What a parcel costs.', { grams: int('Weight in grams'), country: str('Where it goes') }, ['grams', 'country'])],
    [user('What does it cost to send 2 kg to Iceland?'), does('postage', { grams: 2000, country: 'Iceland' })],
    right('postage', { grams: one(2000), country: one('Iceland', 'IS', 'ISL') }),
  ),
  said(
    'unit-half-a-million',
    [
      tool('mortgage', 'Monthly cost of a mortgage.', { principal: int('Sum in euros'), years: int('Term in years') }, [
        'principal',
        'years',
      ]),
    ],
    [user('Work out a mortgage of half a million euros over twenty-five years.'), does('mortgage', { principal: 500000, years: 25 })],
    right('mortgage', { principal: one(500000), years: one(25) }),
  ),
  said(
    'unit-thousands-with-k',
    [
      tool(
        'search_cars',
        'Used cars.',
        { make: str('Maker'), max_price: int('Most it may cost, in dollars'), max_mileage: int('Most miles on the clock') },
        ['make'],
      ),
    ],
    [
      user('Show me used Skodas below $12.5k with less than 60,000 miles'),
      does('search_cars', { make: 'Skoda', max_price: 12500, max_mileage: 60000 }),
    ],
    right('search_cars', { make: one('Skoda', 'Škoda', 'Skodas'), max_price: one(12500, 12499), max_mileage: one(60000, 59999) }),
  ),
  said(
    'unit-temperature-metric',
    [
      tool(
        'forecast',
        'Weather to come.',
        {
          city: str('City'),
          units: choice(['metric', 'imperial', 'kelvin'], 'Units of the answer'),
          days: int('Days ahead', { default: 1 }),
        },
        ['city'],
      ),
    ],
    [
      user("What's the weather going to be in Reykjavik for the next four days? In Celsius."),
      does('forecast', { city: 'Reykjavik', units: 'metric', days: 4 }),
    ],
    right('forecast', { city: one('Reykjavik', 'Reykjavík', 'Reykjavik, Iceland'), units: one('metric'), days: one(4) }),
  ),
  said(
    'unit-currency-by-name',
    [
      tool(
        'exchange',
        'Change money.',
        { amount: num('How much'), source: str('Currency code, ISO 4217'), target: str('Currency code, ISO 4217') },
        ['amount', 'source', 'target'],
      ),
    ],
    [
      user('How many Swiss francs do I get for two hundred and fifty pounds sterling?'),
      does('exchange', { amount: 250, source: 'GBP', target: 'CHF' }),
    ],
    right('exchange', {
      amount: one(250),
      source: one('GBP', 'pounds sterling', 'pounds', 'British pound'),
      target: one('CHF', 'Swiss franc', 'francs'),
    }),
  ),
  said(
    'unit-dozen',
    [
      tool(
        'order_pastries',
        'Order from the bakery.',
        { item: str('What'), pieces: int('How many'), sliced: bool('Whether it comes sliced', { default: false }) },
        ['item', 'pieces'],
      ),
    ],
    [user('Two dozen cinnamon buns for Saturday, please'), does('order_pastries', { item: 'cinnamon bun', pieces: 24 })],
    right('order_pastries', { item: one('cinnamon bun', 'cinnamon buns'), pieces: one(24), sliced: maybe(false) }),
  ),
  said(
    'unit-memory-size',
    [
      tool(
        'create_vm',
        'Make a virtual machine.',
        { name: str('Its name'), memory_mb: int('Memory in MB'), cpus: int('Processors'), image: str('Image. Default is debian-13') },
        ['name', 'memory_mb', 'cpus'],
      ),
    ],
    [
      user('Spin up a VM called "kestrel" with 8 GB of RAM and six CPUs, Debian 13 is fine'),
      does('create_vm', { name: 'kestrel', memory_mb: 8192, cpus: 6 }),
    ],
    right('create_vm', {
      name: one('kestrel'),
      memory_mb: one(8192, 8000),
      cpus: one(6),
      image: maybe('debian-13', 'Debian 13'),
    }),
  ),
  unsaid(
    'unit-height-is-worked-out',
    [tool('store_height', 'Note how tall somebody is.', { cm: num('Height in centimetres') }, ['cm'])],
    [user('I am 6 foot 2, note that down.'), does('store_height', { cm: 187.96 })],
    right('store_height', { cm: one(187.96, 188, 187.9, 187) }),
  ),
  said(
    'unit-speed-and-distance',
    [
      tool(
        'travel_time',
        'How long a way takes.',
        { distance_km: num('Distance in kilometres'), speed_kmh: num('Speed in kilometres an hour') },
        ['distance_km', 'speed_kmh'],
      ),
    ],
    [
      user('A goods train does 85 km/h. How long does it need for the 340 km to the border?'),
      does('travel_time', { distance_km: 340, speed_kmh: 85 }),
    ],
    right('travel_time', { distance_km: one(340), speed_kmh: one(85) }),
  ),
];
