import type { Deviation } from '../model/pair.ts';
import { nameWords } from './words.ts';

/** Verbs of tools that change something beyond the conversation. */
const CHANGING = new Set(
  `add append approve archive assign authorize book buy cancel create delete deploy disable edit enable erase insert install invite kill merge modify move pay publish purchase
  refund register reject remove rename reply reschedule reserve reset restart restore revert save schedule sell send submit subscribe terminate transfer uninstall unlock unsubscribe update upload withdraw write`.split(
    /\s+/u,
  ),
);
/** Verbs that are nouns as well: they say of a change only where a name begins with them. */
const CHANGING_FIRST = new Set(
  'block charge clear close commit copy drop execute lock log make open order patch place play post put record run set share ship shutdown sign start stop trigger turn'.split(
    ' ',
  ),
);
/** Verbs of tools that leave the world as it is. */
const READING = new Set(
  'calculate calc check compare compute convert count describe estimate fetch find get list look lookup predict query read retrieve search show view'.split(
    ' ',
  ),
);

/** What a wrong call would cost: as its tool's MCP annotations say, where there are any, else as the verb of its name does. */
export function severityOf(
  name: string,
  { readOnly, destructive }: { readOnly: boolean | null; destructive: boolean | null },
): Pick<Deviation, 'severity' | 'because'> {
  if (readOnly === true)
    return {
      severity: 'misleading',
      because: "its tool's annotation says that it only reads: it brings back something else than was asked for",
    };
  if (readOnly === false || destructive === true)
    return { severity: 'destructive', because: "its tool's annotation says that it changes something: it does so as nobody asked" };
  const words = nameWords(name.split('.').at(-1) ?? name);
  const place = words.findIndex((word, index) => CHANGING.has(word) || READING.has(word) || (index === 0 && CHANGING_FIRST.has(word)));
  const verb = words[place];
  if (verb !== undefined && !READING.has(verb))
    return { severity: 'destructive', because: `its tool's name says "${verb}": it changes something as nobody asked` };
  return { severity: 'misleading', because: 'it brings back something else than was asked for' };
}
