import type { Json, JsonObject } from '../../model/json.ts';
import type { Answer } from '../../model/phrases.ts';
import { pointerOf, segmentsOf } from '../../model/pointer.ts';
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
    const leaves = documents.map(leavesOf);
    const list = findList(leaves);
    answers.push(...(list === undefined ? [] : answerList(list, leaves)), ...answerFields(leaves));
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

const deepest = 3;

/** Every value of a document that is no object, by its pointer; lists are not looked into. */
function leavesOf(document: Json): Map<string, Json> {
  const leaves = new Map<string, Json>();
  const visit = (value: Json, segments: readonly string[]) => {
    if (isObject(value) && segments.length < deepest) for (const [key, member] of Object.entries(value)) visit(member, [...segments, key]);
    else leaves.set(pointerOf(segments), value);
  };
  visit(document, []);
  return leaves;
}

/** The list that most of these documents have something in. */
function findList(leaves: readonly ReadonlyMap<string, Json>[]): string | undefined {
  const found = new Map<string, number>();
  for (const own of leaves) {
    for (const [pointer, value] of own) if (Array.isArray(value) && value.length > 0) found.set(pointer, (found.get(pointer) ?? 0) + 1);
  }
  return [...found].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))[0]?.[0];
}

function answerList(pointer: string, leaves: readonly ReadonlyMap<string, Json>[]): Answer[] {
  const items = leaves.flatMap((own) => {
    const list = own.get(pointer);
    return Array.isArray(list) ? list : [];
  });
  const field = naming.find((name) => items.every((item) => isObject(item) && isScalar(item[name])));
  const names = items.every(isScalar) ? `${pointer}/*` : field === undefined ? null : `${pointer}/*/${field}`;
  const what = wordsOf(segmentsOf(pointer).at(-1) ?? '').join(' ') || 'entries';
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

/** The fields that all these things have and that tell them apart. */
function answerFields(leaves: readonly ReadonlyMap<string, Json>[]): Answer[] {
  const [first, ...others] = leaves;
  if (first === undefined) return [];
  const pointers = [...first]
    .filter(([pointer, value]) => pointer !== '' && isScalar(value) && others.every((own) => isScalar(own.get(pointer))))
    .filter(([pointer, value]) => String(value).length <= longestWhole && /^[\w -]+$/u.test(segmentsOf(pointer).at(-1) ?? ''))
    .filter(([pointer, value]) => others.length === 0 || others.some((own) => own.get(pointer) !== value))
    .map(([pointer]) => pointer)
    .slice(0, mostFields);
  if (pointers.length === 0) return [];
  const read = Object.fromEntries(pointers.map((pointer, index) => [`field${index}`, { json: pointer }]));
  const said = pointers.map((pointer, index) => `${wordsOf(segmentsOf(pointer).at(-1) ?? '').join(' ')} {field${index}}`);
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

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
