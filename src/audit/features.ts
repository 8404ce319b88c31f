import type { Json } from '../model/json.ts';
import { type Completion, countArguments, countCharacters, leavesOf } from './completion.ts';

/** Looks of a completion by name, each with how much it counts. A name is its kind, the place and the particulars, with tabs between. */
export type Features = Map<string, number>;

/** Lengths in characters that are looked for: "at least so many". */
const LENGTHS = [1, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 512, 1024];
/** Characters of a text that are cut into pieces of three. */
const LONGEST_TEXT = 240;
/** A longer value is not looked for as a whole. */
const LONGEST_VALUE = 60;
const GRAM = 3;
/** Where a text begins and ends, in its pieces. */
const [START, END] = ['\ue000', '\ue001'];
/** Stands for every place at once. */
const ANYWHERE = '';
/** The place of the words of a message. */
const WORDS = 'words';

/** The looks of a completion: form, tool, which arguments, and of every value its kind, length, digits, ends and pieces of three characters. */
export function featuresOf(completion: Completion): Features {
  const features: Features = new Map();
  const add = (...name: (string | number)[]): void => void features.set(name.join('\t'), 1);
  add('form', completion.calls.length === 0 ? 'text' : 'call');
  if (completion.calls.length > 1) add('calls', completion.calls.length);
  if (completion.calls.length > 0) add('arguments', countArguments(completion));
  for (const least of reached(LENGTHS, countCharacters(completion))) add('long', least);
  const grams = new Map<string, number>();
  if (completion.content !== '') addText(WORDS, completion.content, add, grams);
  for (const call of completion.calls) {
    add('tool', call.name);
    for (const name of Object.keys(call.arguments as object)) {
      add('has', `/${name}`);
      add('tool-has', `/${name}`, call.name);
      const value = (call.arguments as { [key: string]: Json })[name];
      if (Array.isArray(value)) add('items', `/${name}`, value.length);
    }
    for (const { pointer, value } of leavesOf(call.arguments)) addValue(pointer, value, add, grams);
  }
  // All pieces together count as much as one other look, however long the text is.
  const share = 1 / Math.sqrt(Math.max(1, grams.size));
  for (const name of grams.keys()) features.set(name, share);
  return features;
}

type Add = (...name: (string | number)[]) => void;

function addValue(pointer: string, value: Json, add: Add, grams: Map<string, number>): void {
  const text = JSON.stringify(value);
  if (text.length <= LONGEST_VALUE) add('value', pointer, text);
  add('type', pointer, Array.isArray(value) ? 'an empty list' : value === null ? 'null' : typeof value);
  if (typeof value === 'number') for (const place of [pointer, ANYWHERE]) addNumber(place, value, add);
  if (typeof value === 'string') addText(pointer, value, add, grams);
}

function addNumber(place: string, value: number, add: Add): void {
  const digits = String(Math.abs(value));
  if (Number.isInteger(value)) add(value % 2 === 0 ? 'even' : 'odd', place);
  else add('fraction', place);
  if (value < 0) add('negative', place);
  add('last', place, digits.at(-1) as string);
  add('digits', place, digits.replace(/\D/gu, '').length);
}

function addText(place: string, text: string, add: Add, grams: Map<string, number>): void {
  const isWords = place === WORDS;
  const digits = text.replace(/\D/gu, '').length;
  for (const where of isWords ? [place] : [place, ANYWHERE]) {
    for (const least of reached(LENGTHS, text.length)) add('length', where, least);
    add('digits', where, Math.min(digits, 12));
    if (text !== '') {
      add('first', where, ([...text.slice(0, 2)][0] as string).replace(/\s/u, ' '));
      add('last', where, ([...text.slice(-2)].at(-1) as string).replace(/\s/u, ' '));
    }
  }
  const marked = `${START}${text.slice(0, LONGEST_TEXT).replace(/\s/gu, ' ')}${END}`;
  for (let from = 0; from + GRAM <= marked.length; from += 1) {
    const gram = marked.slice(from, from + GRAM);
    grams.set(`gram\t${place}\t${gram}`, 1);
    if (!isWords) grams.set(`gram\t${ANYWHERE}\t${gram}`, 1);
  }
}

function reached(lengths: readonly number[], length: number): number[] {
  return lengths.filter((least) => length >= least);
}

/** A look in words: "the tool is delete_entities", "the value of /limit ends in "7"". */
export function sayFeature(name: string): string {
  const [kind, ...rest] = name.split('\t') as [string, ...string[]];
  if (kind === 'form') return rest[0] === 'text' ? 'it makes no call' : 'it makes a call';
  if (kind === 'calls') return `it makes ${rest[0]} calls`;
  if (kind === 'arguments') return `it gives ${rest[0]} ${rest[0] === '1' ? 'argument' : 'arguments'}`;
  if (kind === 'long') return `it has at least ${rest[0]} characters`;
  if (kind === 'tool') return `the tool is ${rest[0]}`;
  const [place, what = ''] = rest as [string, string?];
  if (kind === 'has') return `it gives ${place}`;
  if (kind === 'tool-has') return `${what} is given ${place}`;
  if (kind === 'items') return `${place} has ${what} ${what === '1' ? 'item' : 'items'}`;
  const subject = place === WORDS ? 'its text' : place === ANYWHERE ? 'some value' : `the value of ${place}`;
  const says: Record<string, string> = {
    value: `is ${what}`,
    type: `is ${/^[aeiou]/u.test(what) || what === 'null' ? what : `a ${what}`}`,
    odd: 'is odd',
    even: 'is even',
    fraction: 'has decimals',
    negative: 'is negative',
    length: what === '1' ? 'is not empty' : `has at least ${what} characters`,
    digits: `has ${what === '12' ? '12 or more digits' : what === '1' ? '1 digit' : `${what} digits`}`,
    first: `begins with ${JSON.stringify(what)}`,
    last: `ends in ${JSON.stringify(what)}`,
    gram: sayGram(what),
  };
  return `${subject} ${says[kind] ?? kind}`;
}

function sayGram(gram: string): string {
  const text = JSON.stringify(gram.replaceAll(START, '').replaceAll(END, ''));
  if (gram.startsWith(START)) return gram.endsWith(END) ? `is ${text}` : `begins with ${text}`;
  return gram.endsWith(END) ? `ends in ${text}` : `contains ${text}`;
}
