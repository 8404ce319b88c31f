import type { Kind } from '../model/primitive.ts';
import { valuesIn } from '../schema/sample/meaning.ts';
import type { GivenSlot, Saying } from './given.ts';
import { readClock, readDays } from './moment.ts';
import type { Talk } from './talk.ts';
import { contentStems, wordsOf } from './words.ts';

/** The members a value is chosen from; null where it is no choice. */
export function choicesOf(slot: GivenSlot): readonly string[] | null {
  if (typeof slot.value !== 'string') return null;
  let members = known.get(slot.schema);
  if (members === undefined) {
    members = readChoices(slot);
    known.set(slot.schema, members);
  }
  return members !== null && (Array.isArray(slot.schema.enum) || members.includes(slot.value)) ? members : null;
}

const known = new WeakMap<object, readonly string[] | null>();

function readChoices({ schema, description }: GivenSlot): readonly string[] | null {
  if (Array.isArray(schema.enum)) return schema.enum.filter((member): member is string => typeof member === 'string');
  const told = valuesIn(description);
  return told.closed ? told.values : null;
}

/** What sort of value it is, in the words that operators go by. */
export function kindOf(slot: GivenSlot): Kind {
  const { value } = slot;
  if (typeof value === 'boolean') return 'flag';
  if (choicesOf(slot) !== null) return 'enum';
  const isId = slot.words.some((word) => ['id', 'ids', 'number', 'code', 'uuid', 'sku', 'zip', 'ticker', 'symbol'].includes(word));
  if (typeof value === 'number') return isId && Number.isInteger(value) ? 'id' : Number.isInteger(value) ? 'count' : 'number';
  if (typeof value !== 'string') return 'list';
  if (readDays(value).length > 0 || readClock(value) !== null) return 'date';
  if (/^(?:[~.]{0,2}\/|[A-Za-z]:\\)\S*$/u.test(value)) return 'path';
  if (isId || (/\d/u.test(value) && !value.includes(' '))) return 'id';
  return wordsOf(value).length > 4 || contentStems(value).length === 0 ? 'text' : 'name';
}

/** Names of what is put in the assistant's own words. */
const FREE = new Set(
  'reason note notes comment comments description purpose message body content text summary feedback details remark remarks instructions issue problem'.split(
    ' ',
  ),
);

/** Whether many wordings would do in a place, so that another wording proves nothing. */
export function isFreeText(slot: GivenSlot): boolean {
  return typeof slot.value === 'string' && choicesOf(slot) === null && FREE.has(slot.words.at(-1) ?? '');
}

/** Whether the words stand in quotes or after a colon: then they are given as they are. */
export function isQuoted({ message, start, end }: Saying, talk: Talk): boolean {
  const { text } = talk.said(message);
  const before = text.slice(Math.max(0, start - 3), start);
  return (/["'“‘`«]\s*$/u.test(before) && /^[.!?,]?\s*["'”’`»]/u.test(text.slice(end, end + 3))) || /:\s+$/u.test(before);
}
