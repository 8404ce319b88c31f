import type { Stream } from '../../random/stream.ts';
import type { WorldFile } from '../recipe.ts';
import type { Firm, Person, Role } from './firm.ts';
import { fileOf, sumOf, tableOf } from './text.ts';

interface Project {
  folder: string;
  title: string;
  lead: Role;
  team: readonly Role[];
  start: string;
  end: string;
  why: string;
  done: readonly string[];
  phases: readonly (readonly [string, string, string])[];
  costs?: readonly (readonly [string, number])[];
  risks?: readonly (readonly [string, string, string])[];
  /** the paper that only this project has */
  extra: { file: string; modified: string; rows: readonly (readonly (string | number)[])[] };
  status: Readonly<Record<string, { colour: string; happened: readonly string[]; next: readonly string[] }>>;
}

const RUNNING: readonly Project[] = [
  {
    folder: 'cold-brew',
    title: 'Cold brew line',
    lead: 'Head roaster',
    team: ['Roaster', 'Packing lead', 'Marketing lead'],
    start: '2026-02-02',
    end: '2026-08-28',
    why: 'Wholesale clients buy their summer cold brew elsewhere. We want to sell it to them in 5 litre kegs.',
    done: [
      '40 kegs a week by the end of August',
      'Six weeks of shelf life, confirmed by the lab',
      'At least four clients on a standing order',
    ],
    phases: [
      ['Recipe trials', '2026-02-02', '2026-03-20'],
      ['Shelf life tests', '2026-03-23', '2026-05-29'],
      ['Keg washing and filling', '2026-05-04', '2026-07-10'],
      ['Pilot with two clients', '2026-06-15', '2026-07-31'],
      ['Launch', '2026-08-03', '2026-08-28'],
    ],
    costs: [
      ['Brew tank', 6400],
      ['Kegs', 3150],
      ['Lab tests', 1280],
      ['Labels', 460],
    ],
    risks: [
      ['Shelf life falls short of six weeks', 'medium', 'Filter finer and keep the cold chain below 5 degrees'],
      ['Kegs do not come back', 'high', 'Deposit of 12 pounds a keg'],
      ['Tank delivery slips', 'low', 'Rent a tank from Old Mill Brewery'],
    ],
    extra: {
      file: 'lab-results.csv',
      modified: '2026-06-05T10:55',
      rows: [
        ['week', 'ph', 'plate_count', 'taste'],
        [1, 4.92, 'none', 'clean'],
        [2, 4.91, 'none', 'clean'],
        [3, 4.9, 'none', 'clean'],
        [4, 4.88, 'none', 'clean'],
        [5, 4.87, 'none', 'slightly flat'],
        [6, 4.85, 'below 10', 'flat, fine'],
      ],
    },
    status: {
      '2026-05': {
        colour: 'amber',
        happened: ['Week five of the shelf life test is clean', 'The keg washer arrived with the wrong coupling'],
        next: ['Swap the coupling', 'Order 60 more kegs'],
      },
      '2026-06': {
        colour: 'green',
        happened: ['Lab confirmed six weeks at 4 degrees', 'Pilot started at Tidewell Cafe and Kestrel Coworking'],
        next: ['Collect pilot feedback by 17 July', 'Set the trade price'],
      },
    },
  },
  {
    folder: 'loyalty-card',
    title: 'Loyalty card for the cafe',
    lead: 'Cafe manager',
    team: ['Senior barista', 'Marketing lead'],
    start: '2026-03-09',
    end: '2026-07-17',
    why: 'The paper stamp cards get lost and cannot be counted. A card in the till tells us who comes back.',
    done: ['Every tenth drink free, without paper', '600 cards signed up in the first month', 'Monthly figures without counting by hand'],
    phases: [
      ['Choose a provider', '2026-03-09', '2026-04-10'],
      ['Till set-up', '2026-04-13', '2026-05-22'],
      ['Staff training', '2026-05-25', '2026-06-12'],
      ['Soft launch', '2026-06-15', '2026-07-17'],
    ],
    risks: [
      ['Queue gets slower at the till', 'high', 'Scan while the card payment runs'],
      ['Few regulars sign up', 'medium', 'A free drink on the first scan'],
    ],
    extra: {
      file: 'providers.csv',
      modified: '2026-04-08T14:25',
      rows: [
        ['provider', 'per_year', 'works_offline', 'contract_months'],
        ['Stampless', 1140, 'yes', 12],
        ['Regulars', 960, 'no', 24],
        ['Tenth Cup', 1320, 'yes', 24],
        ['Beanback', 780, 'no', 12],
      ],
    },
    status: {
      '2026-05': {
        colour: 'green',
        happened: ['Both tills talk to the provider', 'Test cards work offline too'],
        next: ['Train the early shift', 'Print 800 cards'],
      },
      '2026-06': {
        colour: 'amber',
        happened: ['Soft launch on 15 June, 214 cards so far', 'The back till drops its connection at lunch'],
        next: ['Move the back till to the wired network', 'Poster for the window'],
      },
    },
  },
  {
    folder: 'roastery-move',
    title: 'Move of the packing line to unit 4',
    lead: 'Packing lead',
    team: ['Packer', 'Delivery driver', 'Office manager'],
    start: '2026-01-12',
    end: '2026-09-25',
    why: "Packing and roasting share one hall and get in each other's way. Unit 4 next door is free from May.",
    done: ['Packing runs in unit 4 with no lost day', 'Green store grows by 14 pallets', 'Forklift route no longer crosses the door'],
    phases: [
      ['Lease and survey', '2026-01-12', '2026-04-24'],
      ['Floor and power', '2026-05-04', '2026-07-03'],
      ['Racking', '2026-07-06', '2026-08-07'],
      ['Move', '2026-08-29', '2026-08-31'],
      ['Snags', '2026-09-01', '2026-09-25'],
    ],
    costs: [
      ['Floor and power', 11800],
      ['Racking', 5650],
      ['Movers', 1900],
      ['Legal', 1350],
    ],
    risks: [
      ['Power upgrade is late', 'high', 'Run one packing machine from the old hall'],
      ['Floor does not dry in time', 'medium', 'Dehumidifiers from the second week'],
      ['Staff parking shrinks', 'low', 'Six spaces rented at the quay'],
    ],
    extra: {
      file: 'racking-quotes.csv',
      modified: '2026-06-01T09:35',
      rows: [
        ['firm', 'price', 'lead_weeks', 'fits_14_pallets'],
        ['Hallam Racking', 5650, 6, 'yes'],
        ['Storewell', 5120, 9, 'yes'],
        ['Baylock', 4890, 5, 'no'],
      ],
    },
    status: {
      '2026-05': {
        colour: 'green',
        happened: ['Keys handed over on 4 May', 'Floor screed poured'],
        next: ['Electrician starts on 8 June', 'Racking quote number three'],
      },
      '2026-06': {
        colour: 'red',
        happened: ['Grid operator moved the power upgrade to 24 July', 'Racking ordered, six weeks of lead time'],
        next: ['Ask for a temporary supply', 'Decide whether the move date holds'],
      },
    },
  },
  {
    folder: 'roaster-service',
    title: 'Overhaul of the drum roaster',
    lead: 'Roaster',
    team: ['Head roaster', 'Apprentice roaster'],
    start: '2026-04-07',
    end: '2026-07-31',
    why: 'Bearings and burner are at 9,000 hours. A planned stop is cheaper than a breakdown in December.',
    done: ['New bearings and burner nozzles', 'Gas consumption down by 6 percent', 'No more than five days without roasting'],
    phases: [
      ['Quotes', '2026-04-07', '2026-05-01'],
      ['Parts', '2026-05-04', '2026-06-26'],
      ['Stop and fit', '2026-07-13', '2026-07-17'],
      ['Re-profile the blends', '2026-07-20', '2026-07-31'],
    ],
    costs: [
      ['Bearings and nozzles', 2380],
      ['Fitter, five days', 3250],
      ['Roasting elsewhere', 1400],
    ],
    extra: {
      file: 'parts.csv',
      modified: '2026-06-19T15:50',
      rows: [
        ['part', 'quantity', 'price', 'arrived'],
        ['Main bearing', 2, 410, '2026-05-21'],
        ['Idler bearing', 4, 85, '2026-05-21'],
        ['Burner nozzle', 8, 96, '2026-06-09'],
        ['Drum seal', 1, 452, '2026-06-19'],
      ],
    },
    status: {
      '2026-05': {
        colour: 'green',
        happened: ['Fitter booked for 13 July', 'Parts ordered on 6 May'],
        next: ['Roast two weeks of stock ahead', 'Tell the clients'],
      },
      '2026-06': {
        colour: 'green',
        happened: ['All parts are on the shelf', 'Stock plan agreed with packing'],
        next: ['Last batch on 10 July', 'Book cupping panel'],
      },
    },
  },
];

