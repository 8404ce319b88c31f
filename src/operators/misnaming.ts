/** Words that programs use for the same thing: what a writer reaches for who has another tool in mind. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['get', 'fetch', 'read', 'show', 'view'],
  ['list', 'show', 'browse'],
  ['create', 'make', 'add', 'new'],
  ['add', 'insert', 'append'],
  ['delete', 'remove', 'drop'],
  ['update', 'edit', 'modify', 'change'],
  ['search', 'find', 'query', 'lookup'],
  ['write', 'save', 'put'],
  ['move', 'rename'],
  ['copy', 'duplicate'],
  ['run', 'execute'],
  ['calculate', 'compute'],
  ['path', 'file_path', 'filepath', 'filename'],
  ['file', 'document'],
  ['directory', 'folder', 'dir'],
  ['query', 'q', 'search', 'term'],
  ['limit', 'max_results', 'max', 'count'],
  ['count', 'number', 'n'],
  ['name', 'title', 'label'],
  ['text', 'content', 'body', 'value'],
  ['content', 'text', 'body'],
  ['message', 'text', 'msg'],
  ['source', 'from', 'src'],
  ['destination', 'to', 'target', 'dest'],
  ['from', 'source'],
  ['to', 'target'],
  ['table', 'table_name'],
  ['id', 'identifier', 'uid'],
  ['date', 'day', 'when'],
  ['start', 'begin', 'from'],
  ['end', 'stop', 'until'],
  ['sort', 'order'],
  ['pattern', 'regex', 'glob'],
  ['records', 'rows'],
  ['nodes', 'entities'],
  ['data', 'values', 'payload'],
];

/**
 * Names that somebody might write for this one by mistake, the likeliest first, none of them among those taken: the other spelling
 * (`filePath`, `file_path`), a word's synonym, one word more or less, singular for plural.
 */
export function misname(name: string, taken: ReadonlySet<string>): string[] {
  const words = wordsOf(name);
  const write = writerLike(name);
  const variants = [
    ...swapWords(words).map(write),
    ...(words.length > 2 ? words.map((_, left) => write(words.filter((__, place) => place !== left))) : []),
    ...(words.length > 1 ? [isSnake(name) ? camel(words) : words.join('_')] : []),
    write([...words.slice(0, -1), turnNumber(words.at(-1) as string)]),
  ];
  return [...new Set(variants)].filter((variant) => variant !== '' && variant !== name && !taken.has(variant));
}

/** The words of a name, in lower case. */
function wordsOf(name: string): string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/gu, '$1_$2')
    .split(/[^A-Za-z0-9]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
  return words.length === 0 ? [name] : words;
}

/** The words with one of them said otherwise. */
function swapWords(words: readonly string[]): string[][] {
  return words.flatMap((word, place) =>
    SYNONYMS.filter(([head]) => head === word).flatMap((synonyms) =>
      synonyms.slice(1).map((synonym) => [...words.slice(0, place), ...synonym.split('_'), ...words.slice(place + 1)]),
    ),
  );
}

function isSnake(name: string): boolean {
  return name.includes('_');
}

/** Writes words as the name is written: in camel case, or joined by its own sign. */
function writerLike(name: string): (words: readonly string[]) => string {
  if (/[a-z][A-Z]/u.test(name)) return camel;
  const sign = /[^A-Za-z0-9]/u.exec(name)?.[0] ?? '_';
  return (words) => words.join(sign);
}

function camel(words: readonly string[]): string {
  return words.map((word, place) => (place === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}

function turnNumber(word: string): string {
  if (/[^s]s$/u.test(word)) return word.slice(0, -1);
  return /[sxz]$/u.test(word) ? word : `${word}s`;
}
