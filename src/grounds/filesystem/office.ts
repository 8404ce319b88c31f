import type { Stream } from '../../random/stream.ts';
import type { WorldFile } from '../recipe.ts';
import type { Firm } from './firm.ts';
import { configOf, fileOf, tableOf } from './text.ts';

/** The folders `config` and `logs`, and what lies at the top of the drive. */
export function keepOffice(firm: Firm, stream: Stream): WorldFile[] {
  return [...openDrive(firm), ...configureMachines(), ...configureServices(firm), ...keepLogs(firm, stream)];
}

function openDrive(firm: Firm): WorldFile[] {
  const office = firm.who('Office manager');
  return [
    fileOf('README.md', '2026-01-06T10:15', [
      '# Shared drive of Brightwater Coffee Roasters',
      '',
      '- clients: one folder a client, with account sheet and orders',
      '- config: settings of tills, printers, shop and backup',
      '- finance: budget, sales, VAT, invoices, expenses, payroll',
      '- hr: staff list, leave, rota, policies, onboarding',
      '- logs: what the backup and the doors wrote',
      '- meetings: weekly and board minutes',
      '- production: blends, roast logs, green stock, cupping',
      '- projects: one folder a project, closed ones in archive',
      '',
      `Questions to ${office.name}, extension ${office.extension}.`,
    ]),
    tableOf('contacts.csv', '2026-05-11T09:40', [
      ['name', 'email', 'extension'],
      ...firm.staff.map((person) => [person.name, person.email, person.extension]),
    ]),
    fileOf('closing-days-2025.md', '2025-07-02T11:30', [
      '# Closing days 2025',
      '',
      '- 25 August: summer bank holiday',
      '- 12 September: stocktaking, roastery only',
      '- 25 and 26 December: Christmas',
      '- 31 December: cafe closes at 14:00',
    ]),
    fileOf('closing-days-2026.md', '2025-12-11T11:45', [
      '# Closing days 2026',
      '',
      '- 1 January: New Year',
      '- 3 and 6 April: Easter',
      '- 4 and 25 May: bank holidays',
      '- 13 to 17 July: roaster stopped, packing open',
      '- 31 August: summer bank holiday and move to unit 4',
      '- 25 and 28 December: Christmas',
    ]),
    fileOf('door-rules.md', '2026-05-05T08:20', [
      '# Doors and alarm',
      '',
      'Front door: first in unhooks, last out sets the alarm.',
      'Yard gate: locked from 18:30 to 06:00.',
      'Unit 4: fob only, no key.',
      `Lost fob: tell ${office.first} the same day.`,
    ]),
  ];
}

function configureMachines(): WorldFile[] {
  const tills = [
    { name: 'front', printer: '10.20.0.31', drawer: 'yes', modified: '2026-05-20T07:35' },
    { name: 'back', printer: '10.20.0.32', drawer: 'no', modified: '2026-06-22T18:10' },
  ];
  const printers = [
    { name: 'packing', width: 62, queue: 'labels-packing', modified: '2026-03-31T12:50' },
    { name: 'office', width: 50, queue: 'labels-office', modified: '2025-10-15T15:05' },
  ];
  return [
    ...tills.map((till) =>
      configOf(`config/till-${till.name}.ini`, till.modified, [
        '[till]',
        `name = ${till.name}`,
        'currency = GBP',
        'idle_timeout = 300',
        'round_tips = no',
        '',
        '[printer]',
        `address = ${till.printer}`,
        'copies = 1',
        `open_drawer = ${till.drawer}`,
        '',
        '[loyalty]',
        'drinks_for_free = 10',
      ]),
    ),
    ...printers.map((printer) =>
      configOf(`config/label-printer-${printer.name}.ini`, printer.modified, [
        '[printer]',
        `queue = ${printer.queue}`,
        `width_mm = ${printer.width}`,
        'darkness = 8',
        'speed = 4',
        '',
        '[label]',
        'date_format = DD.MM.YYYY',
        'best_before_days = 270',
      ]),
    ),
    configOf('config/packing-scale.ini', '2026-06-03T10:40', [
      '[scale]',
      'port = /dev/ttyUSB0',
      'baud = 9600',
      'unit = g',
      'tolerance_g = 3',
      '',
      '[bags]',
      'small = 250',
      'large = 1000',
      'tare_small = 12',
      'tare_large = 26',
    ]),
  ];
}

