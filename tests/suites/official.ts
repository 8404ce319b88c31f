import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../src/model/canonical.ts';
import type { Json } from '../../src/model/json.ts';
import { streamOf } from '../../src/random/stream.ts';
import { compileSchema, type Validate } from '../../src/schema/compile.ts';
import { type JsonType, jsonTypes } from '../../src/schema/sample/demand.ts';
import { typeOf } from '../../src/schema/sample/solve.ts';
import { prepareSampler, type Sampler } from '../../src/schema/sample.ts';
import { judgesOf } from '../schema/two-judges.ts';
import { type Report, share } from './report.ts';

interface Group {
  file: string;
  description: string;
  schema: unknown;
  tests: { description: string; data: Json; valid: boolean }[];
}

const dialects: Record<string, string> = {
  draft7: 'http://json-schema.org/draft-07/schema#',
  'draft2019-09': 'https://json-schema.org/draft/2019-09/schema',
  'draft2020-12': 'https://json-schema.org/draft/2020-12/schema',
};
/** Values drawn of each schema. */
const VALUES = 20;

/** The verdicts of compiling and the values of sampling, against one draft's folder of the official suite. */
export function measureDraft(folder: string, draft: string): Report {
  const misses: string[] = [];
  const required = readGroups(folder, draft);
  const optional = readGroups(join(folder, 'optional'), draft);
  const formats = readGroups(join(folder, 'optional', 'format'), draft);
  const figures: Report['figures'] = [];
  for (const [what, groups] of [
    ['required tests', required],
    ['optional tests', optional],
    ['format tests', formats],
  ] as const) {
    const { right, whole, elsewhere, asserted, unread } = countVerdicts(groups, what, misses);
    figures.push([`${what} judged as the suite says`, share(right, whole)]);
    if (elsewhere > 0) figures.push(['  otherwise: other documents are never fetched', String(elsewhere)]);
    if (asserted > 0) figures.push(['  otherwise: formats are checked, not annotations', String(asserted)]);
    if (unread > 0) figures.push(['  otherwise: the schema is refused', String(unread)]);
    const rest = whole - right - elsewhere - asserted - unread;
    if (rest > 0) figures.push(['  otherwise: misjudged', String(rest)]);
  }
  const drawn = countSamples(required, misses);
  figures.push(
    ['required schemas with a valid example', String(drawn.satisfiable)],
    ['  of these, sampled (every one of 20 values taken by both)', share(drawn.solved, drawn.satisfiable)],
    ['  of these, refused: other documents are never fetched', String(drawn.elsewhere)],
    ['  of these, refused with another reason', String(drawn.refused - drawn.elsewhere)],
    ['  of these, with 5 different values or all there are', share(drawn.various, drawn.satisfiable)],
    ['(schema, JSON type of a valid example) sampled', share(drawn.typed, drawn.pairs)],
    ['schemas without a valid example: refused / sampled', `${drawn.emptyRefused} / ${drawn.emptySampled}`],
    ['values given', String(drawn.values)],
    ['values given that a validator refuses', String(drawn.unsound)],
    ['values given that the second validator cannot judge', String(drawn.unread)],
    ['slowest schema, ms', drawn.slowest.toFixed(0)],
  );
  return { title: `${draft}: ${required.length} required schemas`, figures, misses, unsound: drawn.unsound };
}

function readGroups(folder: string, draft: string): Group[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ name }) => name)
    .sort()
    .flatMap((file) =>
      (JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<Group, 'file'>[]).map((group) => ({
        ...group,
        file,
        schema: withDialect(group.schema, dialects[draft] as string),
      })),
    );
}

function withDialect(schema: unknown, dialect: string): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema) || Object.hasOwn(schema, '$schema')) return schema;
  return Object.fromEntries([['$schema', dialect], ...Object.entries(schema)]);
}

interface Verdicts {
  right: number;
  whole: number;
  elsewhere: number;
  asserted: number;
  unread: number;
}

