import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainRule, listRules, publishRules } from '../../src/lint/docs.ts';
import { allRules } from '../../src/lint/rules/index.ts';

describe('docs/rules.md', { timeout: 60_000 }, () => {
  it('should say what the code says: run "npm run schemas" after a change', () => {
    expect(readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8')).toBe(publishRules());
  });

  it('should have a section for every rule', () => {
    for (const { id, source } of allRules) {
      expect(publishRules()).toContain(`\n### ${id}\n`);
      if (source !== undefined) expect(publishRules()).toContain(source);
    }
  });
});

describe('explainRule', { timeout: 60_000 }, () => {
  it('should say severity, reason, remedy and source', () => {
    expect(explainRule('hanging-pattern')).toMatch(/^hanging-pattern \(error\): [\s\S]+What to do: [\s\S]+Source: https:/u);
  });

  it('should name the nearest for one that is none', () => {
    expect(() => explainRule('hanging-patern')).toThrow('no rule is called "hanging-patern" (did you mean "hanging-pattern"?)');
  });
});

describe('listRules', { timeout: 60_000 }, () => {
  it('should list them all', () => {
    for (const { id } of allRules) expect(listRules()).toContain(`  ${id} `);
  });
});
