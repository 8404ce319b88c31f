/** Words that say nothing of a value by themselves. */
const EMPTY = new Set(
  'the a an of to for in on at by with and or is are be it its my me i you we our your this that please from into as than then'.split(' '),
);

/** A text without case, accents, quotes and punctuation: words joined by one space. `camelCase` and `snake_case` fall apart. */
export function foldText(text: string): string {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a text, cut to what their forms share: "mushrooms" and "mushroom" are one, "shipped" and "ship" too. */
export function stemsOf(text: string): string[] {
  return foldText(text)
    .split(' ')
    .filter((word) => word !== '' && !EMPTY.has(word))
    .map(stem);
}

function stem(word: string): string {
  if (word.length <= 3 || /\d/u.test(word)) return word;
  const bare = word
    .replace(/ies$/u, 'y')
    .replace(/(?:sses|xes|ches|shes)$/u, (ending) => ending.slice(0, -2))
    .replace(/([^s])s$/u, '$1')
    .replace(/(?<=.{3})(?:ing|ed|er|est|ly)$/u, '')
    .replace(/([bdgklmnprt])\1$/u, '$1');
  return bare.replace(/(?<=.{3})[ey]$/u, '');
}

/** Whether the words of one text stand in the other, in their order and without a gap. */
export function holdsWords(text: string, part: string): boolean {
  return part !== '' && ` ${text} `.includes(` ${part} `);
}

/** Whether one is the first letters of the other: "NYC" and "New York City", "sci-fi" and "science fiction". */
export function isShortFor(short: string, long: string): boolean {
  const words = foldText(long).split(' ');
  const letters = foldText(short);
  if (words.length < 2) return false;
  const initials = words.map((word) => word[0] ?? '').join('');
  const grave = words.filter((word) => !EMPTY.has(word)).map((word) => word[0] ?? '');
  const bare = letters.replace(/ /gu, '');
  if (bare.length >= 2 && (bare === initials || bare === grave.join('') || initials.startsWith(bare))) return true;
  const parts = letters.split(' ');
  return parts.length === words.length && parts.every((part, index) => part.length >= 2 && (words[index] as string).startsWith(part));
}
