import { describe, expect, it } from 'vitest';
import { consumers } from '../../src/doctor/consumers.ts';
import { Examination, isWrong, type Verdict } from '../../src/doctor/doctor.ts';
import { findExporters } from '../../src/exporters/index.ts';
import { openTemplate, shippedTemplate } from '../../src/exporters/template.ts';
import type { Pair } from '../../src/model/pair.ts';
import { makeOddPairs, makePairs } from '../exporters/awkward.ts';

// Texts that Python and JavaScript strip in two ways are refused before anything is rendered.
const plain = makePairs(60, 'doctor').filter((pair) => !/[\ufeff\u2028\u2029]|1e-9|<\|/u.test(JSON.stringify(pair)));
const chatml = shippedTemplate('chatml');
const call = `{% for call in message.tool_calls or [] %}<call>{{ call.function.name }} {{ call.function.arguments | tojson }}</call>{% endfor %}`;
const template = (body: string) =>
  openTemplate(
    `{% for message in messages %}<{{ message.role }}>${body}</end>{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}`,
    'own.jinja',
    true,
  );

function examine(name: string, format: string, rows: readonly Pair[], using = chatml, limit: number | null = 100_000): Verdict {
  const consumer = consumers.find((known) => known.name === name);
  const read = consumer?.reads.find((table) => table.format === format);
  const [exporter] = findExporters([format]);
  if (consumer === undefined || read === undefined || exporter === undefined) throw new Error(`${name} ${format}`);
  const examination = new Examination(consumer, exporter, read.table, read.rendering, { template: using, undocumented: false }, limit);
  for (const row of rows) examination.look(row);
  return examination.verdict();
}

describe('the doctor', () => {
  it.each(consumers.flatMap(({ name, reads }) => reads.map(({ format }) => [name, format])))(
    'finds nothing wrong for %s in %s',
    (name, format) => {
      const { findings, rows, written, refused } = examine(name as string, format as string, plain);
      expect(Object.keys(findings).filter(isWrong)).toEqual([]);
      expect(written + Object.values(refused).reduce((sum, count) => sum + count, 0)).toBe(rows);
      expect(written).toBeGreaterThan(5);
    },
  );

  it('tells the very text of prompt and answers', () => {
    const consumer = consumers.find(({ name }) => name === 'trl');
    const [exporter] = findExporters(['trl-dpo']);
    if (consumer === undefined || exporter === undefined) throw new Error('trl');
    const examination = new Examination(consumer, exporter, 'dpo', 'template', { template: chatml, undocumented: false }, null);
    const [pair] = plain as [Pair];
    const [told] = examination.look(pair);
    expect(told?.prompt.endsWith('<|im_start|>assistant\n')).toBe(true);
    expect(told?.prompt).toContain(pair.prompt.at(-1)?.content);
    const args = pair.rejected[0]?.tool_calls?.[0]?.function.arguments ?? {};
    expect(JSON.parse(told?.completions[1]?.match(/<tool_call>\n(.*)\n<\/tool_call>/u)?.[1] ?? '').arguments).toEqual(args);
  });

  it.each([
    ['argument_lost', `{{ message.content }}{% for call in message.tool_calls or [] %}<call>{{ call.function.name }}</call>{% endfor %}`],
    ['no_prefix', `{{ messages | length }}{{ message.content }}${call}`],
    ['invented_null', `{{ message.content }}${call}{{ message.reasoning | tojson }}`],
    ['same_text', `{{ message.content if message.role != 'assistant' }}`],
    ['template_refuses', `{{ message.content }}{% if message.tool_calls %}{{ raise_exception('no tools') }}{% endif %}`],
  ])('finds %s in a template that makes it', (finding, body) => {
    const rows = finding === 'same_text' ? plain.map((pair) => ({ ...pair, chosen: talk('One.'), rejected: talk('Two.') })) : plain;
    expect(Object.keys(examine('trl', 'trl-dpo', rows, template(body)).findings)).toContain(finding);
    expect(Object.keys(examine('trl', 'trl-dpo', rows, template(`{{ message.content }}${call}`)).findings).filter(isWrong)).toEqual([]);
  });

  it('measures rows against the limit, and says which would leave nothing to learn', () => {
    const verdict = examine('trl', 'trl-dpo', plain, chatml, 120);
    expect(verdict.findings.prompt_fills?.rows).toBeGreaterThan(0);
    expect(verdict.findings.prompt_fills?.ids.length).toBeLessThanOrEqual(5);
    expect(examine('trl', 'trl-dpo', plain, chatml, 100_000).findings).toEqual({});
  });

  it('counts rows that a format cannot hold, and why', () => {
    const verdict = examine('llamafactory', 'llamafactory', makeOddPairs(40, 'doctor'));
    expect(Object.keys(verdict.refused)).toContain('text_beside_call');
    expect(verdict.unknown.join()).toContain('templates of its own');
  });
});

function talk(content: string): Pair['chosen'] {
  return [{ role: 'assistant', content }];
}
