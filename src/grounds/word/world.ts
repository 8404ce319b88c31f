import type { DocumentParagraph, WorldDocument } from '../recipe.ts';
import { type Client, contractFile, type Facts, type Hire, offerFile, pounds } from './facts.ts';

type Block = WorldDocument['blocks'][number];
type Remark = NonNullable<DocumentParagraph['comments']>[number];

/** The documents of a small catering firm: offers, contracts, minutes, policies, menus and quarterly reports. */
export function wordWorld(facts: Facts): WorldDocument[] {
  return [
    ...facts.hires.map((hire) => offer(hire, facts)),
    ...facts.clients.map((client) => contract(client, facts)),
    ...MEETINGS.map((meeting) => minutes(meeting, facts)),
    ...policies(facts),
    ...MENUS.map((menu) => menus(menu, facts)),
    ...QUARTERS.map((quarter) => report(quarter, facts)),
  ];
}

const title = (text: string): Block => ({ style: 'Title', text });
const heading = (text: string): Block => ({ style: 'Heading 1', text });
const line = (text: string, ...comments: Remark[]): Block => ({ style: 'Normal', text, ...(comments.length > 0 ? { comments } : {}) });
const bullet = (text: string): Block => ({ style: 'List Bullet', text });
const step = (text: string, ...comments: Remark[]): Block => ({ style: 'List Number', text, ...(comments.length > 0 ? { comments } : {}) });
const table = (...rows: string[][]): Block => ({ table: rows });
const remark = (author: string, day: string, text: string): Remark => ({ author, date: `${day}T10:00:00Z`, text });

function documentOf(path: string, name: string, author: string, day: string, blocks: readonly Block[]): WorldDocument {
  return { kind: 'document', path, facts: { title: name, author, created: `${day}T09:00:00Z`, modified: `${day}T16:30:00Z` }, blocks };
}

function offer(hire: Hire, { director, manager, chef }: Facts): WorldDocument {
  const boss = hire.post.endsWith('chef') ? chef : manager;
  return documentOf(offerFile(hire), `Offer to ${hire.first} ${hire.last}`, manager, '2026-05-12', [
    title('Offer of employment'),
    line(hire.written),
    line(`Dear ${hire.first},`),
    line(`We are pleased to offer you the post of ${hire.post} at Tidewell Catering.`),
    heading('Terms'),
    line(`You will start on ${hire.start} and report to ${boss}.`),
    line(`Your salary is ${pounds(hire.salary)} a year, paid on the last working day of each month.`),
    line(`Your holiday is ${hire.holiday} days a year.`),
    table(
      ['Term', 'Agreed'],
      ['Post', hire.post],
      ['Start', hire.start],
      ['Salary', pounds(hire.salary)],
      ['Holiday', `${hire.holiday} days`],
      ['Notice', 'one month'],
    ),
    heading('What we need from you'),
    bullet('A signed copy of this letter'),
    bullet('Your bank details'),
    bullet('Proof of your right to work'),
    heading('Accepting'),
    line(`Please reply by ${hire.reply}. The offer lapses after that day.`),
    line('Yours sincerely,'),
    line(director),
  ]);
}

function contract(client: Client, { director, manager, bookkeeper, chef }: Facts): WorldDocument {
  const meals = 20 * client.people;
  return documentOf(contractFile(client), `Catering contract with ${client.name}`, manager, '2025-07-28', [
    title('Catering contract'),
    line(`Between Tidewell Catering and ${client.name}.`),
    heading('Services'),
    line(
      `We serve ${client.meal} for ${client.people} people on working days.`,
      remark(chef, '2026-05-06', `${client.people} is the most this kitchen can do`),
    ),
    line('The menu changes every four weeks.'),
    heading('Fees'),
    line(
      `The fee is ${pounds(client.fee)} a month, VAT not included.`,
      remark(bookkeeper, '2026-05-07', `Check ${pounds(client.fee)} against the June invoice`),
      remark(director, '2026-05-08', 'We should ask for more next year'),
    ),
    table(
      ['Item', 'Quantity', 'Unit price', 'Per month'],
      ['Meals', String(meals), pounds(client.price), pounds(client.fee)],
      ['Delivery', '20', '£0', '£0'],
      ['Total', '', '', pounds(client.fee)],
    ),
    heading('Payment'),
    line(
      `Invoices are due within ${client.days} days.`,
      remark(bookkeeper, '2026-05-11', `They took longer than ${client.days} days in April`),
    ),
    line('Late payments bear interest of 4% a year.'),
    heading('Term'),
    line(`The contract runs from ${client.from} to ${client.until}.`),
    line(`Either party may end it at ${client.notice} of notice.`),
    heading('Signatures'),
    line(`For Tidewell Catering: ${director}`),
    line(`For ${client.name}: ${client.contact}`),
  ]);
}

