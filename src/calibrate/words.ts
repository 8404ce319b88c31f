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
  for (const match of text.matchAll(/[\p{Letter}\p{Number}]+(?:[._/@-][\p{Letter}\p{Number}]+)*/gu)) {
    const [word] = match;
    // A capital at the beginning of a sentence says nothing.
    const isFirst = /(?:^|[.!?:]\s+|\n\s*)$/u.test(text.slice(Math.max(0, match.index - 4), match.index));
    const isName = /[._/@-]/u.test(word) || (/^\p{Lu}/u.test(word) && !isFirst);
    if (isName && !SMALL.has(word.toLowerCase())) facts.add(word.toLowerCase());
  }
  return facts;
}

const QUESTION =
  /(?:^|[.!?]\s+|\n\s*)(?:(?:and|so|sorry|sure|okay)[,:]?\s+)?(?:(?:in|to|for|from|of|on|at|with|by)\s+)?(?:which|what|where|when|who|whose|whom|how|do|does|did|should|shall|could|can|may|would|will|is|are|was)\b[^.!?]*\?/iu;

/** Whether the assistant asks the user for something instead of doing or telling it. */
export function asksBack(text: string): boolean {
  return QUESTION.test(text.trim());
}
