import type { Stream } from '../../random/stream.ts';
import type { WorldFile } from '../recipe.ts';
import type { Firm } from './firm.ts';
import { configOf, fileOf, sumOf, tableOf } from './text.ts';

/** The folder `production`: blend recipes, roast logs, green stock, cupping notes and the machine log. */
export function runProduction(firm: Firm, stream: Stream): WorldFile[] {
  return [
    ...writeBlends(),
    ...logRoasts(firm, stream.child('roasts')),
    ...countGreen(stream.child('green')),
    ...cup(firm, stream.child('cupping')),
    logMachines(firm),
    fileOf('production/whiteboard.md', '2026-06-29T07:55', [
      'Monday: 10 batches, Harbour and Quayside first',
      'Gas fitter here at 10:00',
      'Decaf sacks are on pallet 3',
    ]),
  ];
}

const BLENDS = [
  { file: 'harbour-blend', name: 'Harbour Blend', parts: { brazil: 50, guatemala: 30, ethiopia: 20 }, drop: 214, rest: 5 },
  { file: 'harbour-decaf', name: 'Harbour Decaf', parts: { colombia_decaf: 70, brazil_decaf: 30 }, drop: 209, rest: 5 },
  { file: 'lighthouse-espresso', name: 'Lighthouse Espresso', parts: { brazil: 40, colombia: 40, rwanda: 20 }, drop: 217, rest: 7 },
  { file: 'low-tide-filter', name: 'Low Tide Filter', parts: { ethiopia: 60, rwanda: 40 }, drop: 205, rest: 5 },
  { file: 'quayside-house', name: 'Quayside House', parts: { brazil: 70, guatemala: 30 }, drop: 218, rest: 7 },
];

function writeBlends(): WorldFile[] {
  return BLENDS.map((blend, index) =>
    configOf(`production/blends/${blend.file}.yaml`, `2026-0${2 + (index % 3)}-1${index + 1}T08:2${index}`, [
      `name: ${blend.name}`,
      'batch_kg: 12',
      'components:',
      ...Object.entries(blend.parts).map(([origin, percent]) => `  ${origin}: ${percent}`),
      'roast:',
      `  charge_temp: ${blend.drop - 22}`,
      `  drop_temp: ${blend.drop}`,
      '  minutes: 11',
      `rest_days: ${blend.rest}`,
      'bag_sizes: [250, 1000]',
    ]),
  );
}

const ROAST_DAYS = ['2026-06-22', '2026-06-23', '2026-06-24', '2026-06-25', '2026-06-26'];

/** Eight to ten batches a day; roasting loses 14 to 16 percent of the weight. */
function logRoasts(firm: Firm, stream: Stream): WorldFile[] {
  const hands = [firm.who('Head roaster').first, firm.who('Roaster').first, firm.who('Apprentice roaster').first];
  let batch = 4410;
  return ROAST_DAYS.map((day) => {
    const draw = stream.child(day);
    const rows = Array.from({ length: 8 + draw.below(3) }, (_, index) => {
      const blend = draw.pick(BLENDS);
      const minutes = 7 * 60 + 30 + index * 22 + draw.below(6);
      const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      const out = 10.05 + draw.below(26) / 100;
      return [time, batch++, blend.name, 12, Number(out.toFixed(2)), blend.drop + draw.below(4) - 1, draw.pick(hands)] as const;
    });
    return tableOf(`production/roast-logs/roast-${day}.csv`, `${day}T15:40`, [
      ['time', 'batch', 'blend', 'kg_in', 'kg_out', 'drop_temp', 'by'],
      ...rows,
      ['', 'Total', '', sumOf(rows.map((row) => row[3])), Number(sumOf(rows.map((row) => row[4])).toFixed(2)), '', ''],
    ]);
  });
}

