import type { Json, JsonObject } from '../../model/json.ts';
import type { Answer } from '../../model/phrases.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { Primitive } from '../../model/primitive.ts';
import { replyText } from '../../primitives/reply.ts';
import { wordsOf } from './words.ts';

const naming = ['name', 'title', 'label', 'subject', 'path', 'id', 'key', 'email', 'url', 'summary', 'text', 'value'];
const mostFields = 4;
const longestWhole = 300;

/** Answers that hand on what a tool's replies say: names out of lists, fields out of things, else the text or its beginning. */
export function draftAnswers(calls: readonly Primitive[]): Answer[] {
  const documents = calls.map(({ result }) => result.structuredContent ?? parse(replyText(result))).filter((document) => document !== null);
  const answers: Answer[] = [];
  if (documents.length * 2 > calls.length) {
    for (const pointer of listPointers(documents)) answers.push(...answerList(pointer, documents));
    answers.push(...answerFields(documents));
  }
  // `m` makes `^` the start of any line: these are the ends of the whole text.
  answers.push(
    {
      read: { whole: { match: `(?<![\\s\\S])\\s*(\\S[\\s\\S]{0,${longestWhole - 1}})(?![\\s\\S])` } },
      say: ['{whole}', 'Done. It says: {whole}', 'This came back: {whole}'],
    },
    {
      read: { line: { match: '(?<![\\s\\S])\\s*(\\S[^\\n]{0,199})' } },
      say: ['It begins with: {line}', 'Here is how it starts: {line}', 'The first line is: {line}'],
    },
  );
  return answers;
}

/** Where these documents hold lists, those of things first. */
function listPointers(documents: readonly Json[]): string[] {
  const found = new Map<string, number>();
  for (const document of documents) {
    if (Array.isArray(document)) found.set('', (found.get('') ?? 0) + 1);
    else if (isObject(document)) {
      for (const [key, value] of Object.entries(document))
        if (Array.isArray(value)) found.set(pointerOf([key]), (found.get(pointerOf([key])) ?? 0) + 1);
    }
  }
  return [...found]
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .map(([pointer]) => pointer)
    .slice(0, 1);
}

function answerList(pointer: string, documents: readonly Json[]): Answer[] {
  const lists = documents.flatMap((document) => {
    const list =
      pointer === '' ? document : isObject(document) ? document[pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
    return Array.isArray(list) ? [list] : [];
  });
  const items = lists.flat();
  const field = naming.find((name) => items.length > 0 && items.every((item) => isObject(item) && isScalar(item[name])));
  const names = items.length > 0 && items.every(isScalar) ? `${pointer}/*` : field === undefined ? null : `${pointer}/*/${field}`;
  const what = pointer === '' ? 'entries' : wordsOf(pointer.slice(1)).join(' ') || 'entries';
  const count = { count: { size: pointer } };
  return [
    ...(names === null
      ? []
      : [
          {
            read: { ...count, names: { json: names } },
            say: [`It gives {count} (${what}): {names}.`, `Found {count}: {names}.`, `The ${what} are {names}; {count} in all.`],
          },
        ]),
    { read: count, say: [`Number of ${what}: {count}.`, `It gives {count} (${what}).`] },
  ];
}

/** The fields that all these things have. */
function answerFields(documents: readonly Json[]): Answer[] {
  const [first, ...others] = documents;
  if (!isObject(first ?? null)) return [];
  const fields = Object.entries(first as JsonObject)
    .filter(
      ([key, value]) =>
        isScalar(value) &&
        String(value).length <= longestWhole &&
        others.every((other) => isObject(other) && isScalar(other[key])) &&
        /^[\w -]+$/u.test(key),
    )
    .map(([key]) => key)
    .slice(0, mostFields);
  if (fields.length === 0) return [];
  const read = Object.fromEntries(fields.map((key, index) => [`field${index}`, { json: pointerOf([key]) }]));
  const said = fields.map((key, index) => `${wordsOf(key).join(' ')} {field${index}}`);
  return [{ read, say: [`${said.join(', ')}.`, `Here it is: ${said.join(', ')}.`, `It says ${said.join(', ')}.`] }];
}

function isScalar(value: Json | undefined): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean';
}

function parse(text: string): Json | null {
  if (!/^\s*[[{]/u.test(text)) return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
