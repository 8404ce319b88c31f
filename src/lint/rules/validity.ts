import type { Json } from '../../model/json.ts';
import { dialectOf, judgeByMeta } from '../dialect.ts';
import { countPaths, hasEmbedded } from '../refs.ts';
import type { Rule } from '../rule.ts';
import { isObject, shorten, show } from '../values.ts';
import { outOfTime, schemasOf } from '../view.ts';
import { inputWith, toolWith, toolWithParameter } from './example.ts';

/** Beyond this many, more of the same from one schema helps nobody. */
const mostPerSchema = 10;
const mostPaths = 100_000;

export const unsupportedDialect: Rule = {
  id: 'unsupported-dialect',
  severity: 'warning',
  summary: '$schema names a dialect that clients do not read',
  why: 'MCP clients read 2020-12, most also draft-07; of another dialect they must say that they cannot, and some drop the tool.',
  fix: 'Write the schema in 2020-12 and leave $schema out, or name draft-07 exactly',
  source: 'https://modelcontextprotocol.io/specification/2025-11-25/basic#json-schema-usage',
  bad: toolWith({ inputSchema: { $schema: 'http://json-schema.org/draft-04/schema#', ...inputWith({}) } }),
  good: toolWith({ inputSchema: { $schema: 'https://json-schema.org/draft/2020-12/schema', ...inputWith({}) } }),
  *onTool(view) {
    for (const { root, pointer } of schemasOf(view)) {
      if (dialectOf(root) === 'foreign')
        yield { at: `${pointer}/$schema`, says: `$schema is ${show((root as { $schema?: unknown }).$schema)}` };
    }
  },
};

export const invalidSchema: Rule = {
  id: 'invalid-schema',
  severity: 'error',
  summary: 'the schema is no valid JSON Schema',
  why: 'It breaks the meta-schema of its dialect: validators refuse it, and what they would have checked is not checked.',
  fix: 'Write the keyword as JSON Schema has it, or name the dialect it comes from in $schema',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation',
  bad: toolWithParameter('page', { type: 'integer', minimum: '1', description: 'Page, from 1' }),
  good: toolWithParameter('page', { type: 'integer', minimum: 1, description: 'Page, from 1' }),
  *onTool(view) {
    for (const { root, pointer, tooMuch } of schemasOf(view)) {
      const dialect = dialectOf(root);
      if (!isObject(root) || tooMuch !== undefined || dialect === 'foreign') continue;
      const read = dialect === 'undeclared' ? '2020-12' : dialect;
      const complaints = judgeByMeta(root, read).filter(
        ({ pointer: at, says }) => !(at.endsWith('/type') && says.startsWith('must be one of')),
      );
      // Of nested complaints the innermost says what is wrong.
      const innermost = complaints.filter(({ pointer: at }) => !complaints.some((other) => other.pointer.startsWith(`${at}/`)));
      for (const { pointer: at, says } of innermost.slice(0, mostPerSchema))
        yield { at: pointer + at, says: `${says} (${read})`, ...hint(at) };
    }
  },
};

function hint(at: string): { fix?: string } {
  if (at.endsWith('/required')) return { fix: 'List the required names in an array on the object that holds them' };
  if (/\/exclusiveM(?:in|ax)imum$/u.test(at)) return { fix: 'Give the bound itself: draft-04 had true beside minimum or maximum' };
  if (at.endsWith('/items')) return { fix: 'Use prefixItems for tuples, or name draft-07 in $schema' };
  return {};
}

export const uncompilableSchema: Rule = {
  id: 'uncompilable-schema',
  severity: 'error',
  summary: 'no validator can be made of the schema',
  why: 'Clients that check arguments refuse the tool, often all tools of the server.',
  fix: 'Mend what the message names',
  source: 'https://ajv.js.org/guide/managing-schemas.html',
  bad: toolWith({
    inputSchema: {
      ...inputWith({}),
      $defs: { Day: { $id: 'urn:day', type: 'string' }, Week: { $id: 'urn:day', type: 'integer' } },
    },
  }),
  good: toolWith(),
  *onTool(view) {
    for (const { root, pointer, compile, nodes, tooMuch } of schemasOf(view)) {
      if (!isObject(root) || tooMuch !== undefined || dialectOf(root) === 'foreign') continue;
      // What other rules say of references, patterns and keywords is not said again.
      if (nodes.some(({ schema }) => typeof schema.$ref === 'string' || typeof schema.$dynamicRef === 'string')) {
        if (countPaths(root, mostPaths) >= mostPaths) continue;
      }
      const compiled = compile();
      if (
        typeof compiled !== 'string' ||
        compiled === outOfTime ||
        (/can't resolve reference/u.test(compiled) && !hasEmbedded(root)) ||
        /schema is invalid|Invalid regular expression|^pattern /u.test(compiled)
      )
        continue;
      yield { at: pointer, says: shorten(compiled, 200) };
    }
  },
};

export const explodingRefs: Rule = {
  id: 'exploding-refs',
  severity: 'error',
  summary: 'references fan out: checking one value takes exponential time',
  why: 'A few references to schemas that refer twice to the next make a thousand paths of a kilobyte. A validator that follows them hangs.',
  fix: 'Let alternatives differ early, by a const or a required name, and refer to each schema once',
  source: 'https://modelcontextprotocol.io/specification/2025-11-25/basic#json-schema-usage',
  bad: toolWith({
    inputSchema: {
      type: 'object',
      properties: { filter: { $ref: '#/$defs/d0', description: 'What to look for' } },
      $defs: Object.fromEntries(
        Array.from({ length: 22 }, (_, i): [string, Json] => [`d${i}`, i === 21 ? { type: 'string' } : fork(i + 1)]),
      ),
    },
  }),
  good: toolWith(),
  *onTool(view) {
    for (const { root, pointer, tooMuch } of schemasOf(view)) {
      if (tooMuch === undefined && countPaths(root, mostPaths) >= mostPaths)
        yield { at: pointer, says: `more than ${mostPaths} paths through its references` };
    }
  },
};

function fork(to: number): Json {
  return { anyOf: [{ $ref: `#/$defs/d${to}` }, { $ref: `#/$defs/d${to}`, minLength: to }] };
}
