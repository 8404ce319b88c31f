import type { Chain } from '../recipe.ts';
import { note } from './calls.ts';

/** People and firms that somebody could well expect, and that nobody has an entry for, with what is to be noted on them. */
const MISSING: readonly (readonly [names: readonly string[], remarks: readonly string[]])[] = [
  [
    ['Hannah Marsh', 'Tom Calder', 'Owen Reid', 'Grace Nowak', 'Steven Pryce'],
    ['On leave from 6 July', 'Carries an EpiPen', 'Joins the summer lunch'],
  ],
  [
    ['Abbey Dental Scarborough', 'Rowan Tree Nursery', 'Harbour Street Glass', 'Halden Lighting'],
    ['Closed from 6 July to 17 July', 'Prices rise 4 percent in August'],
  ],
];

/** What the graph refuses: a remark about somebody who has no entry. */
export function* failingChains(): Generator<Chain> {
  for (const [names, remarks] of MISSING) {
    for (const name of names) {
      for (const remark of remarks) yield [{ ...note(name, [remark], 'fails:no such entry'), fails: true }];
    }
  }
}
