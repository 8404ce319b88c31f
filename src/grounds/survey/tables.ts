import { replaceAt } from '../../model/pointer.ts';
import type { Role } from '../../model/primitive.ts';
import type { ChainStep, Json, JsonObject } from '../recipe.ts';
import { said } from '../recipe.ts';

type Table = readonly (readonly number[])[];

/** A table of counts, and other counts that each of its cells may be misread as. */
interface Counted {
  table: Table;
  others?: readonly (readonly (readonly number[])[])[];
}

/** Did they reply, with and without a reminder; did they buy, with and without a coupon; did they pass, with and without a course. */
const GROUPS: readonly Counted[] = [
  {
    table: [
      [42, 158],
      [27, 173],
    ],
    others: [
      [
        [24, 41, 45],
        [148, 155, 185],
      ],
      [
        [22, 29, 72],
        [137, 171, 178],
      ],
    ],
  },
  {
    table: [
      [31, 69],
      [18, 82],
    ],
  },
  {
    table: [
      [19, 13],
      [8, 21],
    ],
  },
];

/** The same people asked twice, or the same answers read by two people. */
const PAIRED: readonly Counted[] = [
  {
    table: [
      [46, 19],
      [7, 38],
    ],
    others: [
      [
        [45, 48, 64],
        [16, 18, 29],
      ],
      [
        [4, 9, 11],
        [33, 36, 83],
      ],
    ],
  },
  {
    table: [
      [61, 22],
      [9, 48],
    ],
  },
];

/** Satisfied, undecided and dissatisfied customers of two shops. */
const RATED: readonly Counted[] = [
  {
    table: [
      [42, 30, 18],
      [27, 33, 40],
    ],
    others: [
      [
        [24, 41, 45],
        [13, 31, 36],
        [15, 19, 81],
      ],
      [
        [22, 29, 72],
        [23, 31, 36],
        [14, 41, 46],
      ],
    ],
  },
  {
    table: [
      [55, 20, 15],
      [38, 26, 31],
    ],
  },
];

const ON_GROUPS = [
  'chi_square_test',
  'chi_square_yates',
  'fishers_exact',
  'g_test',
  'odds_ratio',
  'relative_risk',
  'risk_difference',
  'phi_coefficient',
];
const ON_PAIRS = ['mcnemar_test', 'cohens_kappa'];
const ON_RATINGS = ['cramers_v', 'goodman_kruskal_gamma', 'somers_d', 'standardized_residuals'];

/** Tests and measures of tables, each on the table and on tables that differ from it in one cell. */
export function* tableCalls(): Iterable<ChainStep> {
  for (const tool of ON_GROUPS) yield* countedCalls(tool, GROUPS);
  for (const tool of ON_PAIRS) yield* countedCalls(tool, PAIRED);
  for (const tool of ON_RATINGS) yield* countedCalls(tool, RATED);
  // What is taken for them by mistake.
  for (const call of countedCalls('chi_square_test', PAIRED)) yield { ...call, scenario: 'slip:for-mcnemar_test' };
}

function* countedCalls(tool: string, tables: readonly Counted[]): Iterable<ChainStep> {
  for (const { table, others = [] } of tables) {
    yield tableCall(tool, table, 'required-only');
    for (const [row, cells] of others.entries()) {
      for (const [column, values] of cells.entries()) {
        for (const value of values) {
          yield tableCall(
            tool,
            replaceAt(table as unknown as Json, `/${row}/${column}`, value) as unknown as Table,
            `value:matrix/${row}/${column}`,
          );
        }
      }
    }
  }
}

function tableCall(tool: string, table: Table, scenario: string): ChainStep {
  const roles: Record<string, Role> = {};
  for (const [row, cells] of table.entries()) for (const column of cells.keys()) roles[`/matrix/${row}/${column}`] = said('count');
  const args: JsonObject = { matrix: table.map((cells) => [...cells]), inputSemantics: 'integer_frequency_counts', weighted: false };
  return { tool, arguments: args, scenario, roles };
}
