import { type Case, choice, does, int, list, maybe, one, right, said, str, system, tool, unsaid, user } from './kit.ts';

const flights = tool(
  'search_flights',
  'Find flights between two cities.',
  {
    origin: str('City of departure'),
    destination: str('City of arrival'),
    depart_on: str('Day of departure, YYYY-MM-DD', { format: 'date' }),
    return_on: str('Day of return, YYYY-MM-DD; leave out for a one-way flight', { format: 'date' }),
  },
  ['origin', 'destination', 'depart_on'],
);
const table = tool(
  'reserve_table',
  'Reserve a table in a restaurant.',
  { restaurant: str('Its name'), date: str('YYYY-MM-DD'), party: int('How many people come') },
  ['restaurant', 'date', 'party'],
);
const report = tool(
  'sales_report',
  'Sales of one month.',
  { month: str('YYYY-MM'), region: choice(['north', 'south', 'east', 'west'], 'Which region') },
  ['month', 'region'],
);
const weather = tool(
  'weather_history',
  'Weather of past days at one place.',
  { place: str('City'), from: str('First day, YYYY-MM-DD'), to: str('Last day, YYYY-MM-DD') },
  ['place', 'from', 'to'],
);
const today = system('You are a helpful assistant. Today is Tuesday, 3 March 2026.');

