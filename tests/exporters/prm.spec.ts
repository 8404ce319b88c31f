import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/exporters/example.ts';
import { prm } from '../../src/exporters/prm.ts';
import type { AssistantMessage, Message } from '../../src/model/pair.ts';

const call = (id: string, path: string): AssistantMessage => ({
  role: 'assistant',
  content: '',
  tool_calls: [{ id, type: 'function', function: { name: 'read', arguments: { path } } }],
});
const reply = (id: string): Message => ({ role: 'tool', tool_call_id: id, name: 'read', content: 'no such file' });

const judgement = (afterSlip: boolean, label: boolean): Judgement => ({
  id: '0',
  split: 'train',
  tools: [{ type: 'function', function: { name: 'read', description: '', parameters: {} } }],
  prompt: [{ role: 'user', content: 'Read /srv/a.' }, call('aaaaaaaaa', '/a'), reply('aaaaaaaaa')],
  completion: call('bbbbbbbbb', '/srv/a'),
  label,
  afterSlip,
});

const labelsOf = (example: Judgement) => {
  const table = prm.tables({} as never)[0] as ReturnType<typeof prm.tables>[number];
  return (table.write(example as never) as { labels: boolean[] }).labels;
};

describe('the steps of a process reward model', () => {
  it('should be right up to the last, but for a slip that failed', () => {
    expect([true, false].map((label) => labelsOf(judgement(false, label)))).toEqual([
      [true, true],
      [true, false],
    ]);
    expect([true, false].map((label) => labelsOf(judgement(true, label)))).toEqual([
      [false, true],
      [false, false],
    ]);
  });
});
