import type { Stream } from '../../random/stream.ts';
import type { WorldFile } from '../recipe.ts';
import { type Firm, ordersIn, type Person, PRICES } from './firm.ts';
import { fileOf, poundsOf, sumOf, tableOf } from './text.ts';

/** The folder `finance`: budgets, sales by client, VAT returns, invoices, expenses and payroll. Every total adds up. */
export function keepFinance(firm: Firm, stream: Stream): WorldFile[] {
  return [
    ...planBudgets(stream.child('budgets')),
    ...sumSales(firm),
    ...fileVat(firm, stream.child('vat')),
    ...sendInvoices(firm),
    ...claimExpenses(firm, stream.child('expenses')),
    ...payStaff(firm, stream.child('payroll')),
    listSuppliers(),
    listPrices(),
  ];
}

const BUDGET_LINES: readonly (readonly [string, number])[] = [
  ['Green coffee', 41000],
  ['Packaging', 8200],
  ['Wages and pensions', 118000],
  ['Rent and rates', 15400],
  ['Energy', 6900],
  ['Van and delivery', 4300],
  ['Equipment service', 2600],
  ['Marketing', 3800],
  ['Training', 1500],
  ['Insurance', 1900],
];

function planBudgets(stream: Stream): WorldFile[] {
  const years = [
    { year: 2025, growth: 0.94, modified: '2025-07-14T10:20' },
    { year: 2026, growth: 1, modified: '2026-01-19T15:42' },
  ];
  return years.map(({ year, growth, modified }) => {
    const draw = stream.child(String(year));
    const rows = BUDGET_LINES.map(([line, base]) => {
      const quarters = [0, 1, 2, 3].map(() => Math.round((base * growth * (0.95 + draw.next() * 0.12)) / 50) * 50);
      return [line, ...quarters, sumOf(quarters)] as const;
    });
    const totals = [1, 2, 3, 4, 5].map((column) => sumOf(rows.map((row) => row[column] as number)));
    return tableOf(`finance/budget-${year}.csv`, modified, [['line', 'q1', 'q2', 'q3', 'q4', 'year'], ...rows, ['Total', ...totals]]);
  });
}

function sumSales(firm: Firm): WorldFile[] {
  const quarters = [
    { quarter: '2026-q1', modified: '2026-04-07T09:15' },
    { quarter: '2026-q2', modified: '2026-06-29T16:30' },
  ];
  return quarters.map(({ quarter, modified }) => {
    const rows = firm.clients.map((client) => {
      const orders = ordersIn(client, quarter);
      const amount = sumOf(orders.map((order) => order.amount));
      return { name: client.name, drops: orders.length, kilos: sumOf(orders.map((order) => order.kilos)), amount };
    });
    return tableOf(`finance/sales-${quarter}.csv`, modified, [
      ['client', 'order_lines', 'kg', 'amount'],
      ...rows.map((row) => [row.name, row.drops, row.kilos, poundsOf(row.amount)]),
      ['Total', sumOf(rows.map((row) => row.drops)), sumOf(rows.map((row) => row.kilos)), poundsOf(sumOf(rows.map((row) => row.amount)))],
    ]);
  });
}

