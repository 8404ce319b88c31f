import { anything, type Case, choice, does, int, like, maybe, num, one, right, said, str, system, tool, unsaid, user } from './kit.ts';

const convert = tool(
  'convert_time',
  'What the clock says elsewhere.',
  { time: str('HH:MM, 24 hours'), from_zone: str('IANA zone or city'), to_zone: str('IANA zone or city') },
  ['time', 'from_zone', 'to_zone'],
);
const meeting = tool(
  'create_event',
  'Put an event into the calendar.',
  {
    title: str('Name of the event'),
    start: str('ISO 8601 date and time without zone'),
    duration_minutes: int('Length in minutes. Default is 60.'),
    timezone: str('IANA zone. Defaults to the calendar owner’s zone.'),
  },
  ['title', 'start'],
);

/** Clock times, lengths of time and zones. */
export const times: Case[] = [
  said(
    'time-hour-of-a-clock',
    [tool('hand_angle', 'The angle between the hands of a clock.', { hours: int('Hour'), minutes: int('Minutes') }, ['hours', 'minutes'])],
    [user('What angle do the hands of a clock make at 3:15?'), does('hand_angle', { hours: 3, minutes: 15 })],
    right('hand_angle', { hours: one(3, 15), minutes: one(15) }),
  ),
  said(
    'time-evening',
    [tool('set_reminder', 'Remind the user of something.', { what: str('What of'), at: str('HH:MM, 24 hours') }, ['what', 'at'])],
    [user('Remind me to call Grandma at 7pm.'), does('set_reminder', { what: 'Call Grandma', at: '19:00' })],
    right('set_reminder', { what: like(/grandma/iu), at: one('19:00', '7pm', '7:00 PM') }),
  ),
  said(
    'time-zones-directed',
    [convert],
    [
      user('When it is 15:30 in Tokyo, what time is it in New York?'),
      does('convert_time', { time: '15:30', from_zone: 'Asia/Tokyo', to_zone: 'America/New_York' }),
    ],
    right('convert_time', {
      time: one('15:30', '3:30 PM'),
      from_zone: one('Asia/Tokyo', 'Tokyo', 'JST'),
      to_zone: one('America/New_York', 'New York', 'NYC', 'EST', 'EDT', 'US/Eastern'),
    }),
  ),
  said(
    'time-hour-and-a-half',
    [meeting],
    [
      user('Block 12 June 2026 from 9:15 in the morning for "Boiler inspection", an hour and a half, Lisbon time.'),
      does('create_event', {
        title: 'Boiler inspection',
        start: '2026-06-12T09:15:00',
        duration_minutes: 90,
        timezone: 'Europe/Lisbon',
      }),
    ],
    right('create_event', {
      title: one('Boiler inspection'),
      start: one('2026-06-12T09:15:00', '2026-06-12T09:15', '2026-06-12 09:15'),
      duration_minutes: one(90),
      timezone: one('Europe/Lisbon', 'Lisbon', 'WEST', 'Portugal'),
    }),
  ),
  said(
    'time-default-length-may-be-left-out',
    [meeting],
    [
      user('New event "Choir practice" on 2026-09-08 at 18:00, one hour.'),
      does('create_event', { title: 'Choir practice', start: '2026-09-08T18:00:00', duration_minutes: 60 }),
    ],
    right('create_event', {
      title: one('Choir practice'),
      start: one('2026-09-08T18:00:00', '2026-09-08T18:00', '2026-09-08 18:00'),
      duration_minutes: maybe(60),
    }),
  ),
  said(
    'time-noon',
    [
      tool('deliver_at', 'Ask for delivery at a time.', { order: str('Number of the order'), time: str('HH:MM, 24 hours') }, [
        'order',
        'time',
      ]),
    ],
    [user('Deliver order K-5512 at noon, please'), does('deliver_at', { order: 'K-5512', time: '12:00' })],
    right('deliver_at', { order: one('K-5512', 'K5512'), time: one('12:00', '12pm', 'noon') }),
  ),
  said(
    'time-timer-with-unit',
    [
      tool(
        'start_timer',
        'Start a countdown.',
        { amount: num('How long'), unit: choice(['seconds', 'minutes', 'hours'], 'Unit of amount') },
        ['amount', 'unit'],
      ),
    ],
    [user('Set a timer for 45 minutes'), does('start_timer', { amount: 45, unit: 'minutes' })],
    right('start_timer', { amount: one(45), unit: one('minutes') }),
    right('start_timer', { amount: one(2700), unit: one('seconds') }),
    right('start_timer', { amount: one(0.75), unit: one('hours') }),
  ),
  said(
    'time-half-past-seven',
    [
      tool(
        'book_taxi',
        'Order a taxi.',
        { from: str('Where it starts'), to: str('Where it goes'), at: str('HH:MM, 24 hours'), seats: int('How many ride') },
        ['from', 'to', 'at'],
      ),
    ],
    [
      user('I need a taxi from the Old Mill to Central Station at half past seven in the evening, for two people.'),
      does('book_taxi', { from: 'Old Mill', to: 'Central Station', at: '19:30', seats: 2 }),
    ],
    right('book_taxi', {
      from: one('Old Mill', 'The Old Mill'),
      to: one('Central Station'),
      at: one('19:30', '7:30pm'),
      seats: maybe(2),
    }),
  ),
  said(
    'time-polling-every-quarter-hour',
    [
      tool(
        'watch_page',
        'Look at a page again and again.',
        { url: str('Its address', { format: 'uri' }), every_seconds: int('Seconds between looks') },
        ['url', 'every_seconds'],
      ),
    ],
    [
      user('Keep an eye on https://tides.example/harbour every 15 minutes.'),
      does('watch_page', { url: 'https://tides.example/harbour', every_seconds: 900 }),
    ],
    right('watch_page', { url: one('https://tides.example/harbour', 'https://tides.example/harbour/'), every_seconds: one(900) }),
  ),
  said(
    'time-span-of-a-shift',
    [
      tool('add_shift', 'Enter a shift.', { who: str('First name'), start: str('HH:MM'), end: str('HH:MM'), note: str('Anything else') }, [
        'who',
        'start',
        'end',
      ]),
    ],
    [user('Marta works from 6 am to 2 pm on the ferry desk.'), does('add_shift', { who: 'Marta', start: '06:00', end: '14:00' })],
    right('add_shift', { who: one('Marta'), start: one('06:00', '6 am'), end: one('14:00', '2 pm'), note: anything }),
  ),
  unsaid(
    'time-sooner-or-later-is-fine',
    [tool('call_back', 'Ask for a call.', { at: str('HH:MM, 24 hours') }, ['at'])],
    [user('Have someone call me back, any time between 10 and 12 is fine.'), does('call_back', { at: '10:30' })],
    right('call_back', { at: anything }),
  ),
  said(
    'time-years-of-a-loan',
    [
      tool(
        'monthly_payment',
        'What a loan costs a month.',
        { amount: num('Sum that is lent'), rate: num('Interest a year, in percent or as a fraction'), years: int('How long it runs') },
        ['amount', 'rate', 'years'],
      ),
    ],
    [
      system('Answer with the tools.'),
      user('What would I pay a month for 240,000 over 30 years at 4.5 %?'),
      does('monthly_payment', { amount: 240000, rate: 4.5, years: 30 }),
    ],
    right('monthly_payment', { amount: one(240000), rate: one(4.5, 0.045), years: one(30, 360) }),
  ),
];
