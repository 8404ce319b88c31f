import { describe, expect, it } from 'vitest';
import { type LintReport, lintTools } from '../../src/lint/lint.ts';
import { type ProfileName, profileNames } from '../../src/lint/profiles/names.ts';
import type { Example, Rule } from '../../src/lint/rule.ts';
import { allRules } from '../../src/lint/rules/index.ts';

/** What a rule's own example comes to, with every profile asked for. */
function lintExample(example: Example): LintReport {
  const { structured, ...document } = asDocument(example);
  const source = {
    name: 'example',
    document: JSON.parse(JSON.stringify(document)),
    structured: new Set((structured as string[] | undefined) ?? []),
  };
  return lintTools([source], { for: Object.keys(profileNames) as ProfileName[] });
}

function asDocument(example: Example): Record<string, unknown> {
  const isDocument = !Array.isArray(example) && ('tools' in example || 'servers' in example);
  return (isDocument ? example : { tools: [example].flat() }) as Record<string, unknown>;
}

function told({ id }: Rule, example: Example): number {
  return lintExample(example).findings.filter(({ rule }) => rule === id).length;
}

describe('rules', { timeout: 60_000 }, () => {
  it('should be many, each with an id of its own that says its profile', () => {
    const ids = allRules.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(35);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, profile } of allRules)
      expect(id, id).toMatch(profile === undefined ? /^[a-z]+(?:-[a-z]+)*$/u : new RegExp(`^${profile}/[a-z]+(?:-[a-z]+)*$`, 'u'));
  });

  it('should each look at something, in one way at least', () => {
    for (const { id, onTool, onNode, onServer, onAll } of allRules)
      expect(
        [onTool, onNode, onServer, onAll].some((look) => look !== undefined),
        id,
      ).toBe(true);
  });

  it.each(allRules.map((rule) => [rule.id, rule] as const))('%s should find its bad example, and nothing in its good one', (_, rule) => {
    expect(told(rule, rule.bad)).toBeGreaterThan(0);
    expect(told(rule, rule.good)).toBe(0);
  });

  it.each(allRules.map((rule) => [rule.id, rule] as const))('%s should be told in one line each, with a source by https', (_, rule) => {
    for (const text of [rule.summary, rule.why, rule.fix]) expect(text).toMatch(/^[^\n]{5,300}$/u);
    expect(rule.summary).not.toMatch(/\.$/u);
    expect(rule.fix).not.toMatch(/\.$/u);
    expect(rule.why).toMatch(/[.?]$/u);
    if (rule.source !== undefined) expect(rule.source).toMatch(/^https:\/\//u);
  });

  it('should never stumble over an example', { timeout: 120_000 }, () => {
    for (const { bad, good } of allRules) {
      for (const example of [bad, good])
        expect(lintExample(example).findings.filter(({ says }) => says.startsWith('this rule could not'))).toEqual([]);
    }
  });

  it('should have nothing to say against the good examples of all others, but for what they show', { timeout: 120_000 }, () => {
    for (const rule of allRules.filter(({ profile }) => profile === undefined)) {
      const source = { name: 'example', document: JSON.parse(JSON.stringify(asDocument(rule.good))) };
      const { findings } = lintTools([source], {});
      expect(
        findings.filter(({ severity }) => severity === 'error').map((finding) => `${rule.id}: ${finding.rule} ${finding.says}`),
      ).toEqual([]);
    }
  });
});
