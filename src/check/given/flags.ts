import { foldText, stemsOf } from './words.ts';

const NOT =
  /\b(?:no|not|none|never|without|\w+n t|cannot|should not|must not|do not|does not|dont|is not|skip|exclude|excluding|except|omit|leave out|ignore|avoid|disable|disabled|turn off|switch off|off|stop|hide|hidden|false|minus|rather than|instead of|nothing|unchecked|deny|refuse|decline)\b/u;
const YES =
  /\b(?:yes|with|include|including|on|enable|enabled|true|also|please|only|must|want|need|make|add|show|keep|turn on|switch on|as well|too|even)\b/u;
const NAMED_AGAINST = /^(?:no|not|without|exclude|excluding|disable|disabled|skip|hide|ignore|omit|suppress|prevent)(?=[A-Z_\- ]|$)/u;

const PREFIXES = ['un', 'non', 'in', 'dis', 'de'];
const SAYS_NOTHING = new Set(['is', 'has', 'includ', 'only', 'enabl', 'with', 'show', 'use']);

/** What the words make of a flag: true, false, or null where they do not speak of it. `about`: its name and description. */
export function readFlag(words: string, around: string, about: { name: string; description: string }): boolean | null {
  const isAgainst = NAMED_AGAINST.test(about.name);
  const bare = stemsOf(words);
  const named = stemsOf(about.name.replace(NAMED_AGAINST, '')).filter((stem) => !SAYS_NOTHING.has(stem));
  const described = stemsOf(about.description).filter((stem) => stem.length > 3);
  const known = new Set([...named, ...described]);
  const undone = bare.some(
    (stem) => !known.has(stem) && PREFIXES.some((prefix) => stem.startsWith(prefix) && known.has(stem.slice(prefix.length))),
  );
  const speaks = undone || [...known].some((stem) => bare.some((other) => other.startsWith(stem) || stem.startsWith(other)));
  if (!speaks && !NOT.test(foldText(words)) && !YES.test(foldText(words))) return null;
  // A word that is the flag's own, as "hidden", takes nothing back.
  const own = new Set(stemsOf(about.name));
  const said = foldText(around)
    .split(' ')
    .filter((word) => !stemsOf(word).some((stem) => own.has(stem)) || /^(?:no|not|without|off|on)$/u.test(word))
    .join(' ');
  const isDenied = NOT.test(said) !== undone;
  return isAgainst ? isDenied : !isDenied;
}
