import type { Slide, SlideText, WorldDeck } from '../recipe.ts';
import { type Colleague, type Facts, type Quarter, type Shop, sum } from './facts.ts';

/** The decks of a small maker of bicycles: quarter reviews, pitches to shops, a catalogue, and templates for more of them. */
export function decksWorld({ team, shops, quarters }: Facts): WorldDeck[] {
  return [
    ...quarters.map((quarter) => reviewOf(quarter, team)),
    ...shops.map((shop) => pitch(shop, team)),
    ...CATALOGUES.map((each) => catalogue(each, team)),
    ...TEMPLATES,
  ];
}

const text = (name: string, ...lines: string[]): SlideText => ({ name, lines });

function deckOf(path: string, title: string, author: string, day: string, slides: readonly Slide[]): WorldDeck {
  return { kind: 'deck', path, facts: { title, author, created: `${day}T09:00:00Z`, modified: `${day}T15:00:00Z` }, slides };
}

/** The file of a quarter's review. */
export const reviewFile = ({ slug }: Quarter): string => `reviews/review-${slug}.pptx`;
/** The file of a pitch. */
export const pitchFile = ({ slug }: Shop): string => `pitches/pitch-${slug}.pptx`;

function reviewOf(quarter: Quarter, team: readonly Colleague[]): WorldDeck {
  const [first, second, third] = team as [Colleague, Colleague, Colleague];
  const sold = sum(quarter.sales);
  const best = quarter.regions.reduce((left, right) => (right.sales - right.plan > left.sales - left.plan ? right : left));
  return deckOf(reviewFile(quarter), `Review of the ${quarter.name}`, first.name, '2026-04-14', [
    {
      title: `Review of the ${quarter.name}`,
      texts: [text('Subtitle', 'Brackenfold Bikes'), text('Presenter', first.name), text('Date', quarter.day)],
    },
    {
      title: 'Sales by region',
      texts: [text('Comment', `${best.name} did best against its plan.`), text('Source', 'Order book')],
      table: [
        ['Region', 'Sold', 'Plan', 'Difference'],
        ...quarter.regions.map(({ name, sales, plan }) => [name, String(sales), String(plan), String(sales - plan)]),
        ['Total', String(sold), String(sum(quarter.plan)), String(sold - sum(quarter.plan))],
      ],
    },
    {
      title: 'Sales by month',
      texts: [text('Comment', `${sold} bikes in three months.`)],
      chart: {
        type: 'column',
        name: 'Chart',
        title: 'Bikes sold and planned',
        categories: quarter.months,
        series: [
          { name: 'Sold', values: quarter.sales },
          { name: 'Plan', values: quarter.plan },
        ],
      },
    },
    { title: 'The team', texts: [], table: [['Name', 'Role', 'Since'], ...team.map(({ name, role, since }) => [name, role, since])] },
    {
      title: 'Next steps',
      texts: [
        text('Task', 'Settle the plan for the next quarter'),
        text('Owner', second.name),
        text('Helper', third.name),
        text('Deadline', '30 June 2026'),
      ],
    },
  ]);
}

const MODELS: readonly (readonly [model: string, price: number])[] = [
  ['Dale 3', 640],
  ['Dale 7', 780],
  ['Fell 5', 950],
];

/** Pounds as the decks write them: 11520 is "£11,520". */
function pounds(amount: number): string {
  return `£${String(amount).replace(/\B(?=(?:\d{3})+$)/gu, ',')}`;
}

function pitch(shop: Shop, team: readonly Colleague[]): WorldDeck {
  const [, second, third] = team as [Colleague, Colleague, Colleague];
  return deckOf(pitchFile(shop), `Offer to ${shop.name}`, second.name, '2026-05-05', [
    { title: `An offer to ${shop.name}`, texts: [text('Subtitle', 'Brackenfold Bikes'), text('Place', shop.city), text('Date', shop.day)] },
    {
      title: 'What we offer',
      texts: [text('Comment', 'Prices are per bike, without VAT.')],
      table: [
        ['Model', 'Price', 'Quantity', 'Amount'],
        ...MODELS.map(([model, price]) => [model, `£${price}`, String(shop.quantity), pounds(price * shop.quantity)]),
      ],
    },
    {
      title: 'Why us',
      texts: [
        text('Reason 1', 'Frames from our own workshop'),
        text('Reason 2', 'Spare parts within two days'),
        text('Reason 3', 'Two years of free service'),
      ],
    },
    { title: 'Contact', texts: [text('Customer', shop.contact), text('Phone', shop.phone), text('Seller', third.name)] },
  ]);
}

