import type { Json } from '../model/json.ts';
import { escapePattern, mapStrings } from './strings.ts';

/** Translates between the place that records name and the place a world really lies in. */
export interface RootMap {
  /** the virtual root replaced by the real one: on the way to the server */
  toReal<T extends Json>(value: T): T;
  /** the real root replaced by the virtual one, however it is written: on the way back */
  toVirtual<T extends Json>(value: T): T;
}

/** Makes the translation. `real` holds every spelling of the real root (as given, links resolved); the first is the one used. */
export function mapRoot(virtual: string, real: readonly string[]): RootMap {
  // Not inside a longer path or name: `/srv/shop` is not in `/data/srv/shop` nor in `/srv/shop2`.
  const inward = new RegExp(`(?<![\\w.-])${escapePattern(virtual)}(?![\\w-])`, 'gu');
  const spellings = [...new Set(real)]
    .flatMap((path): [string, string][] => [
      [path, virtual],
      [path.replaceAll('/', '\\/'), virtual.replaceAll('/', '\\/')],
      [path.replaceAll('\\', '\\\\'), virtual],
      [encodeURIComponent(path), encodeURIComponent(virtual)],
    ])
    .sort(([a], [b]) => b.length - a.length);
  const target = real[0] ?? virtual;
  return {
    toReal: (value) => mapStrings(value, (text) => text.replace(inward, () => target)),
    toVirtual: (value) => mapStrings(value, (text) => spellings.reduce((changed, [from, to]) => changed.replaceAll(from, to), text)),
  };
}
