import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { publishSchemas } from '../../src/model/published.ts';

const folder = new URL('../../schemas/', import.meta.url);

describe('schemas/', () => {
  const published = publishSchemas();

  it('should hold exactly the schemas of our records: run "npm run schemas" after a change', () => {
    const files = readdirSync(folder).sort();
    expect(files).toEqual(Object.keys(published).sort());
    for (const file of files) expect(readFileSync(new URL(file, folder), 'utf8'), file).toBe(published[file]);
  });

  it.each(Object.keys(published))('should give %s as a schema that compiles', (file) => {
    expect(() => new Ajv2020({ strict: false }).compile(JSON.parse(published[file] as string))).not.toThrow();
  });
});
