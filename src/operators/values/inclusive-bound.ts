import type { Json } from '../../model/json.ts';
import type { Mistake, Slot } from './mistake.ts';
import { addDays, readMoment, slipMoments } from './moment.ts';
import { readQuantity, writeQuantities } from './quantity.ts';

/** Names of arguments that bound a stretch. */
const BOUND =
  /(?:^|[/_-])(?:min|max|minimum|maximum|since|until|before|after|start|end|from|to|first|last|least|most)(?=$|[/_A-Z-])|(?:Min|Max|Since|Until|Before|After|Start|End|From|To|First|Last)(?=$|[/_A-Z])/u;
const DAY = 86_400_000;

export const inclusiveBound: Mistake = {
  name: 'inclusive-bound',
  summary: 'Is off by one at a bound: from the day after, up to and not including.',
  weight: 0.6,
  kinds: ['date', 'count', 'number'],
  is: (from, to, slot) => isBound(slot) && (isNextDay(from, to) || isNextNumber(from, to)),
  slips: (from, slot) => {
    if (!isBound(slot)) return [];
    const number = readQuantity(from);
    if (number !== null) return Number.isInteger(number) ? writeQuantities([number + 1, number - 1], from) : [];
    return slipMoments(from, (moment) => {
      const { day } = moment;
      return day === null ? [] : [1, -1].map((days) => addDays({ ...moment, day }, days));
    });
  },
};

function isBound({ pointer }: Slot): boolean {
  return BOUND.test(pointer.slice(pointer.lastIndexOf('/')));
}

function isNextDay(from: Json, to: Json): boolean {
  const [ours, theirs] = [readMoment(from), readMoment(to)];
  if (ours?.day == null || theirs?.day == null || ours.minutes !== null || theirs.minutes !== null) return false;
  return Math.abs(Date.UTC(ours.year, ours.month - 1, ours.day) - Date.UTC(theirs.year, theirs.month - 1, theirs.day)) === DAY;
}

function isNextNumber(from: Json, to: Json): boolean {
  const [ours, theirs] = [readQuantity(from), readQuantity(to)];
  return ours !== null && theirs !== null && Number.isInteger(ours) && Math.abs(ours - theirs) === 1;
}
