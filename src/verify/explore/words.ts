/** The words of an identifier, lower case: `customerId`, `customer_id` and `CustomerID` are `customer`, `id`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** One of many: `orders` is `order`, `entries` is `entry`. A rough rule; it only ranks guesses. */
export function singular(word: string): string {
  if (/[^aeiou]ies$/u.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/u.test(word)) return word;
  if (/(?:x|ch|sh|ss)es$/u.test(word)) return word.slice(0, -2);
  return word.endsWith('s') && word.length > 3 ? word.slice(0, -1) : word;
}

const verbs = new Set(
  'list get read show find search fetch query describe lookup look up view check count create add make new update set edit change delete remove drop insert write move copy all for of the a by in from to with'.split(
    ' ',
  ),
);

/** What a tool is about: the words of its name that are neither verbs nor small, each as one of many. */
export function subjectOf(tool: string): string[] {
  return wordsOf(tool)
    .filter((word) => !verbs.has(word))
    .map(singular);
}
