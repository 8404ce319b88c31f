// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are what is read here
import { describe, expect, it } from 'vitest';
import { fillPlaceholders, variablesIn } from '../../../src/edges/sources/placeholders.ts';

const surroundings = { env: { TOKEN: 'a${HOME}b', EMPTY: '' }, workspace: '/w/shop', home: '/h/ann' };
const fill = (text: string) => fillPlaceholders(text, surroundings).text;

describe('fillPlaceholders', () => {
  it.each([
    ['${TOKEN}', 'a${HOME}b'],
    ['x${env:TOKEN}y', 'xa${HOME}by'],
    ['${GONE:-d}${env:EMPTY:-e}', 'de'],
    ['${EMPTY}|', '|'],
    ['${workspaceFolder}/.env', '/w/shop/.env'],
    ['${workspaceFolderBasename}${/}${userHome}', 'shop//h/ann'],
    ['$TOKEN {TOKEN} $$', '$TOKEN {TOKEN} $$'],
  ])('should read %j as %j', (text, filled) => expect(fill(text)).toBe(filled));

  it.each([
    ['${GONE}', '${GONE}: the variable GONE is not set here'],
    ['${env:GONE}', '${env:GONE}: the variable GONE is not set here'],
    ['${input:key}', /typed into an editor/u],
    ['${command:shell.run}', /no placeholder known here/u],
    ['${}', /no placeholder known here/u],
  ])('should refuse %j', (text, message) => expect(() => fill(text)).toThrow(message));

  it('should tell what it took, and read no other variable', () => {
    const env = new Proxy({} as Record<string, string>, { get: (_, name) => (name === 'A' ? '1' : expect.unreachable(String(name))) });
    expect(fillPlaceholders('${A} ${A}', { ...surroundings, env })).toEqual({ text: '1 1', taken: { A: '1' } });
    expect(variablesIn('${A}${env:B:-x}${workspaceFolder}${input:c}')).toEqual(['A', 'B']);
  });
});