/** Sacks of 60 kg: what is left at the end of a month is there at the start of the next. */
function countGreen(stream: Stream): WorldFile[] {
  const origins = ['Brazil', 'Colombia', 'Colombia decaf', 'Ethiopia', 'Guatemala', 'Rwanda'];
  const held = new Map(origins.map((origin, index) => [origin, 18 + ((index * 7) % 11)]));
  return ['2026-04', '2026-05', '2026-06'].map((month) => {
    const draw = stream.child(month);
    const rows = origins.map((origin) => {
      const start = held.get(origin) as number;
      const arrived = draw.pick([0, 5, 10, 15]);
      const used = Math.min(start + arrived - 2, 5 + draw.below(4));
      const end = start + arrived - used;
      held.set(origin, end);
      return [origin, start, arrived, used, end] as const;
    });
    return tableOf(`production/stock/green-${month}.csv`, `${month}-29T14:15`, [
      ['origin', 'start', 'arrived', 'used', 'end'],
      ...rows,
      ['Total', ...([1, 2, 3, 4] as const).map((column) => sumOf(rows.map((row) => row[column])))],
    ]);
  });
}

const SESSIONS = [
  {
    date: '2026-06-09',
    lots: ['Ethiopia Guji', 'Ethiopia Sidamo', 'Rwanda Nyamasheke'],
    verdict: 'Take 15 sacks of the Guji for Low Tide.',
  },
  {
    date: '2026-06-16',
    lots: ['Brazil Cerrado', 'Brazil Sul de Minas', 'Guatemala Huehue'],
    verdict: 'Stay with the Cerrado, the other is papery.',
  },
  {
    date: '2026-06-23',
    lots: ['Colombia Huila decaf', 'Colombia Cauca decaf', 'Brazil decaf'],
    verdict: 'Huila from September if the price holds.',
  },
];
const FLAVOURS = [
  'cocoa and hazelnut',
  'stewed plum',
  'lemon peel, light body',
  'brown sugar',
  'black tea, a little flat',
  'red apple',
  'walnut, dry finish',
  'apricot',
  'malt and raisin',
];

function cup(firm: Firm, stream: Stream): WorldFile[] {
  return SESSIONS.map(({ date, lots, verdict }) => {
    const draw = stream.child(date);
    const flavours = draw.shuffle(FLAVOURS);
    return fileOf(`production/cupping/cupping-${date}.md`, `${date}T12:20`, [
      `# Cupping of ${date}`,
      '',
      `At the table: ${firm.who('Head roaster').name}, ${firm.who('Roaster').name}, ${firm.who('Wholesale manager').name}`,
      '',
      ...lots.flatMap((lot, index) => [
        `## ${lot}`,
        `Score: ${82 + draw.below(6)}.${draw.pick(['0', '25', '5', '75'])}`,
        `Notes: ${flavours[index]}`,
        '',
      ]),
      `Decision: ${verdict}`,
    ]);
  });
}

function logMachines(firm: Firm): WorldFile {
  const roaster = firm.who('Roaster').first;
  const packing = firm.who('Packing lead').first;
  return tableOf('production/machine-log.csv', '2026-06-25T16:05', [
    ['date', 'machine', 'what', 'by', 'minutes'],
    ['2026-03-11', 'Drum roaster', 'chaff collector cleaned', roaster, 40],
    ['2026-03-30', 'Packing machine 1', 'sealing jaw replaced', packing, 75],
    ['2026-04-14', 'Destoner', 'belt tightened', roaster, 20],
    ['2026-04-28', 'Drum roaster', 'exhaust duct brushed', roaster, 90],
    ['2026-05-07', 'Packing machine 2', 'date printer head cleaned', packing, 25],
    ['2026-05-19', 'Drum roaster', 'bearing greased', roaster, 30],
    ['2026-06-03', 'Scale', 'recalibrated with 10 kg weight', packing, 15],
    ['2026-06-18', 'Packing machine 1', 'film roller swapped', packing, 50],
    ['2026-06-25', 'Drum roaster', 'burner nozzle 3 cleared', roaster, 45],
  ]);
}
