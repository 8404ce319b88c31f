import type { JsonObject } from '../../model/json.ts';
import type { Chain, ChainStep } from '../recipe.ts';
import { at, step } from './steps.ts';

/** Files that somebody could well expect, and that are not there. */
const MISSING_FILES = [
  'clients/old-mill-brewery/visits.md',
  'clients/tidewell-books/visits.md',
  'closing-days-2027.md',
  'finance/budget-2027.csv',
  'finance/sales-2026-q3.csv',
  'finance/vat/vat-2026-q3.csv',
  'hr/leave-2024.csv',
  'hr/policies/parental-leave.md',
  'logs/backup-2026-03.log',
  'meetings/board/board-2026-q3.md',
  'meetings/weekly/minutes-2026-07-02.md',
  'production/roast-logs/roast-2026-06-30.csv',
  'projects/cold-brew/status-2026-07.md',
  'projects/roaster-service/budget.csv',
];

const MISSING_FOLDERS = [
  'clients/harbour-hotel',
  'finance/invoices/2026-07',
  'finance/vat/2026',
  'hr/contracts',
  'meetings/minutes',
  'production/recipes',
  'projects/gift-boxes',
  'projects/archive/cold-brew-2025',
];

const MISSING_MOVED: readonly (readonly [string, string])[] = [
  ['hr/rota/rota-2026-w30.csv', 'hr/rota/rota-2026-w31.csv'],
  ['meetings/weekly/minutes-2026-07-02.md', 'meetings/minutes-2026-07-02.md'],
  ['finance/vat/vat-2026-q3.csv', 'finance/vat/vat-2026-q3-final.csv'],
  ['projects/gift-boxes', 'projects/archive/gift-boxes-2026'],
  ['production/blends/autumn-blend.yaml', 'production/blends/winter-blend.yaml'],
  ['clients/harbour-hotel', 'clients/harbour-lane'],
];

/** Words that do not stand in the file: somebody remembers them otherwise. */
const MISSING_WORDS: readonly (readonly [string, string, string])[] = [
  ['config/backup.yaml', 'retention_days: 20', 'retention_days: 45'],
  ['config/backup-offsite.yaml', 'retention_days: 90', 'retention_days: 60'],
  ['config/till-front.ini', 'idle_timeout = 200', 'idle_timeout = 240'],
  ['config/till-back.ini', 'idle_timeout = 240', 'idle_timeout = 120'],
  ['config/label-printer-packing.ini', 'darkness = 11', 'darkness = 9'],
  ['config/newsletter.yaml', 'send_day: sunday', 'send_day: friday'],
  ['hr/policies/expenses.md', '25 pounds a day', '30 pounds a day'],
  ['projects/cold-brew/timeline.csv', '2026-09-14', '2026-07-24'],
  ['projects/roastery-move/timeline.csv', '2026-10-02', '2026-08-14'],
  ['production/blends/harbour-blend.yaml', 'batch_kg: 15', 'batch_kg: 10'],
];

const LOOKED_AT = [
  'config/till-front.ini',
  'contacts.csv',
  'finance/budget-2026.csv',
  'finance/vat/vat-2026-q2.csv',
  'hr/leave-2026.csv',
  'hr/policies/travel.md',
  'meetings/weekly/minutes-2026-06-25.md',
  'production/stock/green-2026-06.csv',
];
const OPENED_FOLDERS = ['clients', 'config', 'finance', 'hr', 'meetings', 'production', 'projects', 'finance/payroll', 'projects/archive'];

/** What the server refuses: things that are not there, and slips of the path, each with the call that was meant after it. */
export function* failingCalls(): Generator<Chain> {
  for (const path of MISSING_FILES) {
    yield [fails('read_text_file', { path: at(path) }, 'no such file')];
    yield [fails('get_file_info', { path: at(path) }, 'no such file')];
  }
  for (const path of MISSING_FOLDERS) {
    for (const tool of ['list_directory', 'list_directory_with_sizes', 'directory_tree'])
      yield [fails(tool, { path: at(path) }, 'no such folder')];
  }
  for (const [source, destination] of MISSING_MOVED) {
    yield [fails('move_file', { source: at(source), destination: at(destination) }, 'nothing to move')];
  }
  for (const [path, oldText, newText] of MISSING_WORDS) {
    yield [fails('edit_file', { path: at(path), edits: [{ oldText, newText }] }, 'no such words')];
  }
  for (const path of LOOKED_AT) {
    for (const tool of ['read_text_file', 'get_file_info']) {
      yield [fails(tool, { path: `/${path}` }, 'outside the drive'), step(tool, { path: at(path) }, 'required-only')];
    }
  }
  for (const path of OPENED_FOLDERS) {
    yield [fails('list_directory', { path: `/${path}` }, 'outside the drive'), step('list_directory', { path: at(path) }, 'required-only')];
    yield [fails('read_text_file', { path: at(path) }, 'a folder'), step('list_directory', { path: at(path) }, 'required-only')];
  }
}

function fails(tool: string, args: JsonObject, why: string): ChainStep {
  return { ...step(tool, args, `fails:${why}`), fails: true };
}
