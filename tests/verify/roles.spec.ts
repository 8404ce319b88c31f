import { describe, expect, it } from 'vitest';
import { said } from '../../src/grounds/recipe.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { assignRoles, guessKind, schemaAt } from '../../src/verify/roles.ts';

const schema: JsonObject = {
  type: 'object',
  properties: {
    path: { type: 'string' },
    sortBy: { type: 'string', enum: ['name', 'size'] },
    deep: { type: 'boolean' },
    filter: { anyOf: [{ $ref: '#/$defs/filter' }, { type: 'null' }] },
    edits: { type: 'array', items: { type: 'object', properties: { from: { type: 'string', const: 'x' } } } },
  },
  $defs: { filter: { type: 'object', properties: { since: { type: 'string', format: 'date' } } } },
};
const plain = (kind: string) => ({ origin: 'default', critical: false, kind });

describe('assignRoles', () => {
  it('should keep named roles of present arguments and give the rest a plain one', () => {
    expect(assignRoles({ path: 'a', sortBy: 'size', deep: true }, { '/path': said('path'), '/head': said('count') }, schema)).toEqual({
      '/path': said('path'),
      '/sortBy': plain('enum'),
      '/deep': plain('flag'),
    });
  });

  it('should give a role to every part of an argument that is named in part', () => {
    const args: JsonObject = { edits: [{ from: 'x', to: 'y' }, { from: 'x' }], filter: { since: '2026-01-01' } };
    expect(assignRoles(args, { '/edits/0/to': said('text') }, schema)).toEqual({
      '/edits/0/from': plain('enum'),
      '/edits/0/to': said('text'),
      '/edits/1': plain('text'),
      '/filter': plain('text'),
    });
  });

  it('should list them in one order', () => {
    expect(Object.keys(assignRoles({ b: 1, a: 2 }, { '/b': said('count') }, {}))).toEqual(['/a', '/b']);
  });
});

describe('guessKind', () => {
  it.each([
    ['customerId', 'c-1', 'id'],
    ['customer_id', 17, 'id'],
    ['file_path', 'x', 'path'],
    ['limit', 5, 'count'],
    ['price', 2.5, 'number'],
    ['tableName', 'orders', 'name'],
    ['query', 'x', 'text'],
    ['start', '2026-02-03', 'date'],
    ['names', ['a'], 'list'],
    ['cell', 'A1', 'range'],
    ['pathology', 'x', 'text'],
  ])('should take %s = %j for a %s', (name, value, kind) => {
    expect(guessKind(name, value, undefined)).toBe(kind);
  });
});

describe('schemaAt', () => {
  it('should follow properties, items, references and optional values', () => {
    expect(schemaAt(schema, ['filter', 'since'])).toEqual({ type: 'string', format: 'date' });
    expect(schemaAt(schema, ['edits', 3, 'from'])).toEqual({ type: 'string', const: 'x' });
    expect(schemaAt(schema, ['nothing', 'here'])).toBeUndefined();
    expect(schemaAt({ properties: { a: { $ref: '#/properties/a' } } }, ['a'])).toBeUndefined();
  });
});
