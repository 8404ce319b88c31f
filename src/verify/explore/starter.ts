import { type Phrases, phrasesSchema } from '../../model/phrases.ts';
import { segmentsOf, valueAt } from '../../model/pointer.ts';
import type { Primitive } from '../../model/primitive.ts';
import type { GroundTool } from '../../model/tool.ts';
import { wordsOf } from './words.ts';

/** Values of one argument that get words of their own. */
const mostWords = 40;

/**
 * Phrases to start from: for every admitted tool one request in the form `build` reads, with the right slots and clauses, and
 * an answer that hands on the reply. The wording is a placeholder that a person has to replace: nobody talks like that.
 */
export function draftPhrases(ground: string, tools: readonly GroundTool[], primitives: readonly Primitive[]): Phrases {
  const drafted: Phrases['tools'] = {};
  for (const tool of tools.filter(({ admitted }) => admitted)) {
    const calls = primitives.filter((primitive) => primitive.tool === tool.name);
    const pointers = [
      ...new Set(calls.flatMap(({ roles }) => Object.keys(roles).filter((pointer) => roles[pointer]?.origin === 'user'))),
    ].sort();
    const isAlways = (pointer: string) => calls.every(({ arguments: args }) => valueAt(args, pointer) !== undefined);
    const slots = pointers.filter(isAlways).map(saySlot);
    const clauses = pointers.filter((pointer) => !isAlways(pointer)).map((pointer) => `<, ${saySlot(pointer)}>`);
    const title = tool.title ?? wordsOf(tool.name).join(' ');
    drafted[tool.name] = {
      requests: [`[${title.replace(/[[\]{}<>]/gu, '')}]${slots.length > 0 ? ` with ${slots.join(', ')}` : ''}${clauses.join('')}.`],
      words: wordsFor(calls, pointers),
      answers: [{ read: { reply: { match: '^([\\s\\S]+)$' } }, say: ['{reply}'] }],
      asides: {},
      mistaken: {},
    };
  }
  return phrasesSchema.parse({
    schema: 'nearmiss/phrases@1',
    ground,
    systems: ['You have tools for what lies under {root}. Use them to do what you are asked.'],
    openers: [],
    closers: [],
    tools: drafted,
    chains: [],
  });
}

function saySlot(pointer: string): string {
  const segments = segmentsOf(pointer);
  const name = segments.findLast((segment) => !/^\d+$/u.test(segment)) ?? '';
  return `${wordsOf(name).join(' ')} {${segments.join('.')}}`;
}

function wordsFor(calls: readonly Primitive[], pointers: readonly string[]): Record<string, Record<string, string[]>> {
  const words: Record<string, Record<string, string[]>> = {};
  for (const pointer of pointers) {
    const values = new Set<string>();
    for (const { arguments: args, roles } of calls) {
      const value = valueAt(args, pointer);
      const kind = roles[pointer]?.kind;
      if (value !== undefined && (kind === 'enum' || kind === 'flag') && values.size < mostWords) values.add(String(value));
    }
    if (values.size > 0)
      words[pointer] = Object.fromEntries([...values].sort().map((value) => [value, [wordsOf(value).join(' ') || value]]));
  }
  return words;
}
