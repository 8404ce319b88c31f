import { foldText, stemsOf } from './words.ts';

const NOT =
  /\b(?:no|not|none|never|without|don t|do not|doesn t|does not|dont|isn t|is not|aren t|won t|skip|exclude|excluding|except|omit|leave out|ignore|avoid|disable|disabled|turn off|switch off|off|stop|hide|hidden|false|minus|rather than|instead of|nothing|unchecked|deny|refuse|decline)\b/u;
const YES =
  /\b(?:yes|with|include|including|on|enable|enabled|true|also|please|only|must|want|need|make|add|show|keep|turn on|switch on|as well|too|even)\b/u;
const NAMED_AGAINST = /^(?:no|not|without|exclude|excluding|disable|disabled|skip|hide|ignore|omit|suppress|prevent)(?=[A-Z_\- ]|$)/u;

/** What the words make of a flag: true, false, or null where they do not speak of it. `about`: its name and description. */
export function readFlag(words: string, around: string, about: { name: string; description: string }): boolean | null {
  const said = foldText(around);
  const isAgainst = NAMED_AGAINST.test(about.name);
  const bare = stemsOf(words);
  const named = stemsOf(about.name.replace(NAMED_AGAINST, '')).filter(
    (stem) => !['is', 'has', 'includ', 'only', 'enabl', 'with', 'show', 'use'].includes(stem),
  );
  const described = stemsOf(about.description).filter((stem) => stem.length > 3);
  const undone = bare.some((stem) => /^(?:un|non|in|dis)/u.test(stem) && [...named, ...described].some((other) => stem.endsWith(other)));
  const speaks = undone || [...named, ...described].some((stem) => bare.some((other) => other.startsWith(stem) || stem.startsWith(other)));
  if (!speaks && !NOT.test(foldText(words)) && !YES.test(foldText(words))) return null;
  const isDenied = NOT.test(said) !== undone;
  return isAgainst ? isDenied : !isDenied;
}
