import { isPartOf } from './lists.ts';
import { type Mistake, noSlips } from './mistake.ts';

export const addedElement: Mistake = {
  name: 'added-element',
  summary: 'Takes one more than was asked for.',
  weight: 0.6,
  kinds: ['list'],
  is: (from, to) => isPartOf(from, to),
  slips: noSlips,
};