/** Coffee to brew at home is zero-rated and what the cafe serves is not, so output tax comes from the cafe alone. */
function fileVat(firm: Firm, stream: Stream): WorldFile[] {
  const returns = [
    { quarter: '2025-q3', filed: '2025-10-28', wholesale: 4_614_350 },
    { quarter: '2025-q4', filed: '2026-01-27', wholesale: 4_870_125 },
    { quarter: '2026-q1', filed: '2026-04-29', wholesale: wholesaleIn(firm, '2026-q1') },
    { quarter: '2026-q2', filed: 'draft', wholesale: wholesaleIn(firm, '2026-q2') },
  ];
  return returns.map(({ quarter, filed, wholesale }) => {
    const draw = stream.child(quarter);
    const cafe = 6_200_000 + draw.below(900_000);
    const output = Math.round(cafe * 0.2);
    const shop = 9_100_000 + draw.below(900_000);
    const purchases = 7_900_000 + draw.below(600_000);
    const input = Math.round(purchases * 0.09);
    return tableOf(`finance/vat/vat-${quarter}.csv`, filed === 'draft' ? '2026-06-29T17:05' : `${filed}T11:40`, [
      ['box', 'description', 'amount'],
      [1, 'VAT due on sales', poundsOf(output)],
      [3, 'Total VAT due', poundsOf(output)],
      [4, 'VAT reclaimed on purchases', poundsOf(input)],
      [5, 'Net VAT to pay', poundsOf(output - input)],
      [6, 'Sales excluding VAT', poundsOf(wholesale + shop + cafe)],
      [7, 'Purchases excluding VAT', poundsOf(purchases)],
      ['', 'Prepared by', firm.who('Finance manager').name],
      ['', 'Filed on', filed],
    ]);
  });
}

function wholesaleIn(firm: Firm, quarter: string): number {
  return sumOf(firm.clients.flatMap((client) => ordersIn(client, quarter).map((order) => order.amount)));
}

const BILLED = [
  { month: '2026-04', date: '2026-04-30', clients: [0, 2, 4, 5] },
  { month: '2026-05', date: '2026-05-29', clients: [0, 1, 2, 6] },
  { month: '2026-06', date: '2026-06-29', clients: [0, 3, 4, 5] },
];

/** A client's deliveries of a month on one sheet, with the yearly grinder service in May. */
function sendInvoices(firm: Firm): WorldFile[] {
  let number = 2041;
  return BILLED.flatMap(({ month, date, clients }) =>
    clients.map((index) => {
      const client = firm.clients[index] as Firm['clients'][number];
      const orders = ordersIn(client, month);
      const products = [...new Set(orders.map((order) => order.product))];
      const lines = products.map((product) => {
        const kilos = sumOf(orders.filter((order) => order.product === product).map((order) => order.kilos));
        const price = PRICES[product] as number;
        return { text: `| ${product} | ${kilos} kg | ${poundsOf(price)} | ${poundsOf(kilos * price)} |`, amount: kilos * price };
      });
      const service = month === '2026-05' ? 9500 : 0;
      const net = sumOf(lines.map((line) => line.amount)) + service;
      const vat = service * 0.2;
      const id = number++;
      return fileOf(`finance/invoices/${month}/inv-${id}.md`, `${date}T14:${10 + index * 3}`, [
        `# Invoice ${id}`,
        '',
        `Date: ${date}`,
        `To: ${client.name}, for the attention of ${client.contact}`,
        `Terms: ${client.terms} days`,
        '',
        '| Item | Quantity | Price | Amount |',
        '| --- | --- | --- | --- |',
        ...lines.map((line) => line.text),
        ...(service === 0 ? [] : [`| Grinder service | 1 visit | ${poundsOf(service)} | ${poundsOf(service)} |`]),
        '',
        `Net: ${poundsOf(net)}`,
        `VAT: ${poundsOf(vat)}`,
        `Total due: ${poundsOf(net + vat)}`,
        '',
        `Questions to ${firm.who('Finance manager').name}, ${firm.who('Finance manager').email}`,
      ]);
    }),
  );
}

const SPENDING: readonly (readonly [string, string, number, number])[] = [
  ['Delivery driver', 'Diesel, Ridgeway garage', 5800, 2200],
  ['Delivery driver', 'Parking, city centre drops', 640, 900],
  ['Head roaster', 'Thermocouple probes', 4100, 1500],
  ['Cafe manager', 'Oat milk, emergency top-up', 1800, 1400],
  ['Marketing lead', 'Flyers, Quay Print', 6400, 3000],
  ['Wholesale manager', 'Train to client tasting', 3900, 2600],
  ['Packing lead', 'Box tape and void fill', 2750, 1200],
  ['Office manager', 'Printer paper and toner', 4700, 2400],
  ['Senior barista', 'Cleaning powder, group heads', 2200, 800],
  ['Roaster', 'Ear defenders and gloves', 1900, 900],
  ['Managing director', 'Lunch with green importer', 5200, 3100],
  ['Apprentice roaster', 'Bus fares, training centre', 760, 500],
];

