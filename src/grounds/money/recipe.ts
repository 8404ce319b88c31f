import { type Chain, type Recipe, said } from '../recipe.ts';
import { sums } from './sums.ts';

/** What the owner of a small pottery in Ohio works out about money, with a calculator for such sums. It works on no data. */
export const money: Recipe = {
  name: 'money',
  title: "A small business's sums about money",
  seed: 'juniper-clay',
  server: {
    registry: 'pypi',
    package: 'finance-calc-mcp',
    version: '0.2.0',
    licence: 'MIT',
    entry: 'finance-calc-mcp',
    args: () => [],
    env: () => ({ TZ: 'UTC' }),
  },
  root: '/srv/juniper-clay',
  roles: {
    gross_margin: { '/revenue': said('number'), '/cogs': said('number') },
    us_income_tax_estimate: { '/taxable_income': said('number'), '/filing_status': said('enum') },
    self_employment_tax: { '/net_self_employment_income': said('number') },
    depreciation: {
      '/asset_cost': said('number'),
      '/useful_life': said('count'),
      '/salvage_value': said('number'),
      '/method': said('enum'),
    },
    payroll_summary: { '/gross_annual_salary': said('number'), '/state_suta_rate': said('number') },
    loan_amortization: {
      '/principal': said('number'),
      '/annual_rate_pct': said('number'),
      '/term_years': said('count'),
      '/show_schedule': said('flag'),
    },
    percent_change: { '/old_value': said('number'), '/new_value': said('number') },
    break_even: { '/fixed_costs': said('number'), '/price_per_unit': said('number'), '/variable_cost_per_unit': said('number') },
  },
  writes: [],
  leftOut: {
    calculate: 'works out any of these sums too, from a formula: so it could not be the wrong one',
    currency_format: 'only writes a number another way',
  },
  masks: [],
  ignored: [],
  world: () => [],
  *chains(): Generator<Chain> {
    yield* sums();
  },
};
