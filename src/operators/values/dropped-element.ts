import { isPartOf } from './lists.ts';
import type { Mistake } from './mistake.ts';

export const droppedElement: Mistake = {
  name: 'dropped-element',
  summary: 'Leaves one of several out.',
  weight: 0.6,
  kinds: ['list'],
  is: (from, to) => isPartOf(to, from),
  slips: (from) => (Array.isArray(from) && from.length > 1 ? from.map((_, left) => from.filter((__, place) => place !== left)) : []),
};
