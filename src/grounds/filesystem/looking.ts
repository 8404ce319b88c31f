import type { Chain } from '../recipe.ts';
import { alone, at } from './steps.ts';

/** Folders that hold folders. */
export const BRANCHED = ['clients', 'finance', 'finance/invoices', 'hr', 'meetings', 'production', 'projects', 'projects/archive'];

/** Folders that hold nothing but files. */
export const LEAVES = [
  'clients/harbour-lane-hotel',
  'clients/harbour-street-deli',
  'clients/kestrel-coworking',
  'clients/old-mill-brewery',
  'clients/tidewell-books',
  'clients/tidewell-cafe',
  'config',
  'finance/expenses',
  'finance/invoices/2026-04',
  'finance/invoices/2026-05',
  'finance/invoices/2026-06',
  'finance/payroll',
  'finance/vat',
  'hr/onboarding',
  'hr/policies',
  'hr/rota',
  'logs',
  'meetings/board',
  'meetings/weekly',
  'production/blends',
  'production/cupping',
  'production/roast-logs',
  'production/stock',
  'projects/archive/web-shop-2025',
  'projects/cold-brew',
  'projects/loyalty-card',
  'projects/roaster-service',
  'projects/roastery-move',
];

/** Leaves whose files come in another order by size than by name. */
const WEIGHED = [
  'clients/harbour-lane-hotel',
  'clients/tidewell-cafe',
  'config',
  'finance/expenses',
  'finance/invoices/2026-04',
  'finance/invoices/2026-05',
  'finance/payroll',
  'hr/onboarding',
  'hr/policies',
  'hr/rota',
  'logs',
  'meetings/weekly',
  'production/blends',
  'production/roast-logs',
  'projects/cold-brew',
  'projects/roastery-move',
];

/** What a folder holds, with and without sizes. Folders have no size of their own, so only leaves are sorted by it. */
export function* listFolders(): Generator<Chain> {
  for (const path of ['', ...BRANCHED, ...LEAVES]) {
    yield alone('list_directory', { path: at(path) }, 'required-only');
    yield alone('list_directory_with_sizes', { path: at(path) }, 'required-only');
  }
  for (const path of WEIGHED) yield alone('list_directory_with_sizes', { path: at(path), sortBy: 'size' }, 'enum:sortBy=size');
  for (const path of WEIGHED.slice(0, 8)) yield alone('list_directory_with_sizes', { path: at(path), sortBy: 'name' }, 'enum:sortBy=name');
  yield alone('list_allowed_directories', {}, 'required-only');
}

const PRUNED: Readonly<Record<string, readonly string[]>> = {
  clients: ['**/*.csv', '**/*.md', 'tidewell-cafe', 'tidewell-books'],
  finance: ['**/*.csv', '**/*.md', 'expenses', 'invoices', 'payroll', 'vat'],
  hr: ['**/*.csv', '**/*.md', 'onboarding', 'policies', 'rota'],
  meetings: ['board', 'weekly'],
  production: ['**/*.csv', '**/*.md', 'blends', 'cupping', 'roast-logs', 'stock'],
  projects: ['**/*.csv', '**/*.md', 'archive', 'cold-brew', 'loyalty-card', 'roastery-move'],
};

/** Everything below a folder, with and without something left out. */
export function* drawTrees(): Generator<Chain> {
  for (const path of BRANCHED) yield alone('directory_tree', { path: at(path) }, 'required-only');
  for (const [path, patterns] of Object.entries(PRUNED)) {
    for (const pattern of patterns)
      yield alone('directory_tree', { path: at(path), excludePatterns: [pattern] }, 'optional:excludePatterns');
  }
}

const SOUGHT: Readonly<Record<string, readonly string[]>> = {
  '': [
    '**/*.ini',
    '**/*.json',
    '**/*.log',
    '**/*.yaml',
    '**/*2026-03*',
    '**/*2026-04*',
    '**/*backup*',
    '**/*budget*',
    '**/*expenses*',
    '**/*harbour*',
    '**/*leave*',
    '**/*tidewell*',
    '**/brief.md',
    '**/*q1*',
    '**/*q2*',
  ],
  clients: ['**/*.csv', '**/*.md', '**/account.md', '**/visits.md', '**/orders-2026-q1.csv', '**/orders-2026-q2.csv'],
  finance: ['**/*.csv', '**/*.md', '**/*2026-04*', '**/*2026-05*', '**/*2026-06*', '**/*q1*', '**/*q2*'],
  hr: ['**/*.csv', '**/*.md', '**/*leave*', '**/*expenses*'],
  meetings: ['**/*.md', '**/*2026-03*', '**/*2026-04*', '**/*2026-05*', '**/*2026-06*', '**/*q1*', '**/*q2*'],
  production: ['**/*.csv', '**/*.md', '**/*.yaml', '**/*2026-04*', '**/*2026-05*', '**/*2026-06*', '**/*harbour*'],
  projects: ['**/*.csv', '**/*.md', '**/*2026-05*', '**/*2026-06*', '**/brief.md', '**/risks.md', '**/timeline.csv', '**/costs.csv'],
};

/** Searches that leave something out; the same ones without that are above. */
const NARROWED: readonly (readonly [string, string, readonly string[]])[] = [
  ['', '**/*2026-04*', ['finance/**', 'meetings/**', 'production/**']],
  ['', '**/*backup*', ['config/**', 'logs/**']],
  ['', '**/*expenses*', ['finance/**', 'hr/**']],
  ['', '**/*q2*', ['clients/**', 'finance/**', 'meetings/**']],
  ['', '**/brief.md', ['projects/archive/**', 'projects/cold-brew/**']],
  ['clients', '**/orders-2026-q2.csv', ['tidewell-*/**', 'old-mill-*/**', 'harbour-*/**']],
  ['finance', '**/*.csv', ['expenses/**', 'payroll/**', 'vat/**']],
  ['finance', '**/*2026-05*', ['expenses/**', 'payroll/**', 'invoices/**']],
  ['production', '**/*.csv', ['roast-logs/**', 'stock/**']],
  ['projects', '**/*2026-06*', ['cold-brew/**', 'loyalty-card/**', 'roastery-move/**', 'roaster-service/**']],
  ['projects', '**/brief.md', ['archive/**', 'cold-brew/**', 'loyalty-card/**', 'roastery-move/**']],
];

/** Files by name anywhere below a folder. */
export function* searchFolders(): Generator<Chain> {
  for (const [path, patterns] of Object.entries(SOUGHT)) {
    for (const pattern of patterns) yield alone('search_files', { path: at(path), pattern }, 'required-only');
  }
  for (const [path, pattern, excluded] of NARROWED) {
    for (const exclude of excluded) {
      yield alone('search_files', { path: at(path), pattern, excludePatterns: [exclude] }, 'optional:excludePatterns');
    }
  }
}
