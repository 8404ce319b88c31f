import { type Schema, Validator } from '@cfworker/json-schema';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { lintTools } from '../../src/lint/lint.ts';
import { toSarif } from '../../src/lint/report/sarif.ts';
import { printAnnotations, printFindings } from '../../src/lint/report/text.ts';
import { toolWith, toolWithParameter } from '../../src/lint/rules/example.ts';

const lint = (tools: unknown, settings = {}) => lintTools([{ name: 'tools.json', document: { tools } }], settings);
const rules = (report: ReturnType<typeof lint>) => report.findings.map(({ rule }) => rule);
const bad = [
  toolWithParameter('page', { type: 'integer', minimum: 5, maximum: 1, default: null, description: 'Page' }),
  toolWith({ name: 'two words', annotations: {} }),
];

describe('lintTools', { timeout: 60_000 }, () => {
  it('should have nothing against sound tools', () => {
    const report = lint([toolWith()], { for: ['mcp', 'openai', 'anthropic', 'bedrock', 'llama-factory'] });
    expect(report).toMatchObject({ ok: true, findings: [], counts: { error: 0, warning: 0, info: 0 } });
    expect(report.tools).toEqual([{ source: 'tools.json', server: 'tools.json', tool: 'list_orders', error: 0, warning: 0, info: 0 }]);
  });

  it('should say rule, place, what is wrong and what to do', () => {
    expect(lint(bad).findings[0]).toEqual({
      rule: 'invalid-default',
      severity: 'warning',
      source: 'tools.json',
      server: 'tools.json',
      tool: 'list_orders',
      pointer: '/tools/0/inputSchema/properties/page/default',
      says: '"page": null: must be integer',
      fix: expect.stringMatching(/^Leave the default out/u),
    });
    expect(rules(lint(bad))).toEqual(expect.arrayContaining(['contradictory-bounds', 'invalid-default', 'unusable-name', 'missing-hints']));
  });

  it('should give the same for the same, in one order', () => {
    expect(lint(bad)).toEqual(lint(structuredClone(bad)));
    const pointers = lint(bad)
      .findings.filter(({ tool }) => tool === 'list_orders')
      .map(({ pointer }) => pointer);
    expect(pointers).toEqual(pointers.toSorted());
  });

  it('should fail by the worst that may pass', () => {
    expect(lint(bad).ok).toBe(false);
    expect(lint(bad, { maxSeverity: 'error' }).ok).toBe(true);
    const infos = [toolWith({ annotations: {} })];
    expect(lint(infos).ok).toBe(true);
    expect(lint(infos, { maxSeverity: 'info' }).ok).toBe(true);
    expect(lint(infos, { maxSeverity: 'none' }).ok).toBe(false);
  });

  it('should let settings switch rules off and change their severity', () => {
    const report = lint(bad, { rules: { 'unusable-name': 'off', 'missing-hints': 'error' } });
    expect(rules(report)).not.toContain('unusable-name');
    expect(report.findings.find(({ rule }) => rule === 'missing-hints')?.severity).toBe('error');
  });

  it('should pass over and count what is ignored: by rule, tool and place, with stars', () => {
    const all = lint(bad);
    const one = lint(bad, { ignore: [{ rule: 'contradictory-bounds', tool: 'list_*', at: '*/page/*', reason: 'known' }] });
    expect(one.ignored).toBe(1);
    expect(one.findings).toHaveLength(all.findings.length - 1);
    expect(lint(bad, { ignore: [{ rule: 'contradictory-bounds', tool: 'get_*' }] }).ignored).toBe(0);
    const none = lint(bad, { ignore: [{ rule: '*' }] });
    expect(none).toMatchObject({ ok: true, findings: [], ignored: all.findings.length });
  });

  it.each<[object, RegExp]>([
    [{ rules: { 'missing-hint': 'off' } }, /no rule is called "missing-hint" \(did you mean "missing-hints"\?\)/u],
    [{ for: ['opnai'] }, /for\.0: .*not "opnai" \(did you mean "openai"\?\)/u],
    [{ rule: {} }, /no setting is called "rule" \(did you mean "rules"\?\)/u],
    [{ ignore: [{}] }, /it would pass over everything/u],
    [{ ignore: [{ rule: 'missing-hint' }] }, /did you mean "missing-hints"/u],
    [{ maxSeverity: 'fatal' }, /maxSeverity/u],
  ])('should refuse settings %j in one line', (settings, message) => {
    expect(() => lint([], settings)).toThrow(message);
  });

  it('should add the limits of those who are to take the tools', () => {
    const tools = [
      toolWith({ name: 'orders.list', inputSchema: { ...(toolWith().inputSchema as object), anyOf: [{ required: ['customer'] }] } }),
    ];
    expect(rules(lint(tools))).toEqual([]);
    expect(rules(lint(tools, { for: ['openai'] }))).toEqual(['openai/root-union', 'openai/name']);
    expect(rules(lint(tools, { for: ['anthropic', 'gemini'] }))).toEqual(
      expect.arrayContaining(['anthropic/root-union', 'anthropic/name']),
    );
  });

  it('should look at results that were recorded with structured content', () => {
    const { findings } = lintTools([
      { name: 'ground.json', document: { name: 'desk', tools: [toolWith()] }, structured: new Set(['list_orders']) },
    ]);
    expect(findings.map(({ rule, server }) => [rule, server])).toEqual([['missing-output-schema', 'desk']]);
  });

  it('should compare tools within and across servers', () => {
    const servers = [
      { server: 'a', tools: [toolWith(), toolWith()] },
      { server: 'b', tools: [toolWith()] },
    ];
    const found = lintTools([{ name: 's', document: servers }]).findings.map(({ rule, server }) => `${server} ${rule}`);
    expect(found).toEqual(['a duplicate-name', 'b name-taken-elsewhere']);
  });

  it('should list documents without tools', () => {
    expect(lintTools([{ name: 'x', document: {} }]).without).toEqual(['x']);
  });
});