function countVerdicts(groups: Group[], what: string, misses: string[]): Verdicts {
  let [right, whole, elsewhere, asserted, unread] = [0, 0, 0, 0, 0];
  for (const { file, description, schema, tests } of groups) {
    whole += tests.length;
    let validate: Validate;
    try {
      validate = compileSchema(schema);
    } catch (error) {
      if (needsOthers(schema)) elsewhere += tests.length;
      else unread += tests.length;
      misses.push(`${what}: ${file}, ${description}: ${(error as Error).message}`);
      continue;
    }
    for (const test of tests) {
      let verdict: boolean | string;
      try {
        verdict = validate(test.data).valid;
      } catch (error) {
        verdict = (error as Error).message;
      }
      if (verdict === test.valid) right += 1;
      // The file of the required tests says that a format is only an annotation.
      else if (file === 'format.json') asserted += 1;
      else misses.push(`${what}: ${file}, ${description}, ${test.description}: should be ${test.valid}, is ${verdict}`);
    }
  }
  return { right, whole, elsewhere, asserted, unread };
}

function needsOthers(schema: unknown): boolean {
  const sampler = prepareSampler(schema);
  return 'refused' in sampler && sampler.refused.startsWith('remote $ref');
}

function countSamples(groups: Group[], misses: string[]) {
  const counts = {
    satisfiable: 0,
    solved: 0,
    refused: 0,
    elsewhere: 0,
    various: 0,
    typed: 0,
    pairs: 0,
    emptyRefused: 0,
    emptySampled: 0,
    values: 0,
    unsound: 0,
    unread: 0,
    slowest: 0,
  };
  for (const { file, description, schema, tests } of groups) {
    const where = `${file}, ${description}`;
    const started = performance.now();
    const sampler = prepareSampler(schema);
    const valid = tests.filter((test) => test.valid);
    const drawn = 'refused' in sampler ? { values: [], refused: sampler.refused } : drawValues(sampler, where);
    counts.slowest = Math.max(counts.slowest, performance.now() - started);
    const judges = drawn.values.length > 0 ? judgesOf(schema) : undefined;
    for (const value of drawn.values) {
      counts.values += 1;
      const verdict = judges?.(value);
      if (verdict?.compiled === true && verdict.interpreted === undefined) counts.unread += 1;
      if (verdict?.compiled === true && verdict.interpreted !== false) continue;
      counts.unsound += 1;
      misses.push(`sampling: ${where}: ${JSON.stringify(value)} is refused`);
    }
    if (valid.length === 0) {
      if (drawn.refused === undefined) counts.emptySampled += 1;
      else counts.emptyRefused += 1;
      continue;
    }
    counts.satisfiable += 1;
    if (drawn.refused === undefined) counts.solved += 1;
    else {
      counts.refused += 1;
      if (drawn.refused.startsWith('remote $ref')) counts.elsewhere += 1;
      misses.push(`sampling: ${where}: ${drawn.refused}`);
    }
    const distinct = new Set(drawn.values.map(canonicalJson)).size;
    if (distinct >= 5 || (drawn.refused === undefined && isSmall(schema, distinct))) counts.various += 1;
    else if (drawn.refused === undefined) misses.push(`sampling: ${where}: ${distinct} different values`);
    const types = new Set(valid.map(({ data }) => typeOf(data)));
    for (const type of jsonTypes.filter((type) => types.has(type))) {
      counts.pairs += 1;
      if ('refused' in sampler) continue;
      const failure = drawType(sampler, type, where);
      if (failure === undefined) counts.typed += 1;
      else misses.push(`sampling: ${where}, as ${type}: ${failure}`);
    }
  }
  return counts;
}

function drawValues(sampler: Sampler, where: string): { values: Json[]; refused?: string } {
  const values: Json[] = [];
  for (let index = 0; index < VALUES; index += 1) {
    const sampled = sampler.sample({ stream: streamOf('suite', where, index) });
    if ('refused' in sampled) return { values, refused: sampled.refused };
    values.push(sampled.value);
  }
  return { values };
}

function drawType(sampler: Sampler, type: JsonType, where: string): string | undefined {
  const sampled = sampler.sample({ stream: streamOf('suite', where, type), pins: new Map([['', { type }]]) });
  if ('refused' in sampled) return sampled.refused;
  return typeOf(sampled.value) === type ? undefined : 'another type';
}

/** Whether the schema names all its values at the top, so that there are no more to draw. */
function isSmall(schema: unknown, distinct: number): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const { const: only, enum: listed } = schema as { const?: unknown; enum?: unknown[] };
  return only !== undefined || (Array.isArray(listed) && distinct >= Math.min(5, listed.length));
}