function configureServices(firm: Firm): WorldFile[] {
  const backups = [
    { file: 'backup', target: 'nas.brightwater.example', time: '01:30', modified: '2026-02-25T17:15' },
    { file: 'backup-offsite', target: 'vault.northquay.example', time: '03:30', modified: '2026-04-08T17:40' },
  ];
  const shops = [
    { file: 'shop', host: 'shop.brightwater.example', live: true, modified: '2026-06-02T13:55' },
    { file: 'shop-staging', host: 'staging.brightwater.example', live: false, modified: '2026-06-15T13:20' },
  ];
  return [
    ...backups.map((backup) =>
      configOf(`config/${backup.file}.yaml`, backup.modified, [
        `target: ${backup.target}`,
        'source: /srv/brightwater',
        'schedule:',
        '  days: [mon, tue, wed, thu, fri]',
        `  time: "${backup.time}"`,
        'retention_days: 30',
        'compress: true',
        'notify:',
        `  - ${firm.who('Office manager').email}`,
        'exclude:',
        '  - logs',
        '  - "*.tmp"',
      ]),
    ),
    ...shops.map((shop) =>
      configOf(`config/${shop.file}.json`, shop.modified, [
        '{',
        `  "host": "${shop.host}",`,
        `  "live": ${shop.live},`,
        '  "currency": "GBP",',
        '  "free_delivery_from": 35,',
        '  "dispatch_days": ["tue", "thu"],',
        '  "subscription_weeks": [2, 4],',
        '  "low_stock_below": 12,',
        `  "orders_to": "${firm.who('Packing lead').email}"`,
        '}',
      ]),
    ),
    configOf('config/newsletter.yaml', '2026-06-10T09:25', [
      'list: friends-of-brightwater',
      `from: ${firm.who('Marketing lead').email}`,
      'send_day: wednesday',
      'send_time: "10:00"',
      'subject_prefix: "Brightwater:"',
      'max_per_month: 2',
      'unsubscribe_link: true',
    ]),
  ];
}

/** Nights of the backup in one file a month, and a week of the doors. */
function keepLogs(firm: Firm, stream: Stream): WorldFile[] {
  const months = [
    { month: '2026-05', days: [18, 19, 20, 21, 22, 26, 27, 28, 29] },
    { month: '2026-06', days: [15, 16, 17, 18, 19, 22, 23, 24, 25, 26] },
  ];
  const draw = stream.child('logs');
  let files = 61200;
  const backups = months.map(({ month, days }) =>
    fileOf(`logs/backup-${month}.log`, `${month}-${days.at(-1)}T01:50`, [
      ...days.map((day) => {
        files += draw.below(90);
        const failed = draw.below(7) === 0;
        const outcome = failed ? 'WARN target busy, retried after 300 s' : 'OK';
        return `${month}-${day} 01:3${draw.below(4)} backup files=${files} minutes=${14 + draw.below(9)} ${outcome}`;
      }),
    ]),
  );
  const early = [firm.who('Head roaster'), firm.who('Roaster'), firm.who('Senior barista')];
  const late = [firm.who('Packing lead'), firm.who('Cafe manager'), firm.who('Barista')];
  const doors = ['2026-06-22', '2026-06-23', '2026-06-24', '2026-06-25', '2026-06-26'].flatMap((day) => [
    `${day} 06:${10 + draw.below(40)} front open fob=${draw.pick(early).extension}`,
    `${day} 06:${50 + draw.below(9)} yard open fob=${firm.who('Delivery driver').extension}`,
    `${day} 18:${10 + draw.below(40)} alarm set fob=${draw.pick(late).extension}`,
  ]);
  return [...backups, fileOf('logs/doors-2026-06.log', '2026-06-26T18:55', doors)];
}
