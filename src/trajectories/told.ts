import type { GroundLibrary } from '../primitives/library.ts';
import { sayDay } from './dates.ts';

/** What the system message tells, so that the words of a request may rest on it. */
export interface Told {
  /** virtual root of the ground: a path may be said relative to it */
  root: string | null;
  /** the day it is, ISO 8601: a date may be said relative to it */
  today: string | null;
  /** how people write a date in digits: 19/3/2026 is then one date, and so is 4/3/2026 */
  order: 'day first' | 'month first' | null;
}

export const nothingTold: Told = { root: null, today: null, order: null };

/** A system message of a ground with its marks filled: `{root}` and `{today}`. */
export function fillSystem(system: string, { ground, phrases }: GroundLibrary): string {
  const day = phrases.today === undefined ? '' : sayDay(phrases.today);
  return system.replaceAll('{root}', ground.root).replaceAll('{today}', day);
}

export function toldBy(system: string | null, { ground, phrases }: GroundLibrary): Told {
  if (system === null) return nothingTold;
  return {
    root: system.includes(ground.root) ? ground.root : null,
    today: phrases.today !== undefined && system.includes(sayDay(phrases.today)) ? phrases.today : null,
    order: system.includes('day first') ? 'day first' : system.includes('month first') ? 'month first' : null,
  };
}
