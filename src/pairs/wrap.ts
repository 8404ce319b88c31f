import type { Phrases } from '../model/phrases.ts';
import type { Stream } from '../random/stream.ts';

/** What a person writes around the request: a sentence before it, one after it, or nothing. */
export interface Wrap {
  opener: string;
  closer: string;
}

const PLAIN: Wrap = { opener: '', closer: '' };

/** How often a request stands alone. */
const PLAIN_SHARE = 0.55;

const known = new WeakMap<Phrases, readonly Wrap[]>();

/** Every wrap of a ground, the plain one first. */
export function allWraps(phrases: Phrases): readonly Wrap[] {
  let wraps = known.get(phrases);
  if (wraps === undefined) {
    const { openers, closers } = phrases;
    wraps = [PLAIN, ...openers.map((opener) => ({ opener, closer: '' })), ...closers.map((closer) => ({ opener: '', closer }))];
    known.set(phrases, wraps);
  }
  return wraps;
}

/** The same wraps in the order one variant uses them up: mostly plain first. */
export function orderWraps(phrases: Phrases, stream: Stream): Wrap[] {
  const [plain, ...others] = allWraps(phrases);
  const rest = stream.shuffle(others);
  if (rest.length === 0 || stream.next() < PLAIN_SHARE) return [plain as Wrap, ...rest];
  return [rest[0] as Wrap, plain as Wrap, ...rest.slice(1)];
}
