import type { Stream } from '../../random/stream.ts';
import type { WorldFile } from '../recipe.ts';
import type { Firm, Role } from './firm.ts';
import { fileOf } from './text.ts';

interface Meeting {
  date: string;
  topics: readonly (readonly [string, string])[];
  /** who does what by when */
  actions: readonly (readonly [Role, string, string])[];
}

const WEEKLY: readonly Meeting[] = [
  {
    date: '2026-03-12',
    topics: [
      ['Cold brew', 'Three trial recipes left. The coarse grind at 18 hours is ahead.'],
      ['Van', 'MOT is due on 27 March. We rent a van for the day.'],
    ],
    actions: [
      ['Delivery driver', 'book the rental van', '2026-03-20'],
      ['Head roaster', 'pick one cold brew recipe', '2026-03-19'],
    ],
  },
  {
    date: '2026-03-19',
    topics: [
      ['Cold brew', 'Recipe B it is: 18 hours, 1 to 9. Samples go to the lab on Monday.'],
      ['Cafe hours', 'Sundays stay closed until the clocks change.'],
    ],
    actions: [
      ['Packing lead', 'send 12 sample bottles to the lab', '2026-03-23'],
      ['Cafe manager', 'new opening hours on the door', '2026-03-29'],
    ],
  },
  {
    date: '2026-03-26',
    topics: [
      ['Unit 4', 'Survey found damp in the north corner. The landlord pays for the repair.'],
      ['Prices', 'No increase before the summer, whatever the market does.'],
    ],
    actions: [['Office manager', 'get the repair in writing', '2026-04-02']],
  },
  {
    date: '2026-04-16',
    topics: [
      ['Loyalty card', 'We go with the provider that works offline.'],
      ['Hotel', 'Harbour Lane wants an invoice per department. Not before July.'],
      ['Safety', 'Fire drill took four minutes. The back door was blocked by pallets.'],
    ],
    actions: [
      ['Cafe manager', 'sign the loyalty contract', '2026-04-24'],
      ['Packer', 'paint the no-pallet zone', '2026-04-30'],
    ],
  },
  {
    date: '2026-04-23',
    topics: [
      ['Roaster service', 'Two quotes in, a third is coming from Leeds.'],
      ['Interns', 'One student for four weeks in July, in marketing.'],
    ],
    actions: [
      ['Roaster', 'chase the third quote', '2026-04-30'],
      ['Marketing lead', 'write a plan for the student', '2026-05-15'],
    ],
  },
  {
    date: '2026-05-07',
    topics: [
      ['Unit 4', 'Keys are ours since Monday. Screed goes in next week.'],
      ['Bakery', 'Old Mill asks for the Lighthouse rested a full week. Agreed.'],
    ],
    actions: [
      ['Wholesale manager', 'confirm the rest time to the bakery', '2026-05-11'],
      ['Packing lead', 'racking quotes from three firms', '2026-05-29'],
    ],
  },
  {
    date: '2026-05-14',
    topics: [
      ['Keg washer', 'Came with a US coupling. Supplier sends the right one.'],
      ['Leave', 'Half the team has not booked summer leave. Do it this month.'],
    ],
    actions: [['Office manager', 'send everyone their leave balance', '2026-05-18']],
  },
  {
    date: '2026-05-21',
    topics: [
      ['Stall', 'Saturday market stall with Old Mill Bakery: yes, from September.'],
      ['Energy', 'Gas use is down 3 percent on last May.'],
      ['Tills', 'Both tills passed the card test.'],
    ],
    actions: [
      ['Senior barista', 'train the early shift on cards', '2026-06-05'],
      ['Marketing lead', 'label draft for the stall', '2026-06-19'],
    ],
  },
  {
    date: '2026-06-11',
    topics: [
      ['Cold brew', 'Lab says six weeks at 4 degrees. Pilot starts on Monday.'],
      ['Power', 'The grid operator has not confirmed a date for unit 4.'],
    ],
    actions: [
      ['Delivery driver', 'cool boxes for the pilot kegs', '2026-06-15'],
      ['Office manager', 'ring the grid operator every other day', '2026-06-30'],
    ],
  },
  {
    date: '2026-06-18',
    topics: [
      ['Loyalty card', '97 cards in three days. The back till loses its connection.'],
      ['Roaster service', 'Parts are complete. Last batch before the stop is on 10 July.'],
    ],
    actions: [
      ['Wholesale manager', 'tell all clients about the stop', '2026-06-26'],
      ['Cafe manager', 'cable for the back till', '2026-06-24'],
    ],
  },
  {
    date: '2026-06-25',
    topics: [
      ['Power', 'Upgrade is now 24 July. The move date is at risk.'],
      ['Half year', 'Wholesale is ahead of plan, the cafe is level.'],
    ],
    actions: [
      ['Packing lead', 'ask for a temporary supply', '2026-07-03'],
      ['Finance manager', 'half-year figures for the board', '2026-07-08'],
    ],
  },
];

const BOARD = [
  {
    quarter: '2025-q4',
    date: '2026-01-15',
    points: ['Year closed with a profit of 41,300 pounds.', 'Bonus of 400 pounds for everybody.', 'Lease of unit 4 approved.'],
  },
  {
    quarter: '2026-q1',
    date: '2026-04-21',
    points: ['Cold brew budget of 11,290 pounds approved.', 'No price increase before September.', 'Insurance moved to a new broker.'],
  },
  {
    quarter: '2026-q2',
    date: '2026-06-23',
    points: [
      'Overhaul of the roaster approved for July.',
      'Market stall agreed as a trial until Christmas.',
      'Search for a second driver starts.',
    ],
  },
];

/** The folder `meetings`: the Thursday minutes and the minutes of the board. */
export function holdMeetings(firm: Firm, stream: Stream): WorldFile[] {
  return [
    ...WEEKLY.map((meeting) => {
      const draw = stream.child(meeting.date);
      const present = draw.shuffle(firm.staff.slice(1)).slice(0, 6);
      const away = firm.staff.find((person) => !present.includes(person) && person.role !== 'Managing director');
      return fileOf(`meetings/weekly/minutes-${meeting.date}.md`, `${meeting.date}T16:${20 + draw.below(30)}`, [
        `# Weekly meeting, ${meeting.date}`,
        '',
        `Present: ${[firm.who('Managing director'), ...present].map((person) => person.first).join(', ')}`,
        `Apologies: ${away?.first ?? 'none'}`,
        `Minutes: ${present[0]?.name ?? ''}`,
        ...meeting.topics.flatMap(([topic, text]) => ['', `## ${topic}`, text]),
        '',
        '## Actions',
        ...meeting.actions.map(([role, what, due]) => `- ${firm.who(role).first}: ${what}, by ${due}`),
      ]);
    }),
    ...BOARD.map(({ quarter, date, points }) =>
      fileOf(`meetings/board/board-${quarter}.md`, `${date}T18:05`, [
        `# Board meeting for ${quarter}`,
        '',
        `Date: ${date}`,
        `Chair: ${firm.who('Managing director').name}`,
        `Figures: ${firm.who('Finance manager').name}`,
        '',
        '## Decisions',
        ...points.map((point, index) => `${index + 1}. ${point}`),
        '',
        'Next meeting: third week after the end of the quarter',
      ]),
    ),
    fileOf('meetings/agenda.md', '2026-06-29T09:10', [
      '# Thursday 2 July, 15:30',
      '',
      '1. Date of the power upgrade',
      '2. Loyalty card after two weeks',
      `3. Stock plan for the roaster stop (${firm.who('Roaster').first})`,
    ]),
  ];
}
