import { type Mistake, noSlips } from './mistake.ts';

export const siblingEnum: Mistake = {
  name: 'sibling-enum',
  summary: 'Takes another member of the same choice.',
  weight: 1,
  kinds: ['enum'],
  is: () => true,
  slips: noSlips,
};
