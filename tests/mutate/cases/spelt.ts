import {
  anyOrder,
  anything,
  bool,
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
  tool,
  unsaid,
  user,
} from './kit.ts';

const between =
  (low: number, high: number) =>
  (value: unknown): boolean =>
    typeof value === 'number' && value >= low && value <= high;

/** Values that are said otherwise than calls write them: by other names, units and forms, or not at all. */
export const spelt: Case[] = [
  said(
    'spelt-one-way-is-no-count',
    [
      tool('search_ferries', 'Ferries between two ports.', { from: str('Port'), to: str('Port'), tickets: int('How many tickets') }, [
        'from',
        'to',
        'tickets',
      ]),
    ],
    [
      user('I need a one-way ferry from Split to Ancona, on one of the night boats'),
      does('search_ferries', { from: 'Split', to: 'Ancona', tickets: 1 }),
    ],
    right('search_ferries', { from: one('Split'), to: one('Ancona'), tickets: anything }),
  ),
  said(
    'spelt-city-by-another-name',
    [
      tool(
        'weather_now',
        'The weather now.',
        { city: str('City, such as Oslo'), units: str('metric or imperial. If not given, metric is used.') },
        ['city'],
      ),
    ],
    [user("How's the weather in NYC right now? Metric please"), does('weather_now', { city: 'New York', units: 'metric' })],
    right('weather_now', { city: one('New York', 'NYC', 'New York City', 'New York, NY', 'New York City, NY'), units: maybe('metric') }),
  ),
  said(
    'spelt-list-in-any-order',
    [tool('compare_models', 'Compares phones.', { models: list(str('Model'), 'Models to compare'), by: str('What by') }, ['models'])],
    [
      user('Compare the Pixel 9, the Galaxy S25 and the Fairphone 5 by battery life'),
      does('compare_models', { models: ['Fairphone 5', 'Pixel 9', 'Galaxy S25'], by: 'battery life' }),
    ],
    right('compare_models', {
      models: anyOrder(one('Pixel 9', 'Google Pixel 9'), one('Galaxy S25', 'Samsung Galaxy S25'), one('Fairphone 5')),
      by: one('battery life', 'battery'),
    }),
  ),
  said(
    'spelt-either-unit',
    [
      tool(
        'preheat_oven',
        'Heats the oven.',
        { temperature: num('Degrees'), unit: choice(['celsius', 'fahrenheit'], 'Of the degrees'), fan: bool('Use the fan') },
        ['temperature', 'unit'],
      ),
    ],
    [user('Preheat the oven to 180 C without the fan'), does('preheat_oven', { temperature: 180, unit: 'celsius', fan: false })],
    right('preheat_oven', { temperature: one(180), unit: one('celsius'), fan: maybe(false) }),
    right('preheat_oven', { temperature: one(356), unit: one('fahrenheit'), fan: maybe(false) }),
  ),
  said(
    'spelt-dozens',
    [tool('add_to_basket', 'Puts food into the basket.', { eggs: int('Eggs'), lemons: int('Lemons') }, ['eggs', 'lemons'])],
    [user('A dozen eggs and half a dozen lemons'), does('add_to_basket', { eggs: 12, lemons: 6 })],
    right('add_to_basket', { eggs: one(12), lemons: one(6) }),
  ),
  said(
    'spelt-percent-either-way',
    [tool('tip_for', 'The tip on a bill.', { bill: num('Amount of the bill'), rate: num('Share of the bill') }, ['bill', 'rate'])],
    [user("What's a 15 percent tip on 84.50?"), does('tip_for', { bill: 84.5, rate: 0.15 })],
    right('tip_for', { bill: one(84.5), rate: one(0.15, 15) }),
  ),
  said(
    'spelt-country-or-its-code',
    [tool('list_customers', 'Customers of a country.', { country: str('Country'), since: int('Year of their first order') }, ['country'])],
    [user('Customers in Germany since 2019'), does('list_customers', { country: 'DE', since: 2019 })],
    right('list_customers', { country: one('DE', 'Germany', 'DEU', 'Deutschland'), since: one(2019) }),
  ),
  said(
    'spelt-flags-by-negation',
    [
      tool(
        'list_projects',
        'Projects of a team.',
        {
          team: str('Team'),
          include_archived: bool('Archived ones too. Default false.'),
          include_drafts: bool('Drafts too. Default false.'),
        },
        ['team'],
      ),
    ],
    [
      user("Projects of team Heron. Don't include archived ones, but do include the drafts."),
      does('list_projects', { team: 'Heron', include_archived: false, include_drafts: true }),
    ],
    right('list_projects', { team: one('Heron', 'team Heron'), include_archived: maybe(false), include_drafts: one(true) }),
  ),
  said(
    'spelt-nested-address',
    [
      tool(
        'ship_parcel',
        'Sends a parcel.',
        {
          to: obj({ street: str('Street and number'), city: str('City'), state: str('State') }, ['street', 'city']),
          weight: obj({ value: num('How much'), unit: choice(['kg', 'lb'], 'Unit') }, ['value', 'unit']),
        },
        ['to', 'weight'],
      ),
    ],
    [
      user('Ship a 3 kg parcel to 12 Quay Street, SF'),
      does('ship_parcel', { to: { street: '12 Quay Street', city: 'San Francisco', state: 'CA' }, weight: { value: 3, unit: 'kg' } }),
    ],
    right('ship_parcel', {
      to: members({ street: one('12 Quay Street', '12 Quay St'), city: one('San Francisco', 'SF'), state: maybe('CA', 'California') }),
      weight: either(members({ value: one(3), unit: one('kg') }), members({ value: one(6.6, 6.61, 6.614), unit: one('lb') })),
    }),
  ),
  said(
    'spelt-ordinal-days',
    [
      tool(
        'book_studio',
        'Books a studio.',
        { studio: str('Studio'), start: str('First day, YYYY-MM-DD'), end: str('Last day, YYYY-MM-DD') },
        ['studio', 'start', 'end'],
      ),
    ],
    [
      user('Book studio Kestrel from the first to the fifteenth of May 2026'),
      does('book_studio', { studio: 'Kestrel', start: '2026-05-01', end: '2026-05-15' }),
    ],
    right('book_studio', { studio: one('Kestrel', 'studio Kestrel'), start: one('2026-05-01'), end: one('2026-05-15') }),
  ),
  said(
    'spelt-two-areas-will-do',
    [tool('find_tables', 'Free tables.', { area: str('Part of town'), people: int('How many people') }, ['area', 'people'])],
    [user('A table for four in Soho or Covent Garden'), does('find_tables', { area: 'Soho', people: 4 })],
    right('find_tables', { area: one('Soho', 'Covent Garden', 'Soho or Covent Garden'), people: one(4) }),
  ),
  said(
    'spelt-choice-by-a-synonym',
    [
      tool('rent_car', 'Rents a car.', { city: str('City'), price: choice(['budget', 'standard', 'luxury'], 'Class of price') }, [
        'city',
        'price',
      ]),
    ],
    [user('Something cheap to drive in Malaga'), does('rent_car', { city: 'Malaga', price: 'budget' })],
    right('rent_car', { city: one('Malaga', 'Málaga'), price: one('budget') }),
  ),
  unsaid(
    'spelt-about-so-many',
    [tool('plan_party', 'Plans a party.', { guests: int('Guests') }, ['guests'])],
    [user('Plan a party for around fifty guests'), does('plan_party', { guests: 50 })],
    right('plan_party', { guests: between(40, 65) }),
  ),
  said(
    'spelt-people-not-things',
    [
      tool(
        'find_films',
        'Films.',
        { genre: str('Genre'), directed_by: str('Director'), month: str('Month it came out'), language: str('Language spoken') },
        ['genre'],
      ),
    ],
    [
      user('Thrillers directed by Ines Moreau in French that came out in October'),
      does('find_films', { genre: 'thriller', directed_by: 'Ines Moreau', month: 'October', language: 'French' }),
    ],
    right('find_films', {
      genre: one('thriller', 'thrillers', 'Suspense', 'Mystery'),
      directed_by: one('Ines Moreau', 'Moreau'),
      month: one('October', 'Oct', '10'),
      language: one('French', 'fr', 'Français'),
    }),
  ),
  said(
    'spelt-at-least-of-both',
    [
      tool('find_homes', 'Homes for sale.', { town: str('Town'), beds: int('Bedrooms at least'), baths: int('Bathrooms at least') }, [
        'town',
        'beds',
        'baths',
      ]),
    ],
    [user('Homes in Tallinn with at least 3 bedrooms, 2 bathrooms'), does('find_homes', { town: 'Tallinn', beds: 3, baths: 2 })],
    right('find_homes', { town: one('Tallinn'), beds: between(3, 99), baths: between(2, 99) }),
  ),
];
