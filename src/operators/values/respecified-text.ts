import { type Mistake, noSlips } from './mistake.ts';

export const respecifiedText: Mistake = {
  name: 'respecified-text',
  summary: 'Says too much or too little: "invoice" for "unpaid invoice".',
  weight: 0.6,
  kinds: ['text', 'pattern', 'name'],
  is: (from, to) => {
    if (typeof from !== 'string' || typeof to !== 'string' || from === '' || to === '') return false;
    const [ours, theirs] = [from.toLowerCase(), to.toLowerCase()];
    return ours.includes(theirs) || theirs.includes(ours);
  },
  slips: noSlips,
};
