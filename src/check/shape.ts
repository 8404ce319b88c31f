import type { z } from 'zod';
import { isObject } from './json.ts';

/** Whether a value of JSON is what a schema says. */
export type Shape = (value: unknown) => boolean;

/**
 * The schema of a record as a test that says yes or no and makes nothing. What it takes, the schema takes; of what it does not take the schema has
 * to tell the fault.
 */
export function compileShape(schema: z.core.$ZodType): Shape {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return compileObject(def);
    case 'array':
      return compileArray(def);
    case 'record':
      return compileRecord(def);
    case 'union':
      return compileUnion(def);
    case 'optional': {
      const inner = compileShape(def.innerType);
      return (value) => value === undefined || inner(value);
    }
    case 'nullable': {
      const inner = compileShape(def.innerType);
      return (value) => value === null || inner(value);
    }
    case 'lazy':
      return compileLazy(schema, def);
    case 'string':
      return compileString(def);
    case 'number':
      return compileNumber(def);
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'null':
      return (value) => value === null;
    case 'unknown':
      return (value) => value !== undefined;
    case 'literal': {
      const values: readonly unknown[] = def.values;
      return (value) => values.includes(value);
    }
    case 'enum': {
      const values = new Set<unknown>(Object.values(def.entries));
      return (value) => values.has(value);
    }
    default:
      throw new Error(`no test is made of the schema ${def.type}`);
  }
}

/** Of schemas that lead back to themselves. */
const lazy = new WeakMap<z.core.$ZodType, Shape>();

function compileLazy(schema: z.core.$ZodType, { getter }: z.core.$ZodLazyDef): Shape {
  let inner: Shape | null = null;
  const shape: Shape = (value) => {
    inner ??= compileShape(getter());
    return inner(value);
  };
  const known = lazy.get(schema) ?? shape;
  lazy.set(schema, known);
  return known;
}

function compileObject({ shape, catchall }: z.core.$ZodObjectDef): Shape {
  if (catchall?._zod.def.type !== 'never') throw new Error('no test is made of an object that takes any member');
  const members = Object.entries(shape).map(([name, member]) => ({ name, fits: compileShape(member) }));
  return (value) => {
    if (!isObject(value)) return false;
    let known = 0;
    for (const { name, fits } of members) {
      const member = value[name];
      if (!fits(member)) return false;
      if (member !== undefined) known += 1;
    }
    return Object.keys(value).length === known;
  };
}

function compileArray({ element, checks = [] }: z.core.$ZodArrayDef): Shape {
  const fits = compileShape(element);
  const [least, most] = checks.reduce<[number, number]>(
    ([least, most], check) => {
      const { def } = (check as z.core.$ZodChecks)._zod;
      if (def.check === 'min_length') return [Math.max(least, def.minimum), most];
      if (def.check === 'length_equals') return [def.length, def.length];
      throw new Error(`no test is made of the check ${def.check}`);
    },
    [0, Number.POSITIVE_INFINITY],
  );
  return (value) => Array.isArray(value) && value.length >= least && value.length <= most && value.every(fits);
}

function compileRecord({ keyType, valueType }: z.core.$ZodRecordDef): Shape {
  const { def } = (keyType as z.core.$ZodTypes)._zod;
  if (def.type !== 'string' || (def.checks ?? []).length > 0) throw new Error('no test is made of a record whose keys are told');
  const fits = compileShape(valueType);
  return (value) => isObject(value) && Object.values(value).every(fits);
}

function compileUnion(def: z.core.$ZodUnionDef): Shape {
  const options = def.options.map(compileShape);
  return (value) => options.some((fits) => fits(value));
}

function compileString({ checks = [], ...rest }: z.core.$ZodStringDef): Shape {
  if ('format' in rest) throw new Error(`no test is made of a string that is a ${String(rest.format)}`);
  const patterns = checks.map((check) => {
    const { def } = (check as z.core.$ZodChecks)._zod;
    if (def.check === 'string_format' && def.pattern !== undefined && !def.pattern.global) return def.pattern;
    throw new Error(`no test is made of the check ${def.check}`);
  });
  return (value) => typeof value === 'string' && patterns.every((pattern) => pattern.test(value));
}

function compileNumber(def: z.core.$ZodNumberDef): Shape {
  const formats = [def, ...(def.checks ?? []).map((check) => (check as z.core.$ZodChecks)._zod.def)].flatMap((each) =>
    'check' in each ? [(each as z.core.$ZodCheckNumberFormatDef).format] : [],
  );
  if (formats.some((format) => format !== 'safeint')) throw new Error(`no test is made of a number that is a ${formats.join()}`);
  return formats.length > 0 ? Number.isSafeInteger : Number.isFinite;
}
