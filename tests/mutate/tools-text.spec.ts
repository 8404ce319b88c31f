import { describe, expect, it } from 'vitest';
import { readRow } from '../../src/mutate/row.ts';
import { ToolShelf } from '../../src/mutate/tool-shelf.ts';
import { cutTools } from '../../src/mutate/tools-text.ts';

const tool = (name: string, description = '') => ({
  type: 'function',
  function: { name, description, parameters: { type: 'object', properties: {} } },
});
const tools = [tool('a', 'a 5" board, a \\ and ]}'), tool('b')];
const messages = [{ role: 'user', content: 'say "tools": [{ and }]' }];

describe('cutTools', () => {
  it.each([
    ['first', { tools, messages }],
    ['after the id', { id: 'x', tools, messages }],
    ['last', { id: 'x', messages, tools }],
    ['last, after something of the same name', { messages, meta: { tools: [{}] }, tools }],
  ])('should cut tools that stand %s', (_, row) => {
    for (const text of [JSON.stringify(row), JSON.stringify(row, null, 1).replaceAll('\n', ' '), `${JSON.stringify(row)}\r`]) {
      const cut = cutTools(text);
      expect(cut?.tools.map((one) => JSON.parse(one))).toEqual(tools);
      expect(JSON.parse(cut?.rest ?? '')).toEqual({ ...row, tools: null });
    }
  });

  it.each([
    ['elsewhere', JSON.stringify({ messages, tools, meta: {} })],
    ['as text', JSON.stringify({ tools: JSON.stringify(tools), messages })],
    ['not', JSON.stringify({ messages })],
    ['without an end', '{"tools":[{"a":"b'],
    ['inside of something else', JSON.stringify({ messages, meta: { tools } })],
    ['empty', '{"tools":[],"messages":[]}'],
  ])('should leave a line whose tools stand %s', (_, text) => expect(cutTools(text)).toBeNull());
});

describe('readRow', () => {
  const shelf = new ToolShelf();
  const names = (text: string) => {
    const read = readRow(text, 1, shelf);
    return 'row' in read ? read.row.tools.map(({ offered }) => offered.function.name) : read.bad;
  };

  it('should read the same tools wherever they stand', () => {
    for (const row of [
      { tools, messages },
      { messages, tools },
      { messages, tools, meta: {} },
      { messages, tools: JSON.stringify(tools) },
    ])
      expect(names(JSON.stringify(row))).toEqual(['a', 'b']);
  });

  it('should take the later of two members with one name', () => {
    const [first, second] = [JSON.stringify([tool('old')]), JSON.stringify([tool('new')])];
    expect(names(`{"tools":${first},"messages":${JSON.stringify(messages)},"tools":${second}}`)).toEqual(['new']);
  });

  it('should say of broken tools that the row is bad', () => {
    expect(names('{"tools":[{"name":}],"messages":[]}')).toBe('not JSON');
    expect(names('{"tools":[{}],"messages":[]}')).toBe('a tool has no name');
  });
});
