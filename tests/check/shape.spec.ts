import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileShape } from '../../src/check/shape.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { pairSchema } from '../../src/model/pair.ts';
import { makeDataset } from './dataset.ts';

const isPair = compileShape(pairSchema);

/** What a value may become: of every kind of JSON, and such as only a pattern or a bound tells from a right one. */
const others: readonly Json[] = [null, true, 0, -1, 1.5, 2 ** 60, 'x', '', '/a~2', [], [1], {}, { role: 'tool' }, '__gone__'];

/** Every value that differs from this one in one place: something else there, nothing there, or something more. */
function* tamper(value: Json): Generator<Json> {
  for (const other of others) if (other !== '__gone__') yield structuredClone(other);
  if (typeof value === 'number') yield Number.POSITIVE_INFINITY;
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) yield [...value, ...value];
  else yield { ...value, more: 1 };
  for (const key of Object.keys(value)) {
    const copy = (): JsonObject => (Array.isArray(value) ? [...value] : { ...value }) as JsonObject;
    const less = copy();
    if (Array.isArray(less)) less.splice(Number(key), 1);
    else delete less[key];
    yield less;
    for (const other of tamper((value as JsonObject)[key] as Json)) yield Object.assign(copy(), { [key]: other });
  }
}

describe('the shape of a record', () => {
  const rows = makeDataset().rows.map((row) => ({ ...row, tools: row.tools.slice(0, 1) }));

  it('should take rows that are pairs', () => {
    for (const row of rows) expect(isPair(row), row.id).toBe(true);
    expect(isPair(JSON.parse(JSON.stringify(rows[0]).replace('{', '{"__proto__":1,')))).toBe(false);
  });

  it('should say of every row with one change what the schema says', () => {
    const seen = { fits: 0, fails: 0 };
    for (const row of rows.filter((_, at) => at % 10 === 0)) {
      for (const changed of tamper(row as unknown as Json)) {
        const said = pairSchema.safeParse(changed).success;
        seen[said ? 'fits' : 'fails'] += 1;
        if (isPair(changed) !== said) expect.fail(`the schema says ${said} of ${JSON.stringify(changed)}`);
      }
    }
    expect(seen.fits).toBeGreaterThan(200);
    expect(seen.fails).toBeGreaterThan(3000);
  });

  it.each([
    ['an object that takes more', z.object({ a: z.string() })],
    ['a text with a check of its own', z.strictObject({ a: z.string().min(2) })],
    ['a text of a format', z.email()],
    ['a number with a bound', z.number().min(1)],
    ['a date', z.date()],
    ['a record with told keys', z.record(z.enum(['a']), z.string())],
    ['a list with a longest length', z.array(z.string()).max(2)],
  ])('should not be made of what it cannot tell: %s', (_, schema) => {
    expect(() => compileShape(schema)).toThrow('no test is made');
  });
});