interface Meeting {
  month: string;
  held: string;
  next: string;
  sales: string;
  decisions: readonly [string, string, string];
  actions: readonly (readonly [action: string, due: string, status: string])[];
}

/** The staff meetings, each settling what the one before left open. */
export const MEETINGS: readonly Meeting[] = [
  {
    month: '2026-04',
    held: '14 April 2026',
    next: '12 May 2026',
    sales: 'Sales in March came to £41,200',
    decisions: ['The van is serviced every quarter', 'Allergen cards go on every tray', 'The summer menu starts in June'],
    actions: [
      ['Book the van service', '24 April 2026', 'done'],
      ['Print allergen cards', '30 April 2026', 'done'],
      ['Draft the summer menu', '8 May 2026', 'open'],
      ['Order new aprons', '15 May 2026', 'open'],
    ],
  },
  {
    month: '2026-05',
    held: '12 May 2026',
    next: '16 June 2026',
    sales: 'Sales in April came to £43,600',
    decisions: ['Two hires start in June', 'Deliveries leave at 11:00', 'The summer menu is approved'],
    actions: [
      ['Order new aprons', '15 May 2026', 'done'],
      ['Send the offer letters', '18 May 2026', 'done'],
      ['Taste the summer menu', '27 May 2026', 'open'],
      ['Check the fire exits', '5 June 2026', 'open'],
    ],
  },
  {
    month: '2026-06',
    held: '16 June 2026',
    next: '14 July 2026',
    sales: 'Sales in May came to £45,100',
    decisions: ['The cold room is repaired in July', 'Contracts are renewed for a year', 'Cutlery is counted every week'],
    actions: [
      ['Check the fire exits', '19 June 2026', 'done'],
      ['Call the cold room engineer', '23 June 2026', 'open'],
      ['Write to the four customers', '26 June 2026', 'open'],
      ['Count the cutlery', '29 June 2026', 'open'],
    ],
  },
];

/** The file of a meeting's minutes. */
export const minutesFile = (month: string): string => `minutes/minutes-${month}.docx`;

function minutes({ month, held, next, sales, decisions, actions }: Meeting, { director, manager, chef, bookkeeper }: Facts): WorldDocument {
  const owners = [manager, chef, bookkeeper, manager];
  return documentOf(minutesFile(month), `Minutes of ${held}`, manager, `${month}-${held.split(' ')[0]}`, [
    title('Minutes of the staff meeting'),
    line(`Held on ${held} in the Chain Street kitchen.`),
    heading('Present'),
    line(`${director}, ${manager}, ${chef} and ${bookkeeper}`),
    heading('Decisions'),
    step(decisions[0], remark(chef, `${month}-20`, 'I was against this one')),
    step(decisions[1]),
    step(decisions[2], remark(director, `${month}-21`, 'Agreed by all in the end'), remark(chef, `${month}-22`, 'Fine by the kitchen')),
    heading('Money'),
    line(`${sales}.`, remark(bookkeeper, `${month}-20`, 'The figure is net of VAT')),
    heading('Actions'),
    table(
      ['No', 'Action', 'Owner', 'Due', 'Status'],
      ...actions.map(([action, due, status], at) => [String(at + 1), action, owners[at] as string, due, status]),
    ),
    line('Open actions come up again at the next meeting.'),
    heading('Next meeting'),
    line(`The next meeting is on ${next} at 15:00.`),
  ]);
}

