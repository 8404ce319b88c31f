import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { fixText } from '../../src/lint/fix.ts';
import { parseText } from '../../src/lint/read/parse.ts';
import { compileSchema } from '../../src/schema/compile.ts';
import { offerTool } from '../../src/schema/normalise.ts';

const fix = (text: string, name = 'tools.json') => fixText(text, { name, document: parseText(text, name).document });
const fixSchema = (inputSchema: unknown) => {
  const fixed = fix(JSON.stringify({ tools: [{ name: 'a', inputSchema }] }));
  return { ...fixed, schema: JSON.parse(fixed.text).tools[0].inputSchema };
};

describe('fixText', { timeout: 60_000 }, () => {
  it('should inline, and say what it did', () => {
    const { schema, changed } = fixSchema({
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: { day: { $ref: '#/definitions/Day', description: 'First' } },
      definitions: { Day: { type: 'string', format: 'date' } },
    });
    expect(schema).toEqual({ type: 'object', properties: { day: { type: 'string', format: 'date', description: 'First' } } });
    expect(changed).toEqual([
      { tool: 'a', changes: ['removed $schema', 'inlined 1 reference', 'removed definitions (1)', 'added "type": "object"'] },
    ]);
  });

  it('should replace the text of schemas only', () => {
    const text =
      '{\n    "keep": 12345678901234567890, "tools": [ {"name":"a",   "inputSchema": {"type":"object","$schema":"https://json-schema.org/draft/2020-12/schema","properties":{}}} ], "also": 1.0\n}\n';
    const { text: fixed } = fix(text);
    expect(fixed).toContain('"keep": 12345678901234567890, "tools": [ {"name":"a",   "inputSchema": {');
    expect(fixed).toMatch(/ \], "also": 1\.0\n\}\n$/u);
    expect(JSON.parse(fixed).tools[0].inputSchema).toEqual({ type: 'object', properties: {} });
  });

  it('should add a schema where there is none', () => {
    const { text, changed } = fix('{"tools": [{"name": "a", "description": "b"}]}');
    expect(JSON.parse(text)).toEqual({ tools: [{ name: 'a', description: 'b', inputSchema: { type: 'object', properties: {} } }] });
    expect(changed).toHaveLength(1);
  });

  it.each<[string, unknown, RegExp]>([
    [
      'recursion',
      {
        type: 'object',
        properties: { x: { $ref: '#/$defs/A' } },
        $defs: { A: { type: 'object', properties: { a: { $ref: '#/$defs/A' } } } },
      },
      /contains itself/u,
    ],
    ['references that lead nowhere', { type: 'object', properties: { x: { $ref: '#/$defs/A' } } }, /cannot be inlined/u],
    ['references that lead out', { type: 'object', properties: { x: { $ref: 'https://example.com/a' } } }, /cannot be inlined/u],
    [
      'limits beside a reference',
      { type: 'object', properties: { x: { $ref: '#/$defs/A', minLength: 2 } }, $defs: { A: { type: 'string', minLength: 5 } } },
      /minLength stands beside/u,
    ],
    [
      'tuples of draft-07',
      {
        $schema: 'http://json-schema.org/draft-07/schema#',
        type: 'object',
        properties: { x: { type: 'array', items: [{ type: 'string' }] } },
      },
      /mean something else/u,
    ],
    [
      'numbers that lose digits',
      { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', properties: { x: { type: 'integer', maximum: 2 ** 60 } } },
      /lose digits/u,
    ],
    ['another dialect', { $schema: 'http://json-schema.org/draft-04/schema#', type: 'object' }, /dialect/u],
    ['a root that is no object', { type: 'string' }, /not of type object/u],
    [
      'what fans out',
      {
        type: 'object',
        properties: { x: { $ref: '#/$defs/d0' } },
        $defs: Object.fromEntries(
          Array.from({ length: 30 }, (_, i) => [
            `d${i}`,
            i === 29 ? {} : { anyOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] },
          ]),
        ),
      },
      /more than 2000 parts/u,
    ],
    [
      'a $ref that is data',
      { type: 'object', properties: { x: { type: 'object', default: { $ref: '#/properties/x' } } } },
      /stands where no schema does/u,
    ],
  ])('should leave %s as it is, and say so', (_, schema, why) => {
    const { schema: after, left, changed } = fixSchema(schema);
    expect(after).toEqual(schema);
    expect(changed).toEqual([]);
    expect(left).toEqual([{ tool: 'a', why: expect.stringMatching(why) }]);
  });

  it('should keep comments of YAML, and leave a schema that has some', () => {
    const text =
      'tools: # all of them\n  - name: a\n    inputSchema: { properties: {} }\n  - name: b\n    inputSchema:\n      properties: {} # none\n';
    const { text: fixed, left } = fix(text, 'tools.yaml');
    expect(fixed).toContain('# all of them\n');
    expect(fixed).toContain('properties: {} # none\n');
    expect(parseText(fixed, 'tools.yaml').document).toEqual({
      tools: [
        { name: 'a', inputSchema: { type: 'object', properties: {} } },
        { name: 'b', inputSchema: { properties: {} } },
      ],
    });
    expect(left).toEqual([{ tool: 'b', why: 'its schema has comments' }]);
  });

  it.each(['filesystem', 'git', 'memory', 'sqlite', 'excel'])(
    'should write the shipped tools of %s as the exporters offer them, and nothing twice',
    (name) => {
      const { text } = fix(readFileSync(join(shippedPrimitives, name, 'ground.json'), 'utf8'));
      const { tools } = readGround(shippedPrimitives, name).ground;
      const fixed = JSON.parse(text).tools as { name: string; inputSchema: object }[];
      expect(fixed.map(({ inputSchema }) => inputSchema)).toEqual(tools.map((tool) => offerTool(tool).function.parameters));
      expect(fix(text)).toEqual({ text, changed: [], left: [] });
      for (const { inputSchema } of fixed) expect(() => compileSchema(inputSchema)).not.toThrow();
    },
  );
});
