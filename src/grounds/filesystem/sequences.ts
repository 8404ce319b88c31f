import type { Chain, ChainStep } from '../recipe.ts';
import { at, ROOT, step } from './steps.ts';

/** Searches whose results people go on with, and how they name one of them: by the end of its path. */
const SEARCHES: readonly { path: string; pattern: string; found: readonly string[]; segments: number }[] = [
  {
    path: 'meetings',
    pattern: '**/*2026-03*',
    found: ['meetings/weekly/minutes-2026-03-12.md', 'meetings/weekly/minutes-2026-03-19.md', 'meetings/weekly/minutes-2026-03-26.md'],
    segments: 1,
  },
  {
    path: 'meetings',
    pattern: '**/*2026-06*',
    found: ['meetings/weekly/minutes-2026-06-11.md', 'meetings/weekly/minutes-2026-06-18.md', 'meetings/weekly/minutes-2026-06-25.md'],
    segments: 1,
  },
  {
    path: 'clients',
    pattern: '**/visits.md',
    found: ['harbour-lane-hotel', 'old-mill-bakery', 'tidewell-cafe'].map((client) => `clients/${client}/visits.md`),
    segments: 2,
  },
  {
    path: 'clients',
    pattern: '**/account.md',
    found: ['old-mill-bakery', 'old-mill-brewery', 'tidewell-books', 'tidewell-cafe'].map((client) => `clients/${client}/account.md`),
    segments: 2,
  },
  {
    path: 'projects',
    pattern: '**/risks.md',
    found: ['cold-brew', 'loyalty-card', 'roastery-move'].map((project) => `projects/${project}/risks.md`),
    segments: 2,
  },
  {
    path: 'finance',
    pattern: '**/*q2*',
    found: ['finance/sales-2026-q2.csv', 'finance/vat/vat-2026-q2.csv'],
    segments: 1,
  },
  {
    path: '',
    pattern: '**/*leave*',
    found: ['hr/leave-2025.csv', 'hr/leave-2026.csv', 'hr/policies/annual-leave.md', 'hr/policies/sick-leave.md'],
    segments: 1,
  },
  {
    path: '',
    pattern: '**/*budget*',
    found: ['finance/budget-2025.csv', 'finance/budget-2026.csv'],
    segments: 1,
  },
  {
    path: '',
    pattern: '**/*backup*',
    found: ['config/backup-offsite.yaml', 'config/backup.yaml', 'logs/backup-2026-05.log', 'logs/backup-2026-06.log'],
    segments: 1,
  },
];

/** Looks for files, then opens or inspects one of them, or opens two together. */
export function* searchThenUse(): Generator<Chain> {
  for (const { path, pattern, found, segments } of SEARCHES) {
    const search = step('search_files', { path: at(path), pattern }, 'chain:search');
    for (const file of found) {
      const upstream = { '/path': { label: endOf(file, segments) } };
      yield [search, step('read_text_file', { path: at(file) }, 'chain:search-then-read', upstream)];
      yield [search, step('get_file_info', { path: at(file) }, 'chain:search-then-inspect', upstream)];
    }
    const [first, ...others] = found as [string, ...string[]];
    if (others.length < 2) continue;
    for (const other of others) {
      yield [
        search,
        step('read_multiple_files', { paths: [at(first), at(other)] }, 'chain:search-then-compare', {
          '/paths/0': { label: endOf(first, segments) },
          '/paths/1': { label: endOf(other, segments) },
        }),
      ];
    }
  }
}

const FOLDER_SEARCHES: readonly { pattern: string; found: readonly string[] }[] = [
  { pattern: '**/tidewell-*', found: ['clients/tidewell-books', 'clients/tidewell-cafe'] },
  { pattern: '**/harbour-*', found: ['clients/harbour-lane-hotel', 'clients/harbour-street-deli'] },
  { pattern: '**/roast*', found: ['production/roast-logs', 'projects/roaster-service', 'projects/roastery-move'] },
  { pattern: '**/2026-0?', found: ['finance/invoices/2026-04', 'finance/invoices/2026-05', 'finance/invoices/2026-06'] },
];

/** Looks for folders by name, then lists one of them, with or without sizes. */
export function* searchThenList(): Generator<Chain> {
  for (const { pattern, found } of FOLDER_SEARCHES) {
    const search = step('search_files', { path: ROOT, pattern }, 'chain:search');
    for (const folder of found) {
      const upstream = { '/path': { label: endOf(folder, 1) } };
      yield [search, step('list_directory', { path: at(folder) }, 'chain:search-then-list', upstream)];
      yield [search, step('list_directory_with_sizes', { path: at(folder) }, 'chain:search-then-weigh', upstream)];
    }
  }
}

