import type { JsonObject } from '../../model/json.ts';
import type { Chain, ChainStep } from '../recipe.ts';

/** Sums that the owner of a small pottery works out: figures lie close to each other, a digit moved or two swapped. */
export function* sums(): Generator<Chain> {
  yield* margins();
  yield* taxes();
  yield* wear();
  yield* wages();
  yield* loans();
  yield* changes();
  yield* evens();
}

const one = (tool: string, args: JsonObject, scenario: string): Chain => [{ tool, arguments: args, scenario }];

/** A base call, and calls that differ from it at one argument. */
function* around(
  tool: string,
  base: JsonObject,
  others: Readonly<Record<string, readonly (number | string | boolean)[]>>,
): Generator<Chain> {
  yield one(tool, base, 'required-only');
  for (const [name, values] of Object.entries(others)) {
    for (const value of values) yield one(tool, { ...base, [name]: value }, `${name in base ? 'value' : 'optional'}:${name}`);
  }
}

function* margins(): Generator<Chain> {
  const kilns = { revenue: 12500, cogs: 7800 };
  const mugs = { revenue: 8640, cogs: 5130 };
  const families = [
    ...around('gross_margin', kilns, { revenue: [12050, 15200, 21500, 11250], cogs: [8700, 7080, 6800] }),
    ...around('gross_margin', mugs, { revenue: [8460, 6840, 9640], cogs: [5310, 3150, 5030] }),
  ];
  for (const chain of families) {
    yield chain;
    const { revenue, cogs } = argumentsOf(chain) as { revenue: number; cogs: number };
    yield one('percent_change', { old_value: cogs, new_value: revenue }, 'slip:change instead of margin');
  }
}

const STATUSES = ['single', 'married_jointly', 'married_separately', 'head_of_household'];

function* taxes(): Generator<Chain> {
  for (const taxable_income of [68000, 86000]) {
    for (const filing_status of STATUSES) yield one('us_income_tax_estimate', { taxable_income, filing_status }, 'enum:filing_status');
  }
  for (const taxable_income of [63800, 60800, 45200]) {
    for (const filing_status of STATUSES.slice(0, 2)) {
      yield one('us_income_tax_estimate', { taxable_income, filing_status }, 'value:taxable_income');
    }
  }
  const earned = [42000, 24000, 40200, 48500, 61000, 16000];
  for (const net of earned) {
    yield one('self_employment_tax', { net_self_employment_income: net }, 'value:net_self_employment_income');
    yield one('us_income_tax_estimate', { taxable_income: net, filing_status: 'single' }, 'slip:income tax instead of self-employment tax');
  }
  for (const income of [68000, 86000, 63800, 60800, 45200]) {
    yield one('self_employment_tax', { net_self_employment_income: income }, 'slip:self-employment tax instead of income tax');
  }
}

function* wear(): Generator<Chain> {
  const kiln = { asset_cost: 18000, useful_life: 5 };
  yield* around('depreciation', kiln, {
    asset_cost: [16800, 18600, 10800, 81000],
    useful_life: [4, 6, 7, 8],
    salvage_value: [1000, 1500, 2000, 3000],
    method: ['straight_line', 'double_declining'],
  });
  const van = { asset_cost: 27500, useful_life: 6, salvage_value: 4000 };
  yield* around('depreciation', van, {
    asset_cost: [25700, 22750, 27050],
    useful_life: [5, 7, 8],
    method: ['double_declining', 'straight_line'],
  });
  yield one('depreciation', { asset_cost: 27500, useful_life: 6 }, 'optional:salvage_value absent');
  yield one('depreciation', { asset_cost: 27500, useful_life: 6, method: 'double_declining' }, 'optional:method');
}

function* wages(): Generator<Chain> {
  const thrower = { gross_annual_salary: 52000 };
  yield* around('payroll_summary', thrower, { gross_annual_salary: [50200, 25000, 55000, 47500], state_suta_rate: [3.4, 4.3, 2.9, 1.9] });
  const glazer = { gross_annual_salary: 38400, state_suta_rate: 3.1 };
  yield* around('payroll_summary', glazer, { gross_annual_salary: [34800, 48300, 38040], state_suta_rate: [1.3, 3.01, 3.5] });
  yield one('payroll_summary', { gross_annual_salary: 38400 }, 'required-only');
  for (const salary of [52000, 50200, 25000, 55000, 47500, 38400, 34800, 48300, 38040]) {
    yield one('self_employment_tax', { net_self_employment_income: salary }, 'slip:self-employment tax instead of payroll');
  }
}

function* loans(): Generator<Chain> {
  const kiln = { principal: 24000, annual_rate_pct: 6.5, term_years: 4 };
  const wheel = { principal: 7200, annual_rate_pct: 8.25, term_years: 2 };
  const families = [
    ...around('loan_amortization', kiln, {
      principal: [42000, 20400, 24500, 22400],
      annual_rate_pct: [5.6, 6.25, 7.5, 6.05],
      term_years: [3, 5, 6, 10],
    }),
    ...around('loan_amortization', wheel, { principal: [2700, 7020, 7500], term_years: [1, 3, 4], show_schedule: [true, false] }),
  ];
  for (const principal of [2700, 7020, 7500]) {
    families.push(one('loan_amortization', { ...wheel, principal, show_schedule: true }, 'optional:show_schedule'));
  }
  for (const chain of families) {
    yield chain;
    const { principal, term_years } = argumentsOf(chain) as { principal: number; term_years: number };
    yield one('depreciation', { asset_cost: principal, useful_life: term_years }, 'slip:depreciation instead of loan');
  }
}

function* changes(): Generator<Chain> {
  for (const chain of [
    ...around('percent_change', { old_value: 240, new_value: 276 }, { old_value: [204, 420, 260, 220], new_value: [267, 726, 300, 216] }),
    ...around('percent_change', { old_value: 3150, new_value: 2835 }, { old_value: [3510, 1350, 3050], new_value: [2385, 3528, 2853] }),
  ]) {
    yield chain;
    const { old_value, new_value } = argumentsOf(chain) as { old_value: number; new_value: number };
    yield one('gross_margin', { revenue: new_value, cogs: old_value }, 'slip:margin instead of change');
  }
}

function* evens(): Generator<Chain> {
  const mugs = { fixed_costs: 3600, price_per_unit: 18, variable_cost_per_unit: 4.5 };
  const bowls = { fixed_costs: 5250, price_per_unit: 32, variable_cost_per_unit: 11.2 };
  for (const chain of [
    ...around('break_even', mugs, {
      fixed_costs: [6300, 3060, 3900, 4600],
      price_per_unit: [16, 18.5, 21, 28],
      variable_cost_per_unit: [5.4, 4.05, 6.5, 4.8],
    }),
    ...around('break_even', bowls, {
      fixed_costs: [2550, 5520, 5025],
      price_per_unit: [23, 34, 29.5],
      variable_cost_per_unit: [12.1, 11.02, 10.2],
    }),
  ]) {
    yield chain;
    const { price_per_unit, variable_cost_per_unit } = argumentsOf(chain) as { price_per_unit: number; variable_cost_per_unit: number };
    yield one('gross_margin', { revenue: price_per_unit, cogs: variable_cost_per_unit }, 'slip:margin instead of break-even');
  }
}

/** The arguments of a chain's only call. */
function argumentsOf(chain: Chain): JsonObject {
  return (chain[0] as ChainStep).arguments as JsonObject;
}
