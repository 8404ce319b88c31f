import { describe, expect, it } from 'vitest';
import { LineReader } from '../../src/check/lines.ts';
import { offer } from './rows.ts';

const [one, other] = [offer('read_note', 'note_info'), offer('note_info', 'search_notes')];
const row = (tools: unknown, more: object = {}) => ({
  schema: 'x',
  id: 'a',
  ...more,
  tools,
  prompt: [{ role: 'user', content: 'b' }],
  chosen: [],
});
const seam = '},{"type":"function","function":{';
const odd = (parameters: object) => [{ type: 'function', function: { name: 'odd', description: '', parameters } }];

function read(text: string, reader = new LineReader()) {
  const line = reader.read(text);
  if (line === null) throw new Error('no JSON');
  return line;
}

const textsOf = (value: object) => new Map(Object.entries(value).map(([name, member]) => [name, JSON.stringify(member)]));

describe('reading canonical lines', () => {
  it('should share the tools of all lines, whatever list they stand in', () => {
    const reader = new LineReader();
    const [first, second] = [one, other].map((tools) => read(JSON.stringify(row(tools)), reader).value as { tools: unknown[] });
    expect(first).toEqual(row(one));
    expect(first?.tools[1]).toBe(second?.tools[0]);
  });

  it.each([
    ['a tool that holds the text of a seam', row(odd({ description: seam })), true],
    ['a tool that holds two tools', row(odd({ default: [{ a: {} }, { type: 'function', function: {} }] })), false],
    ['a tool that holds the end of a list', row(odd({ default: { a: 1, tools: [{}], prompt: [] } })), false],
    ['tools before the tools', row([], { inner: { a: 1, tools: one, prompt: [] } }), false],
    ['tools in a text before the tools', row([], { inner: `,"tools":[${JSON.stringify(one[0])}],"prompt":[` }), false],
    ['no tools', row([]), false],
    ['tools of another form', row([{ name: 'a' }]), false],
    ['a tool with a key too many', row([{ ...one[0], strict: true }]), false],
  ])('should give what JSON.parse gives of %s', (_, value, isSound) => {
    const text = JSON.stringify(value);
    const line = read(text);
    expect(line.value).toEqual(value);
    expect(line).toMatchObject({ texts: textsOf(value), isSound });
  });

  it.each([
    ['tools given twice', JSON.stringify(row(one)).replace('"prompt":', '"prompt":[],"tools":[],"prompt":')],
    ['white space in a tool', JSON.stringify(row(one)).replace('"parameters":', '"parameters": ')],
    ['white space beside the tools', JSON.stringify(row(one)).replace('"chosen":', '"chosen": ')],
    ['a number that loses digits', JSON.stringify(row(odd({ a: 7 }))).replace('7', '7.0')],
  ])('should not call %s sound', (_, text) => {
    const line = read(text);
    expect(line.value).toEqual(JSON.parse(text));
    expect(line).toMatchObject({ texts: textsOf(JSON.parse(text)), isSound: false });
  });

  it('should tell what is no JSON', () => {
    expect(new LineReader().read(JSON.stringify(row(one)).slice(0, -1))).toBeNull();
  });
});
