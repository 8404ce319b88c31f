import type { Json } from '../model/json.ts';
import type { Kind, Upstream } from '../model/primitive.ts';
import { canonicalValue } from './canonical.ts';
import { readDates, readDatesFrom } from './dates.ts';
import type { KnownGround } from './ground.ts';
import { readNumbers, readPositions } from './numbers.ts';
import type { Told } from './told.ts';

/** Where the words were said. */
export interface Hearing {
  ground: KnownGround;
  tool: string;
  pointer: string;
  kind: Kind | null;
  /** whether the system message tells the root, so that a path may be said relative to it */
  rootTold: boolean;
  /** what it tells of dates; nothing when left out */
  told?: Told;
  /** where the argument comes from, when the words name an element of an earlier reply; null when they say the value itself */
  source: Upstream | null;
}

/** Every value that the words may mean for that argument. More than one: the words are ambiguous. */
export function readValues(words: string, hearing: Hearing): Json[] {
  const { ground, tool, pointer, source } = hearing;
  if (source !== null) return [...ground.valuesLabelled(tool, pointer, source.call, words)];
  return [...ground.valuesWritten(tool, pointer, words), ...readKind(words, hearing)];
}

/** Whether the words may mean this value. */
export function mayMean(words: string, value: Json, hearing: Hearing): boolean {
  // Without a root told, a relative path is not the absolute one.
  const root = hearing.rootTold ? hearing.ground.root : '/?';
  const spelt = canonicalValue(value, hearing.kind, root);
  return readValues(words, hearing).some((reading) => canonicalValue(reading, hearing.kind, root) === spelt);
}

/** Every tool that the words ask for, by the cues of these grounds. */
export function readTools(words: string, grounds: readonly KnownGround[]): Set<string> {
  return new Set(grounds.flatMap((ground) => ground.toolsCued(words)));
}

function readKind(words: string, { ground, tool, pointer, kind, told }: Hearing): Json[] {
  switch (kind) {
    case 'count':
    case 'number':
      return [...readNumbers(words), words];
    case 'position':
      return readPositions(words);
    case 'date':
      return [...readDates(words, told?.order), ...(told?.today == null ? [] : readDatesFrom(words, told.today)), words];
    case 'list':
      return readLists(words);
    case 'enum':
    case 'flag': {
      const spoken = ground.waysToSay(tool, pointer);
      if (spoken === undefined) return kind === 'enum' ? [words] : [];
      const small = `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
      return spoken.flatMap(({ ways, values }) => (ways.includes(words) || ways.includes(small) ? values : []));
    }
    default:
      return [words];
  }
}

/** Items joined by commas and "and". */
function readLists(words: string): Json[] {
  const items = words.split(/,\s+and\s+|,\s+|\s+and\s+/u);
  return items.length > 1 ? [items, words.split(/,\s+/u), [words]] : [[words]];
}