const CLOSED: readonly (Pick<Project, 'folder' | 'title' | 'lead' | 'start' | 'end' | 'why' | 'done'> & { learned: readonly string[] })[] =
  [
    {
      folder: 'gift-boxes-2025',
      title: 'Christmas gift boxes 2025',
      lead: 'Marketing lead',
      start: '2025-08-04',
      end: '2025-12-19',
      why: 'Clients asked for something to give to their own customers.',
      done: ['500 boxes sold', 'Margin of 30 percent after packaging'],
      learned: ['Sold 462 of 500, the rest went to staff', 'Boxes arrived flat and took 40 hours to fold', 'Start the artwork in July'],
    },
    {
      folder: 'web-shop-2025',
      title: 'New web shop 2025',
      lead: 'Marketing lead',
      start: '2025-07-01',
      end: '2025-11-14',
      why: 'The old shop could not sell subscriptions.',
      done: ['Subscriptions every two or four weeks', 'Orders reach packing without retyping'],
      learned: [
        'Went live two weeks late because of the payment contract',
        '61 subscriptions in the first month',
        'Keep the staging shop, it caught nine faults',
      ],
    },
  ];

/** The folder `projects`: four that run and two in the archive. */
export function runProjects(firm: Firm, stream: Stream): WorldFile[] {
  return [
    ...RUNNING.flatMap((project) => [
      brief(project, firm),
      timeline(project),
      ...costs(project, stream.child(project.folder)),
      ...risks(project, firm),
      tableOf(`projects/${project.folder}/${project.extra.file}`, project.extra.modified, project.extra.rows),
      ...Object.keys(project.status).map((month) => report(project, month, firm)),
    ]),
    ...CLOSED.flatMap((project) => [
      fileOf(`projects/archive/${project.folder}/brief.md`, `${project.start}T10:10`, briefLines(project, firm.who(project.lead))),
      fileOf(`projects/archive/${project.folder}/review.md`, `${project.end}T16:45`, [
        `# Review: ${project.title}`,
        '',
        `Written by: ${firm.who(project.lead).name}`,
        `Closed: ${project.end}`,
        '',
        '## What we learned',
        ...project.learned.map((line) => `- ${line}`),
      ]),
    ]),
  ];
}