interface Catalogue {
  file: string;
  title: string;
  parts: readonly (readonly [part: string, models: readonly (readonly [model: string, frame: string, wheel: string, price: string])[]])[];
}

/** This year's range and the one before it. */
export const CATALOGUES: readonly Catalogue[] = [
  {
    file: 'catalogue-2026.pptx',
    title: 'Catalogue 2026',
    parts: [
      [
        'City bikes',
        [
          ['Dale 3', 'steel', '28 inch', '£640'],
          ['Dale 7', 'steel', '28 inch', '£780'],
          ['Quay 2', 'aluminium', '26 inch', '£590'],
        ],
      ],
      [
        'Touring bikes',
        [
          ['Fell 5', 'steel', '27 inch', '£950'],
          ['Fell 9', 'titanium', '29 inch', '£2,400'],
          ['Moor 4', 'aluminium', '27 inch', '£870'],
        ],
      ],
      [
        'Bikes for children',
        [
          ['Wren 16', 'aluminium', '16 inch', '£240'],
          ['Wren 20', 'aluminium', '20 inch', '£280'],
          ['Wren 24', 'steel', '24 inch', '£310'],
        ],
      ],
      [
        'Electric bikes',
        [
          ['Volt 1', 'aluminium', '26 inch', '£1,650'],
          ['Volt 2', 'aluminium', '26 inch', '£1,980'],
          ['Volt Cargo', 'steel', '20 inch', '£2,750'],
        ],
      ],
    ],
  },
  {
    file: 'catalogue-2025.pptx',
    title: 'Catalogue 2025',
    parts: [
      [
        'City bikes',
        [
          ['Dale 3', 'steel', '28 inch', '£610'],
          ['Dale 6', 'steel', '28 inch', '£720'],
          ['Quay 1', 'aluminium', '26 inch', '£540'],
        ],
      ],
      [
        'Touring bikes',
        [
          ['Fell 5', 'steel', '27 inch', '£910'],
          ['Fell 8', 'titanium', '29 inch', '£2,250'],
          ['Moor 3', 'aluminium', '27 inch', '£820'],
        ],
      ],
      [
        'Bikes for children',
        [
          ['Wren 16', 'aluminium', '16 inch', '£230'],
          ['Wren 20', 'aluminium', '20 inch', '£265'],
          ['Wren 24', 'steel', '24 inch', '£295'],
        ],
      ],
      [
        'Electric bikes',
        [
          ['Volt 1', 'aluminium', '26 inch', '£1,590'],
          ['Volt Cargo', 'steel', '20 inch', '£2,600'],
          ['Volt Mini', 'aluminium', '20 inch', '£1,420'],
        ],
      ],
    ],
  },
];

function catalogue({ file, title, parts }: Catalogue, team: readonly Colleague[]): WorldDeck {
  const author = (team[2] as Colleague).name;
  return deckOf(file, title, author, file.includes('2026') ? '2026-01-12' : '2025-07-07', [
    { title, texts: [text('Subtitle', 'Brackenfold Bikes'), text('Edition', 'for shops')] },
    ...parts.map(
      ([part, models]): Slide => ({
        title: part,
        texts: [],
        table: [['Model', 'Frame', 'Wheel', 'Price'], ...models.map((row) => [...row])],
      }),
    ),
  ]);
}

/** Decks with marks to fill in, by file. */
export const TEMPLATES: readonly WorldDeck[] = [
  template(
    'invitation',
    'Invitation',
    'You are invited, {{guest}}',
    'Please join us for {{occasion}}',
    'Write to {{host}} by the end of the month.',
  ),
  template('certificate', 'Certificate', 'Certificate for {{guest}}', 'has taken part in {{occasion}}', 'Signed by {{host}}'),
  template('thanks', 'Thanks', 'Thank you, {{guest}}', 'It was good to have you at {{occasion}}', 'Yours, {{host}}'),
  template('reminder', 'Reminder', 'A reminder for {{guest}}', 'We look forward to {{occasion}}', 'Questions go to {{host}}.'),
];

function template(name: string, title: string, greeting: string, occasion: string, closing: string): WorldDeck {
  return deckOf(`templates/${name}.pptx`, title, 'Brackenfold Bikes', '2025-11-03', [
    { title: greeting, texts: [text('Occasion', occasion), text('Date', 'on {{day}}')] },
    { title: 'From us', texts: [text('Closing', closing)] },
  ]);
}