describe('reports', { timeout: 60_000 }, () => {
  const report = lint(bad);
  const place = () => ({ line: 3, column: 7 });

  it('should show what counts, count the rest, and name three fixes', () => {
    const text = printFindings(report, { least: 'error', place });
    expect(text).toContain('tools.json\n\n  list_orders\n       3:7  error    "page": minimum 5 and maximum 1  contradictory-bounds\n');
    expect(text).toMatch(/2 tools: \d errors?, \d warnings?, \d infos? \(\d not shown: --show info\)\./u);
    expect(text.split('What helps most:\n')[1]?.trim().split('\n')).toHaveLength(3);
    expect(text).not.toContain('missing-hints  ');
  });

  it('should write annotations of GitHub, with what has a meaning there escaped', () => {
    const text = printAnnotations(lint([toolWith({ name: 'a\nb%,:' })]), { least: 'error', place });
    expect(text).toBe(
      '::error file=tools.json,line=3,col=7,title=unusable-name::a\\u{a}b%25,:: the name has "\\\\n" in it\n'.replace('\\\\n', '\\n'),
    );
  });

  it('should write SARIF that its schema accepts', () => {
    const sarif = toSarif(lint([...bad, null, toolWith({ description: 7 })], { for: ['openai', 'gemini'] }), place);
    const { valid, errors } = new Validator(sarifSchema as unknown as Schema, '4', false).validate(JSON.parse(JSON.stringify(sarif)));
    expect(errors.slice(0, 3)).toEqual([]);
    expect(valid).toBe(true);
    const [run] = (sarif as { runs: { results: { ruleId: string; ruleIndex: number }[]; tool: { driver: { rules: { id: string }[] } } }[] })
      .runs;
    expect(run?.results.length).toBeGreaterThan(5);
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('should notice SARIF that is wrong', () => {
    const sarif = toSarif(report, place) as { runs: { results: { level: string }[] }[] };
    const [result] = sarif.runs[0]?.results ?? [];
    if (result !== undefined) result.level = 'fatal';
    expect(new Validator(sarifSchema as unknown as Schema, '4', false).validate(JSON.parse(JSON.stringify(sarif))).valid).toBe(false);
  });
});
