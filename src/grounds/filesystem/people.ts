import type { Stream } from '../../random/stream.ts';
import type { WorldFile } from '../recipe.ts';
import type { Firm } from './firm.ts';
import { fileOf, tableOf } from './text.ts';

/** The folder `hr`: staff list, leave, rotas, policies and onboarding. */
export function keepPeople(firm: Firm, stream: Stream): WorldFile[] {
  return [
    listStaff(firm),
    ...countLeave(firm, stream.child('leave')),
    ...planRotas(firm, stream.child('rota')),
    ...writePolicies(firm),
    ...welcomeStarters(firm),
  ];
}

function listStaff(firm: Firm): WorldFile {
  return tableOf('hr/staff.csv', '2026-05-11T09:30', [
    ['name', 'role', 'team', 'started', 'extension'],
    ...firm.staff.map((person) => [person.name, person.role, person.team, person.started, person.extension]),
  ]);
}

/** 25 days a year, up to five carried over from the year before. */
function countLeave(firm: Firm, stream: Stream): WorldFile[] {
  const leftBefore = new Map(firm.staff.map((person) => [person.name, 0]));
  return [2025, 2026].map((year) => {
    const draw = stream.child(String(year));
    const rows = firm.staff
      .filter((person) => person.started < `${year}-06-01`)
      .map((person) => {
        const carried = leftBefore.get(person.name) as number;
        const taken = year === 2025 ? 20 + draw.below(6) : 6 + draw.below(9);
        const left = 25 + carried - taken;
        leftBefore.set(person.name, Math.min(left, 5));
        return [person.name, 25, carried, taken, left];
      });
    return tableOf(`hr/leave-${year}.csv`, year === 2025 ? '2026-01-05T10:00' : '2026-06-24T09:05', [
      ['name', 'allowance', 'carried_over', 'taken', 'left'],
      ...rows,
    ]);
  });
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const WEEKS = [
  { week: 'w23', monday: '2026-06-01' },
  { week: 'w24', monday: '2026-06-08' },
  { week: 'w25', monday: '2026-06-15' },
  { week: 'w26', monday: '2026-06-22' },
];

function planRotas(firm: Firm, stream: Stream): WorldFile[] {
  const workers = firm.staff.filter((person) => person.team !== 'office');
  return WEEKS.map(({ week, monday }) => {
    const draw = stream.child(week);
    const rows = workers.map((person) => {
      const shifts = person.team === 'cafe' ? ['early', 'late', 'mid'] : ['early', 'late', 'early'];
      const off = draw.below(6);
      return [person.name, ...DAYS.map((_, day) => (day === off ? 'off' : draw.pick(shifts)))];
    });
    return tableOf(`hr/rota/rota-2026-${week}.csv`, `${monday.slice(0, 8)}${String(Number(monday.slice(8)) + 1).padStart(2, '0')}T07:45`, [
      ['name', ...DAYS],
      ...rows,
    ]);
  });
}

function writePolicies(firm: Firm): WorldFile[] {
  const office = firm.who('Office manager').name;
  const finance = firm.who('Finance manager').name;
  const director = firm.who('Managing director').name;
  return [
    fileOf('hr/policies/annual-leave.md', '2026-01-08T11:15', [
      '# Annual leave',
      '',
      'Version: 4',
      'Review date: 2027-01-31',
      `Owner: ${office}`,
      '',
      'Everyone has 25 days a year plus bank holidays.',
      'Ask at least two weeks ahead for more than three days in a row.',
      'Up to 5 days can be carried into the next year and must be used by 31 March.',
      'No more than two people from one team are away at the same time.',
      'The first two weeks of December are closed for leave in the roastery.',
    ]),
    fileOf('hr/policies/sick-leave.md', '2025-11-20T14:40', [
      '# Sick leave',
      '',
      'Version: 3',
      'Review date: 2026-11-30',
      `Owner: ${office}`,
      '',
      'Ring your manager before 08:00, or an hour before your shift if that is later.',
      'Up to 7 days need no note. From the eighth day we need one from a doctor.',
      'Full pay for 15 days in a calendar year, statutory pay after that.',
      'A short talk on your first day back is normal and nothing to worry about.',
    ]),
    fileOf('hr/policies/expenses.md', '2026-02-03T16:05', [
      '# Expenses',
      '',
      'Version: 6',
      'Review date: 2027-02-28',
      `Owner: ${finance}`,
      '',
      'Claims are due by the 25th and are paid with the month after.',
      'Anything above 75 pounds needs a yes beforehand.',
      'Meals while travelling: up to 28 pounds a day.',
      'Mileage in your own car: 45 pence a mile.',
      'Keep the receipt. A photo of it is fine.',
    ]),
    fileOf('hr/policies/travel.md', '2025-09-17T10:25', [
      '# Travel',
      '',
      'Version: 2',
      'Review date: 2026-09-30',
      `Owner: ${finance}`,
      '',
      'Book trains in standard class, and at least 7 days ahead when you can.',
      'Hotels: up to 95 pounds a night, 130 pounds in London.',
      `Trips to origin are agreed with ${director} first.`,
      'The van is for deliveries. Take the pool car for visits.',
    ]),
    fileOf('hr/policies/safety.md', '2026-03-27T08:50', [
      '# Safety in the roastery',
      '',
      'Version: 9',
      'Review date: 2026-09-30',
      `Owner: ${firm.who('Head roaster').name}`,
      '',
      'Ear defenders are worn while the drum or the destoner runs.',
      'Nobody lifts a full sack alone. A sack weighs 60 kg.',
      'The chaff collector is emptied after every 6 batches.',
      'Two people are on site whenever the roaster is lit.',
      `First aiders: ${firm.who('Packing lead').name} and ${firm.who('Cafe manager').name}.`,
    ]),
  ];
}

function welcomeStarters(firm: Firm): WorldFile[] {
  const office = firm.who('Office manager');
  return [
    fileOf('hr/onboarding/office.md', '2025-12-02T13:10', [
      '# First week in the office',
      '',
      `- [ ] Day 1: laptop and door fob from ${office.first}, extension ${office.extension}`,
      `- [ ] Day 1: tour of the roastery with ${firm.who('Head roaster').first}`,
      '- [ ] Day 2: mailbox, calendar and the shared drive',
      `- [ ] Day 3: how invoices go out, with ${firm.who('Finance manager').first}`,
      `- [ ] Day 4: ride along with ${firm.who('Delivery driver').first}`,
      '- [ ] Day 5: cupping at 11:00, then lunch',
    ]),
    fileOf('hr/onboarding/roastery.md', '2025-08-28T09:40', [
      '# First week in the roastery',
      '',
      '- [ ] Day 1: boots, apron, ear defenders, locker 6',
      `- [ ] Day 1: fire drill and safety talk with ${firm.who('Head roaster').first}`,
      `- [ ] Day 2: packing line with ${firm.who('Packing lead').first}`,
      '- [ ] Day 3: green store, how sacks are counted',
      `- [ ] Day 4: watch six batches with ${firm.who('Roaster').first}`,
      '- [ ] Day 5: charge and drop one batch yourself, with someone beside you',
    ]),
    fileOf('hr/onboarding/cafe.md', '2026-02-12T17:55', [
      '# First week in the cafe',
      '',
      '- [ ] Day 1: till training and allergens',
      `- [ ] Day 1: two shirts from ${firm.who('Cafe manager').first}`,
      `- [ ] Day 2: grinder and dialling in with ${firm.who('Senior barista').first}`,
      '- [ ] Day 3: milk, and more milk',
      '- [ ] Day 4: opening shift, keys and float',
      '- [ ] Day 5: closing shift, cleaning and cash count',
    ]),
  ];
}
