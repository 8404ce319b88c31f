import type { Chain } from '../recipe.ts';
import { note } from './calls.ts';

/** People and places that somebody could well expect, and that nobody has an entry for. */
const MISSING = [
  'Hannah Marsh',
  'Tom Calder',
  'Owen Reid',
  'Grace Nowak',
  'Abbey Dental Scarborough',
  'Harbour Walk phase two',
  'Steven Pryce',
  'Rowan Tree Nursery',
];

/** What the graph refuses: a remark about somebody who has no entry. */
export function* failingChains(): Generator<Chain> {
  for (const name of MISSING) {
    for (const remark of ['On leave from 6 July', 'Licence renewal due on 14 July']) {
      yield [{ ...note(name, [remark], 'fails:no such entry'), fails: true }];
    }
  }
}