function policies({ director, manager, bookkeeper, chef }: Facts): WorldDocument[] {
  const policy = (file: string, name: string, author: string, day: string, blocks: readonly Block[]) =>
    documentOf(`policies/${file}.docx`, name, author, day, [title(name), ...blocks]);
  return [
    policy('holiday-policy', 'Holiday policy', manager, '2025-09-15', [
      line('This page says how holiday is earned and taken.'),
      heading('Who this covers'),
      line('Everyone employed by Tidewell Catering.'),
      heading('How much'),
      line('Full-time staff have 26 days a year.', remark(chef, '2026-03-03', 'New hires get 25 to 28')),
      line('Up to five days may be carried over until the end of March.', remark(director, '2026-03-04', 'Three would do')),
      heading('How to ask'),
      bullet('Fill in the form in the office'),
      bullet('Ask at least four weeks ahead'),
      heading('Contact'),
      line(`Questions go to ${manager}.`),
    ]),
    policy('travel-policy', 'Travel policy', bookkeeper, '2025-10-06', [
      line('This page says which journeys are paid and how.'),
      heading('Who this covers'),
      line('Everyone who drives or travels for an event.'),
      heading('How much'),
      line('Mileage is paid at 45 pence a mile.', remark(bookkeeper, '2026-02-10', 'The rate holds for 2026')),
      line('Meals are paid up to £18 a day.', remark(chef, '2026-02-11', 'Too low for London')),
      table(
        ['Trip', 'Allowance', 'Receipt'],
        ['Own car', '45p a mile', 'no'],
        ['Train', 'second class', 'yes'],
        ['Overnight stay', '£95', 'yes'],
        ['Meals', '£18 a day', 'yes'],
      ),
      heading('How to ask'),
      bullet('Keep every receipt'),
      bullet('Hand in the claim by the fifth of the month'),
      heading('Contact'),
      line(`Questions go to ${bookkeeper}.`),
    ]),
    policy('sickness-policy', 'Sickness policy', manager, '2025-11-17', [
      line('This page says what to do when you fall ill.'),
      heading('Who this covers'),
      line('Everyone employed by Tidewell Catering.'),
      heading('How much'),
      line('Full pay is kept up for ten days a year.', remark(director, '2026-01-12', 'Ten is generous')),
      line('A doctor signs from the eighth day on.', remark(manager, '2026-01-13', 'The law says seven days')),
      heading('How to ask'),
      bullet('Call the kitchen before 7:00'),
      bullet('Stay away for two days after a stomach upset'),
      heading('Contact'),
      line(`Questions go to ${manager}.`),
    ]),
    policy('hygiene-policy', 'Hygiene policy', chef, '2025-08-25', [
      line('This page says how the kitchens stay clean.'),
      heading('Who this covers'),
      line('Everyone who sets foot in a kitchen.'),
      heading('How much'),
      line('Hands are washed for twenty seconds.', remark(chef, '2026-04-01', 'The poster says the same')),
      line('Fridges are kept below five degrees.', remark(manager, '2026-04-02', 'The cold room is at six')),
      heading('How to ask'),
      bullet('Wear a clean apron every day'),
      bullet('Write the date on every tub'),
      heading('Contact'),
      line(`Questions go to ${chef}.`),
    ]),
  ];
}

interface Menu {
  file: string;
  name: string;
  day: string;
  parts: readonly (readonly [part: string, dishes: readonly (readonly [dish: string, price: string])[]])[];
}