function claimExpenses(firm: Firm, stream: Stream): WorldFile[] {
  return ['2026-03', '2026-04', '2026-05', '2026-06'].map((month) => {
    const draw = stream.child(month);
    const claims = draw
      .shuffle(SPENDING)
      .slice(0, 10)
      .map(([role, what, least, spread]) => ({
        date: `${month}-${String(2 + draw.below(26)).padStart(2, '0')}`,
        person: firm.staff.find((person) => person.role === role) as Person,
        what,
        amount: least + draw.below(spread),
      }))
      .sort((a, b) => (a.date < b.date ? -1 : 1));
    return tableOf(`finance/expenses/expenses-${month}.csv`, `${month}-${month === '2026-05' ? 29 : 30}T11:05`, [
      ['date', 'claimed_by', 'what', 'amount'],
      ...claims.map((claim) => [claim.date, claim.person.name, claim.what, poundsOf(claim.amount)]),
      ['Total', '', '', poundsOf(sumOf(claims.map((claim) => claim.amount)))],
    ]);
  });
}

/** Monthly pay in pence: tax 20 % and insurance 8 % above 1,048 pounds, pension 5 % of gross, overtime in the roastery. */
function payStaff(firm: Firm, stream: Stream): WorldFile[] {
  return ['2026-04', '2026-05', '2026-06'].map((month) => {
    const draw = stream.child(month);
    const rows = firm.staff.map((person) => {
      const overtime = person.team === 'roastery' ? draw.below(5) * 2150 : 0;
      const gross = Math.round((person.salary * 100) / 12) + overtime;
      const above = gross - 104_800;
      const tax = Math.round(above * 0.2);
      const insurance = Math.round(above * 0.08);
      const pension = Math.round(gross * 0.05);
      return { name: person.name, amounts: [gross, tax, insurance, pension, gross - tax - insurance - pension] };
    });
    const totals = [0, 1, 2, 3, 4].map((column) => sumOf(rows.map((row) => row.amounts[column] as number)));
    return tableOf(`finance/payroll/payroll-${month}.csv`, `${month}-${month === '2026-04' ? 24 : 26}T16:20`, [
      ['employee', 'gross', 'tax', 'insurance', 'pension', 'net'],
      ...rows.map((row) => [row.name, ...row.amounts.map(poundsOf)]),
      ['Total', ...totals.map(poundsOf)],
    ]);
  });
}

function listSuppliers(): WorldFile {
  return tableOf('finance/suppliers.csv', '2026-02-16T13:25', [
    ['supplier', 'supplies', 'terms_days', 'account'],
    ['Meridian Green', 'green coffee', 45, 'BW-118'],
    ['Fairlight Imports', 'green coffee', 30, 'BW-204'],
    ['Packwell', 'bags and valves', 30, '77120'],
    ['Quay Print', 'labels and flyers', 14, 'BRI-09'],
    ['Ridgeway Garage', 'diesel and van service', 7, '4410'],
    ['Castor Energy', 'gas and electricity', 14, '90-3316'],
    ['Dairyman Wold', 'milk and oat milk', 7, 'C-552'],
    ['Burr and Sons', 'grinder service', 30, '2071'],
  ]);
}

function listPrices(): WorldFile {
  return tableOf('finance/price-list-2026.csv', '2026-01-12T09:50', [
    ['product', 'trade_per_kg', 'retail_250g', 'retail_1kg'],
    ...Object.entries(PRICES).map(([product, price]) => [
      product,
      poundsOf(price),
      poundsOf(Math.round(price * 0.55)),
      poundsOf(Math.round(price * 1.75)),
    ]),
  ]);
}