/** Looks for a file, then changes the one that is meant. */
export function* searchThenChange(): Generator<Chain> {
  const blends = step('search_files', { path: at('production'), pattern: '**/*harbour*' }, 'chain:search');
  for (const file of ['production/blends/harbour-blend.yaml', 'production/blends/harbour-decaf.yaml']) {
    const label = endOf(file, 1);
    yield [blends, edit(file, 'batch_kg: 12', 'batch_kg: 10', label)];
    yield [blends, edit(file, 'rest_days: 5', 'rest_days: 6', label)];
    yield [blends, move(file, 'production/blends/summer-blend.yaml', label)];
  }
  const backups = step('search_files', { path: ROOT, pattern: '**/*backup*' }, 'chain:search');
  for (const file of ['config/backup.yaml', 'config/backup-offsite.yaml']) {
    yield [backups, edit(file, 'retention_days: 30', 'retention_days: 60', endOf(file, 1))];
  }
  const tills = step('search_files', { path: ROOT, pattern: '**/*till*' }, 'chain:search');
  for (const file of ['config/till-front.ini', 'config/till-back.ini']) {
    yield [tills, edit(file, 'idle_timeout = 300', 'idle_timeout = 240', endOf(file, 1))];
  }
  const minutes = step('search_files', { path: at('meetings'), pattern: '**/*2026-06*' }, 'chain:search');
  for (const date of ['2026-06-11', '2026-06-18', '2026-06-25']) {
    yield [minutes, move(`meetings/weekly/minutes-${date}.md`, 'meetings/latest.md', `minutes-${date}.md`)];
  }
}

function edit(path: string, oldText: string, newText: string, label: string): ChainStep {
  return step('edit_file', { path: at(path), edits: [{ oldText, newText }] }, 'chain:search-then-edit', { '/path': { label } });
}

function move(source: string, destination: string, label: string): ChainStep {
  return step('move_file', { source: at(source), destination: at(destination) }, 'chain:search-then-move', { '/source': { label } });
}

/** Changes a file and looks at what has become of it. */
export function* changeThenLook(): Generator<Chain> {
  for (const client of ['harbour-lane-hotel', 'old-mill-bakery', 'tidewell-books', 'tidewell-cafe']) {
    const path = at(`clients/${client}/notice.md`);
    const content = 'No deliveries from 13 to 17 July, the roaster is being overhauled.';
    yield [step('write_file', { path, content }, 'chain:write'), readBack(path)];
  }
  for (const file of ['config/backup.yaml', 'config/backup-offsite.yaml']) {
    for (const days of [45, 60]) {
      const edits = [{ oldText: 'retention_days: 30', newText: `retention_days: ${days}` }];
      yield [step('edit_file', { path: at(file), edits }, 'chain:edit'), readBack(at(file))];
    }
  }
  for (const file of ['config/till-front.ini', 'config/till-back.ini']) {
    const edits = [{ oldText: 'idle_timeout = 300', newText: 'idle_timeout = 240' }];
    yield [step('edit_file', { path: at(file), edits }, 'chain:edit'), readBack(at(file))];
  }
  for (const blend of ['low-tide-filter', 'quayside-house', 'harbour-decaf']) {
    const destination = at('production/blends/summer-blend.yaml');
    yield [step('move_file', { source: at(`production/blends/${blend}.yaml`), destination }, 'chain:move'), readBack(destination)];
  }
}

function readBack(path: string): ChainStep {
  return step('read_text_file', { path }, 'chain:change-then-read', { '/path': {} });
}

const DEEP: readonly { folder: string; name: string; pattern: string; found: readonly string[]; segments: number }[] = [
  {
    folder: 'projects/archive',
    name: '**/archive',
    pattern: '**/review.md',
    found: ['projects/archive/gift-boxes-2025/review.md', 'projects/archive/web-shop-2025/review.md'],
    segments: 2,
  },
  {
    folder: 'finance/invoices',
    name: '**/invoices',
    pattern: '**/inv-205*',
    found: ['finance/invoices/2026-06/inv-2050.md', 'finance/invoices/2026-06/inv-2051.md', 'finance/invoices/2026-06/inv-2052.md'],
    segments: 1,
  },
  {
    folder: 'production',
    name: '**/production',
    pattern: '**/*2026-06-23*',
    found: ['production/cupping/cupping-2026-06-23.md', 'production/roast-logs/roast-2026-06-23.csv'],
    segments: 1,
  },
];

const ANYWHERE = SEARCHES.filter(({ path }) => path === '');

/** Three steps: finds out where to look, searches there, opens one of the results. */
export function* lookThenSearchThenRead(): Generator<Chain> {
  const allowed = step('list_allowed_directories', {}, 'chain:allowed');
  yield [allowed, step('list_directory', { path: ROOT }, 'chain:allowed-then-list', { '/path': {} })];
  for (const { pattern, found, segments } of ANYWHERE) {
    const search = step('search_files', { path: ROOT, pattern }, 'chain:allowed-then-search', { '/path': {} });
    for (const file of found) {
      yield [
        allowed,
        search,
        step('read_text_file', { path: at(file) }, 'chain:search-then-read', { '/path': { label: endOf(file, segments) } }),
      ];
    }
  }
  for (const { folder, name, pattern, found, segments } of DEEP) {
    const outer = step('search_files', { path: ROOT, pattern: name }, 'chain:search');
    const inner = step('search_files', { path: at(folder), pattern }, 'chain:search-then-search', { '/path': {} });
    for (const file of found) {
      yield [
        outer,
        inner,
        step('read_text_file', { path: at(file) }, 'chain:search-then-read', { '/path': { label: endOf(file, segments) } }),
      ];
    }
  }
}

/** The last parts of a path, as people name a file. */
function endOf(path: string, segments: number): string {
  return path.split('/').slice(-segments).join('/');
}
