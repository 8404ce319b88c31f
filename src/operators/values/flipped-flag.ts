import type { Mistake } from './mistake.ts';

export const flippedFlag: Mistake = {
  name: 'flipped-flag',
  summary: 'Says no where the request says yes, or the reverse.',
  weight: 1,
  kinds: ['flag'],
  is: () => true,
  slips: (from) => (typeof from === 'boolean' ? [!from] : []),
};
