import { describe, expect, it } from 'vitest';
import { PairReader, textOf, textsOf } from '../../src/exporters/read-pair.ts';
import type { Pair } from '../../src/model/pair.ts';
import { makeOddPairs, makePairs } from './awkward.ts';

const rows = [...makePairs(40, 'read'), ...makeOddPairs(40, 'read odd')];
const seam = '},{"type":"function","function":{';
const [first, second] = rows as [Pair, Pair];

function read(line: string): Pair {
  const pair = new PairReader().read(line);
  if ('bad' in pair) throw new Error(pair.bad);
  return pair;
}

function withParameters(parameters: object): Pair {
  return { ...first, tools: [...first.tools, { type: 'function', function: { name: 'odd', description: '', parameters } }] as never };
}

describe('reading canonical lines', () => {
  it('gives what JSON.parse gives', () => {
    const reader = new PairReader();
    for (const row of rows) expect(reader.read(JSON.stringify(row))).toEqual(row);
  });

  it('shares the tools of all rows, whatever list they stand in', () => {
    const reader = new PairReader();
    const tools = [...first.tools, ...second.tools];
    const [one, other] = [
      { ...first, tools },
      { ...second, tools: [...tools].reverse() },
    ].map((row) => reader.read(JSON.stringify(row)) as Pair);
    expect((one as Pair).tools[0]).toBe((other as Pair).tools.at(-1));
  });

  it.each([
    ['a text that looks like a seam', { type: 'object', properties: {}, description: seam }],
    ['a value that looks like two tools', { type: 'object', properties: {}, default: [{ a: {} }, { type: 'function', function: {} }] }],
    ['a value that looks like the end of the list', { type: 'object', properties: {}, default: { tools: [{}], prompt: [] } }],
  ])('is not misled by %s', (_, parameters) => {
    const row = withParameters(parameters);
    const { tools } = read(JSON.stringify(row));
    expect(tools).toEqual(row.tools);
    expect(textOf(tools)).toBe(JSON.stringify(row.tools));
  });

  it('takes tools that are written in another way, and tells their text in ours', () => {
    const spaced = JSON.stringify(first).replaceAll('"parameters":', '"parameters": ');
    const { tools } = read(spaced);
    expect(tools).toEqual(first.tools);
    expect(textOf(tools)).toBe(JSON.stringify(first.tools));
    expect(textsOf(tools)).toEqual(first.tools.map((tool) => JSON.stringify(tool)));
  });
});
