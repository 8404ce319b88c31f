import type { WorldFile } from '../recipe.ts';
import { type Client, type Firm, ordersIn } from './firm.ts';
import { fileOf, poundsOf, sumOf, tableOf } from './text.ts';

/** The folder `clients`: an account sheet and the orders of two quarters for each, visit notes and other papers for some. */
export function serveClients(firm: Firm): WorldFile[] {
  return firm.clients.flatMap((client, index) => [
    describeAccount(client, firm, index),
    ...['2026-q1', '2026-q2'].map((quarter) => listOrders(client, quarter)),
    ...noteVisits(client, firm),
    ...(PAPERS[client.folder] ?? []).map(({ file, modified, lines }) => fileOf(`clients/${client.folder}/${file}`, modified, lines)),
  ]);
}

function describeAccount(client: Client, firm: Firm, index: number): WorldFile {
  return fileOf(`clients/${client.folder}/account.md`, `2026-0${1 + (index % 5)}-1${index}T10:3${index}`, [
    `# ${client.name}`,
    '',
    `Account number: C-${310 + index * 7}`,
    `Contact: ${client.contact}`,
    `Looked after by: ${firm.who('Wholesale manager').name}`,
    `Delivery day: ${client.weekday}`,
    `Payment terms: ${client.terms} days`,
    `Standing order: ${client.kilos} kg ${client.standing} a week`,
    `Also takes: ${client.second}, every third week`,
    '',
    '## Delivery',
    client.note,
    `Driver: ${firm.who('Delivery driver').name}, extension ${firm.who('Delivery driver').extension}`,
  ]);
}

function listOrders(client: Client, quarter: string): WorldFile {
  const orders = ordersIn(client, quarter);
  return tableOf(`clients/${client.folder}/orders-${quarter}.csv`, quarter === '2026-q1' ? '2026-04-01T08:45' : '2026-06-26T15:10', [
    ['date', 'product', 'kg', 'price', 'amount'],
    ...orders.map((order) => [order.date, order.product, order.kilos, poundsOf(order.price), poundsOf(order.amount)]),
    ['Total', '', sumOf(orders.map((order) => order.kilos)), '', poundsOf(sumOf(orders.map((order) => order.amount)))],
  ]);
}

const VISITS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'tidewell-cafe': [
    ['2026-03-18', 'Second grinder is set too fine. Reset it, left a dose card on the machine.'],
    ['2026-05-06', 'Want to try the decaf on the retail shelf. Agreed six bags on sale or return.'],
    ['2026-06-16', 'New weekend staff start in July, two places booked on the barista morning.'],
  ],
  'harbour-lane-hotel': [
    ['2026-02-23', 'Breakfast volume is up since the refit. Standing order raised by 4 kg from March.'],
    ['2026-04-20', 'Water filter was overdue by two months. They will order the cartridge themselves.'],
    ['2026-06-08', 'Banqueting asked for batch brew for 180. Quote sent the same day.'],
  ],
  'old-mill-bakery': [
    ['2026-03-04', 'Happy with the Lighthouse, but want it rested for a week before delivery.'],
    ['2026-05-20', 'Opening a stall at the Saturday market. Asked about 250 g bags with their own label.'],
  ],
};

const PAPERS: Readonly<Record<string, readonly { file: string; modified: string; lines: readonly string[] }[]>> = {
  'tidewell-books': [
    {
      file: 'reading-night.md',
      modified: '2026-04-13T11:20',
      lines: [
        '# Reading night',
        '',
        'Date: 2026-05-15, doors at 19:00',
        'Guests: about 45',
        'We bring: batch brewer, 3 kg Low Tide Filter, 60 cups',
        'They pay: coffee only, the brewer is on us',
      ],
    },
  ],
  'harbour-lane-hotel': [
    {
      file: 'quote-banqueting.md',
      modified: '2026-06-08T16:50',
      lines: [
        '# Quote: batch brew for banqueting',
        '',
        'Two brewers on loan, 9 litres each',
        'Coffee: Quayside House at 13.80 a kg, 6 kg for 180 guests',
        'Training: one morning, free with the first order',
        'Valid until: 2026-08-31',
      ],
    },
  ],
  'harbour-street-deli': [
    {
      file: 'shelf-plan.md',
      modified: '2026-03-24T14:35',
      lines: [
        '# Shelf plan',
        '',
        'Top: 12 bags Harbour Blend, 250 g',
        'Middle: 8 bags Low Tide Filter, 250 g',
        'Bottom: 4 bags Harbour Blend, 1 kg',
        'Swap every bag that is older than 8 weeks.',
      ],
    },
  ],
  'kestrel-coworking': [
    {
      file: 'keg-pilot.md',
      modified: '2026-06-22T12:15',
      lines: [
        '# Cold brew pilot',
        '',
        'Kegs a week: 3',
        'Fridge: third floor kitchen, set to 4 degrees',
        'First week: 2 kegs empty by Thursday, people ask for oat milk',
        'Next check: 2026-07-06',
      ],
    },
  ],
  'old-mill-brewery': [
    {
      file: 'coffee-stout.md',
      modified: '2026-02-19T10:05',
      lines: [
        '# Coffee stout',
        '',
        'Beans: Lighthouse Espresso, coarse, 18 kg a brew',
        'Steep: 24 hours, cold',
        'Brews planned: March, June, October',
        'Label says: with coffee from Brightwater',
      ],
    },
  ],
};

function noteVisits(client: Client, firm: Firm): WorldFile[] {
  const visits = VISITS[client.folder];
  if (visits === undefined) return [];
  const visitors = [firm.who('Wholesale manager').first, firm.who('Senior barista').first];
  const last = visits.at(-1)?.[0] ?? '2026-06-01';
  return [
    fileOf(`clients/${client.folder}/visits.md`, `${last}T17:25`, [
      `# Visits to ${client.name}`,
      ...visits.flatMap(([date, text], index) => ['', `## ${date} (${visitors[index % 2]})`, text]),
    ]),
  ];
}
