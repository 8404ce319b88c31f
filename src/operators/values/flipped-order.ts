import type { Json } from '../../model/json.ts';
import type { Mistake } from './mistake.ts';

/** Words that turn an order or a direction round. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['asc', 'desc'],
  ['ascending', 'descending'],
  ['before', 'after'],
  ['first', 'last'],
  ['oldest', 'newest'],
  ['earliest', 'latest'],
  ['min', 'max'],
  ['minimum', 'maximum'],
  ['lowest', 'highest'],
  ['smallest', 'largest'],
  ['up', 'down'],
  ['left', 'right'],
  ['top', 'bottom'],
  ['head', 'tail'],
  ['in', 'out'],
  ['forward', 'backward'],
  ['north', 'south'],
  ['east', 'west'],
  ['buy', 'sell'],
  ['increase', 'decrease'],
  ['incoming', 'outgoing'],
  ['horizontal', 'vertical'],
  ['rows', 'columns'],
];

const OPPOSITE = new Map(OPPOSITES.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]));

export const flippedOrder: Mistake = {
  name: 'flipped-order',
  summary: 'Turns a sort order or a direction round: newest first for oldest first, left for right.',
  weight: 0.5,
  kinds: ['enum', 'text', 'name'],
  is: (from, to) => turn(from) === to,
  slips: (from) => {
    // Nobody makes "last aid" of first aid: what was never called is made up of the word alone.
    const turned = typeof from === 'string' && /^[A-Za-z]+$/u.test(from) ? turn(from) : null;
    return turned === null ? [] : [turned];
  },
};

/** The text with its one word of order or direction turned round, its case kept; null when it has none, or several. */
function turn(value: Json): string | null {
  if (typeof value !== 'string') return null;
  const words = value.split(/(?<=[a-z])(?=[A-Z])|([^A-Za-z]+)/u).filter((word) => word !== undefined);
  const turned = words.filter((word) => OPPOSITE.has(word.toLowerCase()));
  if (turned.length !== 1) return null;
  return words.map((word) => (word === turned[0] ? likeCase(OPPOSITE.get(word.toLowerCase()) as string, word) : word)).join('');
}

function likeCase(word: string, model: string): string {
  if (model === model.toUpperCase()) return word.toUpperCase();
  return model.charAt(0) === model.charAt(0).toUpperCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
