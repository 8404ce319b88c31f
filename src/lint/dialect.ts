import { Ajv, type ErrorObject } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isObject } from './values.ts';

/** The drafts of JSON Schema that tools are written in and clients read. */
export type Dialect = '2020-12' | '2019-09' | 'draft-07';

/** The dialect that a schema names; `undeclared` without one, where 2020-12 holds (MCP 2025-11-25), `foreign` for any other. */
export function dialectOf(schema: unknown): Dialect | 'undeclared' | 'foreign' {
  const declared = isObject(schema) && Object.hasOwn(schema, '$schema') ? schema.$schema : undefined;
  if (declared === undefined) return 'undeclared';
  if (typeof declared !== 'string') return 'foreign';
  const [, name] = /^https?:\/\/json-schema\.org\/(draft\/2020-12|draft\/2019-09|draft-0[67])\/schema#?$/u.exec(declared) ?? [];
  if (name === undefined) return 'foreign';
  return name === 'draft/2020-12' ? '2020-12' : name === 'draft/2019-09' ? '2019-09' : 'draft-07';
}

const makers = { '2020-12': Ajv2020, '2019-09': Ajv2019, 'draft-07': Ajv };
const instances = new Map<Dialect, Ajv>();

/** What a schema's meta-schema says against it: a JSON Pointer into the schema and a sentence each. Bound the schema first. */
export function judgeByMeta(schema: unknown, dialect: Dialect): { pointer: string; says: string }[] {
  let ajv = instances.get(dialect);
  if (ajv === undefined) {
    ajv = new makers[dialect]({ strict: false, logger: false, allErrors: true, validateFormats: false });
    instances.set(dialect, ajv);
  }
  const { $schema: _, ...plain } = isObject(schema) ? schema : { $schema: undefined };
  if (ajv.validateSchema(isObject(schema) ? plain : (schema as boolean)) === true) return [];
  const worst = new Map<string, string>();
  for (const error of ajv.errors ?? []) {
    // A union reports its branches and then itself; the branches say more.
    if (!worst.has(error.instancePath) || error.keyword === 'enum') worst.set(error.instancePath, sayError(error));
  }
  return [...worst].map(([pointer, says]) => ({ pointer, says }));
}

function sayError({ message, params }: ErrorObject): string {
  const allowed = (params as { allowedValues?: unknown[] }).allowedValues;
  return allowed === undefined ? (message ?? 'is not valid') : `must be one of ${allowed.map(String).join(', ')}`;
}
