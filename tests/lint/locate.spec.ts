import { describe, expect, it } from 'vitest';
import { locateInJson } from '../../src/lint/locate.ts';
import { parseText } from '../../src/lint/read/parse.ts';

const text = `{
  "tools": [
    { "name": "a", "in/put": { "x~y": [1, { "z": "}\\"{" }] } },
    { "name": "b", "\\u0061": [[], [[7]]] }
  ]
}
`;
const pointers = new Set(['', '/tools/0/name', '/tools/0/in~1put/x~0y/1/z', '/tools/1/a/1/0', '/tools/1/none/deeper', '/else']);

describe('locateInJson', () => {
  it('should find keys and items, whatever stands in texts, and the nearest holder of what is not there', () => {
    const found = Object.fromEntries(locateInJson(text, pointers));
    expect(found).toEqual({
      '': { line: 1, column: 1 },
      '/tools/0/name': { line: 3, column: 7 },
      '/tools/0/in~1put/x~0y/1/z': { line: 3, column: 45 },
      '/tools/1/a/1/0': { line: 4, column: 36 },
      '/tools/1/none/deeper': { line: 4, column: 5 },
      '/else': { line: 1, column: 1 },
    });
    const lines = text.split('\n');
    expect(lines[2]?.slice(44, 47)).toBe('"z"');
    expect(lines[3]?.slice(35)).toBe('[7]]] }');
  });

  it('should find lines of a long text in one pass', () => {
    const list = JSON.stringify(
      Array.from({ length: 20_000 }, (_, i) => ({ name: `tool-${i}` })),
      null,
      1,
    );
    const place = locateInJson(list, new Set(['/19999/name'])).get('/19999/name');
    expect(list.split('\n')[(place?.line ?? 0) - 1]).toBe('  "name": "tool-19999"');
  });
});

describe('parseText', () => {
  it('should locate in YAML too', () => {
    const { document, locate } = parseText('tools:\n  - name: a\n    inputSchema:\n      type: object\n', 'tools.yaml');
    expect(document).toEqual({ tools: [{ name: 'a', inputSchema: { type: 'object' } }] });
    expect(locate(new Set(['/tools/0/inputSchema/type'])).get('/tools/0/inputSchema/type')?.line).toBe(4);
  });

  it('should read a text with a byte order mark', () => {
    expect(parseText('\ufeff{"a":1}', 'a.json').document).toEqual({ a: 1 });
  });

  it.each([
    ['{"tools": [', 'a.json', /^a\.json: not JSON: /u],
    ['{"tools": [', 'stdin', /^stdin: not JSON: /u],
    ['a: [', 'a.yaml', /^a\.yaml: not YAML: /u],
    ['a: 1\na: 2\n', 'a.yml', /^a\.yml: not YAML: Map keys must be unique/u],
    [`a: &a [x]\nb: [${'*a,'.repeat(2000)}]`, 'a.yaml', /^a\.yaml: not YAML: 2000 aliases/u],
  ])('should refuse %j in one line', (given, name, message) => {
    expect(() => parseText(given, name)).toThrow(message);
    try {
      parseText(given, name);
    } catch (error) {
      expect((error as Error).message).not.toContain('\n');
    }
  });
});
