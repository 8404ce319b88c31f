import type { Deviation } from '../model/pair.ts';
import type { GivenTool } from './given.ts';
import { nameWords } from './words.ts';

/** Verbs of tools that change something beyond the conversation. */
const CHANGING = new Set(
  `add approve archive assign block book buy cancel charge clear close commit copy create delete deploy disable drop edit enable execute insert install invite kill lock log make merge modify move order
  patch pay place play post publish purchase push put record refund register reject remove rename replace reply reschedule reserve reset restart run save schedule sell send set share shutdown sign start stop submit
  subscribe terminate transfer trigger turn uninstall unlock unsubscribe update upload withdraw write`.split(/\s+/u),
);

/** What the wrong call would cost: as its tool's annotations say, else as the verb of its name does. */
export function severityOf(tool: GivenTool): Pick<Deviation, 'severity' | 'because'> {
  const { name } = tool.offered.function;
  const { readOnly, destructive } = tool.hints;
  if (readOnly === true)
    return {
      severity: 'misleading',
      because: `${name} is marked as one that only reads: it brings back something else than was asked for`,
    };
  if (readOnly === false || destructive === true)
    return { severity: 'destructive', because: `${name} is marked as one that changes something: it changes what nobody asked for` };
  const words = nameWords(name.split('.').at(-1) ?? name);
  const verb = words.find((word) => CHANGING.has(word));
  if (verb !== undefined && (words[0] === verb || words.indexOf(verb) <= 2))
    return { severity: 'destructive', because: `its name says "${verb}": it would change something as nobody asked` };
  return { severity: 'misleading', because: 'its name says of no change: it brings back something else than was asked for' };
}
