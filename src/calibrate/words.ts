/** Words that begin sentences and name nothing. */
const SMALL = new Set(
  'a an the it its is are was were there here these those this that they he she we you i in on at of for to from by with and or but no yes not done all both one two three some as if so then now your my their our his her done sure okay ok'.split(
    ' ',
  ),
);

/** What a text names that can be held against another: numbers, what stands in quotes, and words with a capital or a sign inside. */
export function factsIn(text: string): Set<string> {
  const facts = new Set<string>();
  for (const [number] of text.matchAll(/\d+(?:[.,:/-]\d+)*/gu)) facts.add(number.replace(/,(?=\d{3})/gu, ''));
  for (const [, quoted] of text.matchAll(/[“"«`']([^“”"«»`'\n]{2,60})[”"»`']/gu)) facts.add((quoted as string).toLowerCase());
  for (const [word] of text.matchAll(/[\p{Letter}\p{Number}]+(?:[._/@-][\p{Letter}\p{Number}]+)*/gu)) {
    const isName = /[._/@-]/u.test(word) || /^\p{Lu}/u.test(word);
    if (isName && !SMALL.has(word.toLowerCase())) facts.add(word.toLowerCase());
  }
  return facts;
}

/** Whether the assistant asks the user for something instead of doing or telling it. */
export function asksBack(text: string): boolean {
  return /\?\s*$/u.test(text.trim());
}