/** Two seasons' menus, each with a table for every sort of order. */
export const MENUS: readonly Menu[] = [
  {
    file: 'menus/menu-spring-2026.docx',
    name: 'Spring menu 2026',
    day: '2026-02-23',
    parts: [
      [
        'Breakfast',
        [
          ['Porridge', '£3.20'],
          ['Bacon roll', '£4.10'],
          ['Fruit bowl', '£3.60'],
        ],
      ],
      [
        'Lunch',
        [
          ['Leek tart', '£7.40'],
          ['Chicken pie', '£8.20'],
          ['Lentil salad', '£6.90'],
        ],
      ],
      [
        'Buffet',
        [
          ['Sandwich platter', '£38'],
          ['Cheese board', '£44'],
          ['Crudites', '£26'],
        ],
      ],
      [
        'Drinks',
        [
          ['Coffee', '£2.10'],
          ['Tea', '£1.80'],
          ['Apple juice', '£2.40'],
        ],
      ],
    ],
  },
  {
    file: 'menus/menu-summer-2026.docx',
    name: 'Summer menu 2026',
    day: '2026-05-25',
    parts: [
      [
        'Breakfast',
        [
          ['Yoghurt pot', '£3.40'],
          ['Egg roll', '£4.20'],
          ['Fruit bowl', '£3.80'],
        ],
      ],
      [
        'Lunch',
        [
          ['Courgette tart', '£7.60'],
          ['Cold salmon', '£9.10'],
          ['Tomato salad', '£6.80'],
        ],
      ],
      [
        'Buffet',
        [
          ['Sandwich platter', '£39'],
          ['Cheese board', '£45'],
          ['Melon slices', '£24'],
        ],
      ],
      [
        'Drinks',
        [
          ['Iced coffee', '£2.60'],
          ['Tea', '£1.80'],
          ['Lemonade', '£2.50'],
        ],
      ],
    ],
  },
];

function menus({ file, name, day, parts }: Menu, { chef }: Facts): WorldDocument {
  return documentOf(file, name, chef, day, [
    title(name),
    line('Prices are for one person, those of the buffet for ten.'),
    ...parts.flatMap(([part, dishes]) => [
      heading(part),
      table(['Dish', 'Price', 'Vegan'], ...dishes.map(([dish, price]) => [dish, price, isVegan(dish) ? 'yes' : 'no'])),
    ]),
    heading('Ordering'),
    line('Orders close three working days before the event.'),
  ]);
}

function isVegan(dish: string): boolean {
  return !/bacon|egg|chicken|salmon|tart|cheese|yoghurt|porridge|platter/iu.test(dish);
}

interface Quarter {
  file: string;
  name: string;
  day: string;
  months: readonly (readonly [month: string, sales: number, costs: number])[];
}

/** Sales and costs in pounds. */
export const QUARTERS: readonly Quarter[] = [
  {
    file: 'reports/report-2025-q4.docx',
    name: 'Report for the fourth quarter of 2025',
    day: '2026-01-19',
    months: [
      ['October', 38_400, 31_900],
      ['November', 40_300, 32_700],
      ['December', 52_600, 40_100],
    ],
  },
  {
    file: 'reports/report-2026-q1.docx',
    name: 'Report for the first quarter of 2026',
    day: '2026-04-20',
    months: [
      ['January', 36_900, 30_800],
      ['February', 38_700, 31_500],
      ['March', 41_200, 33_000],
    ],
  },
];

function report({ file, name, day, months }: Quarter, { bookkeeper, director, clients }: Facts): WorldDocument {
  const sum = (at: 1 | 2) => months.reduce((total, month) => total + month[at], 0);
  const [sales, costs] = [sum(1), sum(2)];
  return documentOf(file, name, bookkeeper, day, [
    title(name),
    line(`Prepared by ${bookkeeper} for ${director}.`),
    heading('Sales'),
    line(`Sales came to ${pounds(sales)} in three months.`, remark(director, day, 'A good result')),
    table(['Month', 'Sales', 'Costs'], ...months.map(([month, sold, spent]) => [month, pounds(sold), pounds(spent)]), [
      'Total',
      pounds(sales),
      pounds(costs),
    ]),
    heading('Customers'),
    line('The four contracts bring in the same every month.', remark(bookkeeper, day, 'Events come on top of this')),
    table(['Customer', 'Fee per month'], ...clients.map((client) => [client.name, pounds(client.fee)])),
    heading('Costs'),
    line(`Costs were ${pounds(costs)}, which leaves ${pounds(sales - costs)}.`),
    heading('Outlook'),
    line('We expect the next quarter to be much the same.', remark(director, day, 'I expect more')),
  ]);
}