/** Days, months, years and spans of them. */
export const dates: Case[] = [
  said(
    'date-tomorrow',
    [table],
    [
      today,
      user('Could you get us a table at Osteria Lume tomorrow? There will be five of us.'),
      does('reserve_table', { restaurant: 'Osteria Lume', date: '2026-03-04', party: 5 }),
    ],
    right('reserve_table', { restaurant: one('Osteria Lume'), date: one('2026-03-04'), party: one(5) }),
  ),
  said(
    'date-return-flight',
    [flights],
    [
      user('I fly from Porto to Vienna on 14 May 2026 and want to be back on the 21st.'),
      does('search_flights', { origin: 'Porto', destination: 'Vienna', depart_on: '2026-05-14', return_on: '2026-05-21' }),
    ],
    right('search_flights', {
      origin: one('Porto', 'OPO', 'Porto, Portugal'),
      destination: one('Vienna', 'VIE', 'Wien', 'Vienna, Austria'),
      depart_on: one('2026-05-14'),
      return_on: one('2026-05-21'),
    }),
  ),
  said(
    'date-month-and-year',
    [report],
    [user('How did the northern region sell in November 2024?'), does('sales_report', { month: '2024-11', region: 'north' })],
    right('sales_report', { month: one('2024-11', '2024-11-01', 'November 2024'), region: one('north') }),
  ),
  said(
    'date-span-with-one-month',
    [weather],
    [
      user('What was the weather like in Bergen between June 5 and 9, 2023?'),
      does('weather_history', { place: 'Bergen', from: '2023-06-05', to: '2023-06-09' }),
    ],
    right('weather_history', { place: one('Bergen', 'Bergen, Norway'), from: one('2023-06-05'), to: one('2023-06-09') }),
  ),
  said(
    'date-ordinal-in-words',
    [
      tool(
        'register_patient',
        'Enter a patient into the records.',
        { name: str('Full name'), born: str('Date of birth, YYYY-MM-DD', { format: 'date' }) },
        ['name', 'born'],
      ),
    ],
    [
      user('New patient: Ivana Horvat, born on the fourteenth of February 1988.'),
      does('register_patient', { name: 'Ivana Horvat', born: '1988-02-14' }),
    ],
    right('register_patient', { name: one('Ivana Horvat'), born: one('1988-02-14') }),
  ),
  said(
    'date-slashes-read-two-ways',
    [
      tool('list_invoices', 'Invoices of a customer since a day.', { customer: str('Name of the customer'), since: str('YYYY-MM-DD') }, [
        'customer',
        'since',
      ]),
    ],
    [user('Invoices of Baltic Timber since 04/05/2026 please'), does('list_invoices', { customer: 'Baltic Timber', since: '2026-04-05' })],
    right('list_invoices', { customer: one('Baltic Timber'), since: one('2026-04-05', '2026-05-04') }),
  ),
  said(
    'date-a-year-alone',
    [
      tool(
        'find_films',
        'Films by director and year.',
        { director: str('Who made them'), year: str('Year or first day of it'), genre: str('Genre, if it matters') },
        ['director'],
      ),
    ],
    [user('Which films did Agneta Lindqvist bring out in 1997?'), does('find_films', { director: 'Agneta Lindqvist', year: '1997' })],
    right('find_films', { director: one('Agneta Lindqvist', 'Lindqvist'), year: one('1997', 1997, '1997-01-01') }),
  ),
  said(
    'date-past-days-as-count',
    [
      tool(
        'site_visits',
        'Visits of a page over the last days.',
        { page: str('Path of the page'), days: int('How many days back', { minimum: 1, maximum: 365 }) },
        ['page', 'days'],
      ),
    ],
    [user('How many visits did /pricing have over the past 30 days?'), does('site_visits', { page: '/pricing', days: 30 })],
    right('site_visits', { page: one('/pricing'), days: one(30) }),
  ),
  said(
    'date-weekday-list',
    [
      tool(
        'set_alarm',
        'Wake the user.',
        {
          time: str('HH:MM'),
          days: list(choice(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'A weekday'), 'On which weekdays'),
        },
        ['time', 'days'],
      ),
    ],
    [user('Wake me at 6:40 on Tuesdays and Thursdays.'), does('set_alarm', { time: '06:40', days: ['tue', 'thu'] })],
    right('set_alarm', {
      time: one('06:40', '6:40'),
      days: (value) => JSON.stringify([...(value as string[])].sort()) === '["thu","tue"]',
    }),
  ),
  said(
    'date-deadline-with-year-from-system',
    [
      tool(
        'add_task',
        'Put a task on the list.',
        { title: str('What is to be done'), due: str('YYYY-MM-DD'), project: str('Project it belongs to') },
        ['title', 'due'],
      ),
    ],
    [
      today,
      user('Add "Renew the lift permit" to the Harbour House project, due 17 April.'),
      does('add_task', { title: 'Renew the lift permit', due: '2026-04-17', project: 'Harbour House' }),
    ],
    right('add_task', {
      title: one('Renew the lift permit', 'Renew lift permit'),
      due: one('2026-04-17'),
      project: one('Harbour House', 'Harbour House project'),
    }),
  ),
  unsaid(
    'date-last-quarter-is-worked-out',
    [
      tool('revenue_between', 'Total revenue between two days, both included.', { first: str('YYYY-MM-DD'), last: str('YYYY-MM-DD') }, [
        'first',
        'last',
      ]),
    ],
    [today, user('What was our revenue last quarter?'), does('revenue_between', { first: '2025-10-01', last: '2025-12-31' })],
    right('revenue_between', { first: one('2025-10-01'), last: one('2025-12-31') }),
  ),
  said(
    'date-season-and-optional-end',
    [
      tool(
        'book_room',
        'Book a room.',
        {
          hotel: str('Name'),
          check_in: str('YYYY-MM-DD'),
          nights: int('How many nights'),
          breakfast: choice(['yes', 'no'], 'default: no'),
        },
        ['hotel', 'check_in', 'nights'],
      ),
    ],
    [
      user('Please book Hotel Aurora for three nights from July 2nd 2026, no breakfast.'),
      does('book_room', { hotel: 'Hotel Aurora', check_in: '2026-07-02', nights: 3, breakfast: 'no' }),
    ],
    right('book_room', { hotel: one('Hotel Aurora', 'Aurora'), check_in: one('2026-07-02'), nights: one(3), breakfast: maybe('no') }),
  ),
];
