import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawPair } from '../../src/cli/draw.ts';
import { type Pair, pairSchema } from '../../src/model/pair.ts';

const pairs = readFileSync(new URL('../golden/pairs.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => pairSchema.parse(JSON.parse(line)));
const textOf = (svg: string) =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/gu)]
    .map(([, text]) => (text as string).replace(/&lt;/gu, '<').replace(/&gt;/gu, '>').replace(/&amp;/gu, '&'))
    .join('\n');

describe('drawPair', () => {
  it('should show the request whole, both calls, and mark what differs on both sides', () => {
    const pair = pairs.find(({ deviation }) => deviation.family === 'wrong_value') as Pair;
    const svg = drawPair(pair);
    const words = (text: string) => text.replace(/\s+/gu, '');
    expect(words(textOf(svg))).toContain(words(pair.prompt[pair.evidence.stated.message]?.content ?? ''));
    for (const side of [pair.chosen, pair.rejected]) {
      expect(textOf(svg)).toContain(side[0]?.tool_calls?.[0]?.function.name);
    }
    expect(svg).toContain('class="stated"');
    expect(svg).toContain('class="differs-right"');
    expect(svg).toContain('class="differs-wrong"');
  });

  it('should draw every golden pair as well-formed XML that asks for nothing from outside', () => {
    for (const pair of pairs) {
      const svg = drawPair(pair);
      const marks = svg.replace(/>[^<]*<\/text>/gu, '></text>');
      expect(marks).not.toMatch(/href|script|@import|url\(/u);
      // Every sign that could open markup is one of ours.
      expect(svg.replace(/<\/?(?:svg|style|rect|text)(?: [\w:-]+="[^"<>]*")*\/?>/gu, '')).not.toMatch(/[<]/u);
      expect(svg.replace(/&(?:lt|gt|amp);/gu, '').replace(/<style>[^<]*<\/style>/u, '')).not.toContain('&');
    }
  });
});