function brief(project: Project, firm: Firm): WorldFile {
  return fileOf(`projects/${project.folder}/brief.md`, `${project.start}T09:20`, [
    ...briefLines(project, firm.who(project.lead)),
    '',
    '## Team',
    ...project.team.map((role) => `- ${firm.who(role).name} (${role.toLowerCase()})`),
  ]);
}

function briefLines(project: Pick<Project, 'title' | 'start' | 'end' | 'why' | 'done'>, lead: Person): string[] {
  return [
    `# ${project.title}`,
    '',
    `Lead: ${lead.name}`,
    `Start: ${project.start}`,
    `End: ${project.end}`,
    '',
    '## Why',
    project.why,
    '',
    '## Done when',
    ...project.done.map((line) => `- ${line}`),
  ];
}

function timeline(project: Project): WorldFile {
  return tableOf(`projects/${project.folder}/timeline.csv`, `${project.start.slice(0, 8)}28T15:30`, [
    ['phase', 'start', 'end'],
    ...project.phases,
  ]);
}

/** What each part may cost and what it has cost so far, in whole pounds. */
function costs(project: Project, stream: Stream): WorldFile[] {
  if (project.costs === undefined) return [];
  const rows = project.costs.map(([item, planned]) => [item, planned, Math.round((planned * stream.below(110)) / 1000) * 10] as const);
  return [
    tableOf(`projects/${project.folder}/costs.csv`, '2026-06-23T11:25', [
      ['item', 'planned', 'spent'],
      ...rows,
      ['Total', sumOf(rows.map((row) => row[1])), sumOf(rows.map((row) => row[2]))],
    ]),
  ];
}

function risks(project: Project, firm: Firm): WorldFile[] {
  if (project.risks === undefined) return [];
  return [
    fileOf(`projects/${project.folder}/risks.md`, `2026-05-1${project.risks.length}T13:35`, [
      `# Risks: ${project.title}`,
      '',
      ...project.risks.flatMap(([risk, level, answer], index) => [
        `${index + 1}. ${risk}`,
        `   Level: ${level}`,
        `   Answer: ${answer}`,
        `   Owner: ${firm.who(project.team[index % project.team.length] as Role).name}`,
      ]),
    ]),
  ];
}

function report(project: Project, month: string, firm: Firm): WorldFile {
  const state = project.status[month] as Project['status'][string];
  return fileOf(
    `projects/${project.folder}/status-${month}.md`,
    `${month}-2${month === '2026-05' ? 7 : 5}T16:${10 + project.folder.length}`,
    [
      `# Status of ${month}: ${project.title}`,
      '',
      `Colour: ${state.colour}`,
      `Reported by: ${firm.who(project.lead).name}`,
      `Planned end: ${project.end}`,
      '',
      '## Since last month',
      ...state.happened.map((line) => `- ${line}`),
      '',
      '## Next',
      ...state.next.map((line) => `- ${line}`),
    ],
  );
}
