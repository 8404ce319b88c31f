import { type Mistake, noSlips } from './mistake.ts';

export const siblingValue: Mistake = {
  name: 'sibling-value',
  summary: 'Takes another value that worked there before and has nothing in common with the right one but its place.',
  weight: 1,
  kinds: ['path', 'name', 'text', 'id', 'list', 'pattern', 'range', 'count', 'number', 'position', 'date'],
  is: () => true,
  slips: noSlips,
};
