import { describe, expect, it } from 'vitest';
import { classify } from '../../src/calibrate/classify.ts';
import { readFailure } from '../../src/calibrate/failure.ts';
import type { Json } from '../../src/model/json.ts';

const parameters = {
  type: 'object',
  properties: {
    since: { type: 'string', format: 'date' },
    until: { type: 'string' },
    limit: { type: 'integer', minimum: 1, maximum: 50, default: 10 },
    authors: { type: 'array', items: { type: 'string' } },
    order: { type: 'string', enum: ['newest', 'oldest'] },
  },
  required: ['since'],
};
const tools = ['list_orders', 'delete_orders', 'find_orders'].map((name) => ({
  type: 'function',
  function: { name, description: '', parameters: name === 'delete_orders' ? { type: 'object' } : parameters },
}));
const due = { since: '2026-01-19', until: '2026-02-20', authors: ['Ann', 'Ben', 'Cem'], order: 'newest' };
const user = (content: string) => ({ role: 'user', content });
const calls = (name: string, values: Json) => [{ id: 'a', type: 'function', function: { name, arguments: values } }];
const calling = (values: Json, name = 'list_orders') => ({ role: 'assistant', content: '', tool_calls: calls(name, values) });
const reply = (content: string) => ({ role: 'tool', tool_call_id: 'a', content });

/** What a row is told as. */
function tell(expected: unknown, actual: unknown, messages: unknown = [user('The orders since 19 January, please.')]): string {
  const failure = readFailure({ messages, tools, expected, actual } as Json);
  const found = typeof failure === 'string' ? failure : classify(failure);
  return typeof found === 'string' ? found : `${found.family} ${found.operator}`;
}
const tellChange = (change: object, messages?: unknown) => tell(calling(due), calling({ ...due, ...change } as Json), messages);

describe('classify', () => {
  it.each([
    ['a day close by', { since: '2026-01-22' }, 'wrong_value near-day'],
    ['another year', { since: '2025-01-19' }, 'wrong_value wrong-year'],
    ['a turned order', { order: 'oldest' }, 'wrong_value flipped-order'],
    ['a list in another order', { authors: ['Ben', 'Ann', 'Cem'] }, 'wrong_value reordered-list'],
    ['one left out of a list', { authors: ['Ann', 'Cem'] }, 'wrong_value dropped-element'],
    ['swapped values', { since: due.until, until: due.since }, 'wrong_value swapped-arguments'],
    ['an argument too many', { limit: 20 }, 'missing_optional overridden-default'],
    ['a default written out', { limit: 10 }, 'both calls mean the same'],
    ['one that is not declared', { author: 'Ann' }, 'broken_call unknown-parameter'],
    ['another type', { since: 19 }, 'broken_call mistyped-parameter'],
    ['a choice there is not', { order: 'latest' }, 'broken_call value-outside-schema'],
    ['a placeholder', { since: '<since>' }, 'broken_call unfilled-placeholder'],
  ])('should tell %s', (_, change, told) => expect(tellChange(change)).toBe(told));

  it('should tell where a wrong value comes from', () => {
    const earlier = [
      user('Those since 3 March 2026.'),
      calling({ ...due, since: '2026-03-03' }),
      reply('none'),
      { role: 'assistant', content: 'None.' },
    ];
    expect(tellChange({ since: '2026-03-03' }, [...earlier, user('And since 19 January 2026?')])).toBe('wrong_value stale-value');
    expect(tellChange({ until: '2026-04-01' }, [user('I had them to 1 April 2026. Now to 20 February 2026.')])).toBe(
      'wrong_value distractor-value',
    );
    const found = [
      user('The orders of the last one.'),
      calling({ since: '2026-01-01' }, 'find_orders'),
      reply('since 2026-01-19\nsince 2026-01-07'),
    ];
    expect(tellChange({ since: '2026-01-07' }, found)).toBe('wrong_value wrong-element');
  });

  it('should tell failures that are made up, and those that are talked away', () => {
    const [done, failed] = ['The branch is there now.', "That didn't work: the branch is there already."].map((content) => ({
      role: 'assistant',
      content,
    }));
    const after = [user('Open the branch.'), calling(due), reply('so it is')];
    expect(tell(done, failed, after)).toBe('wrong_answer invents-error');
    expect(tell(failed, done, after)).toBe('wrong_answer claims-failed-action');
    expect(tell(done, { role: 'assistant', content: 'All is well.' }, after)).toMatch(/neither names anything/u);
  });

  it('should tell missing and required arguments, and other tools by what they do', () => {
    const { until: _, ...rest } = due;
    expect(tell(calling(due), calling(rest))).toBe('missing_optional dropped-constraint');
    const { since: __, ...broken } = due;
    expect(tell(calling(due), calling(broken))).toBe('broken_call missing-parameter');
    expect(tell(calling(due), calling(due, 'find_orders'))).toBe('wrong_function sibling-tool');
    expect(tell(calling(due), calling(due, 'delete_orders'))).toBe('wrong_function write-for-read');
    expect(tell(calling(due, 'delete_orders'), calling(due))).toBe('wrong_function read-for-write');
    expect(tell(calling(due), calling(due, 'list_order'))).toBe('broken_call unknown-tool');
  });

  it('should tell calls too many and too few, and wrong answers', () => {
    const made = [user('The orders since 19 January.'), calling(due), reply('order 17 for Rome')];
    expect(tell('Order 17, for Rome.', calling(due), made)).toBe('wrong_number repeated-call');
    expect(tell('Order 17, for Rome.', calling({ since: '2026-01-01' }, 'find_orders'), made)).toBe('wrong_number unneeded-call');
    expect(tell('From which day on?', calling(due))).toBe('wrong_number guessed-value');
    expect(tell(calling(due), 'From which day on?')).toBe('wrong_number needless-question');
    expect(tell(calling(due), 'There are 12 orders.')).toBe('wrong_number premature-answer');
    expect(
      tell([calling({ since: '2026-01-01' }, 'find_orders'), calling(due)], [calling({ since: '2026-01-01' }, 'find_orders'), 'Done.']),
    ).toBe('wrong_number premature-stop');
    expect(tell([calling({ since: '2026-01-01' }, 'find_orders'), calling(due)], calling(due))).toBe('wrong_number skipped-call');
    expect(tell(calling({ since: '2026-01-19' }, 'delete_orders'), 'I have deleted them.')).toBe('wrong_answer claims-action');
    expect(tell('Order 17 for Rome and order 18 for Oslo.', 'Order 17 for Rome.', made)).toBe('wrong_answer leaves-part-out');
    expect(tell('Order 17 for Rome.', 'Order 18 for Oslo.', made)).toBe('wrong_answer contradicts-result');
  });

  it('should read one call in every form it is written in', () => {
    const forms = [
      calling(due),
      [calling(due)],
      { role: 'assistant', content: null, tool_calls: calls('list_orders', JSON.stringify(due)) },
      { role: 'assistant', content: null, function_call: { name: 'list_orders', arguments: JSON.stringify(due) } },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'One moment.' },
          { type: 'tool_use', id: 'x', name: 'list_orders', input: due },
        ],
      },
      { name: 'list_orders', arguments: due },
      { tool: 'list_orders', args: due },
      { function: { name: 'list_orders', arguments: JSON.stringify(due) } },
      JSON.stringify({ name: 'list_orders', arguments: due }),
      `<tool_call>\n${JSON.stringify({ name: 'list_orders', arguments: due })}\n</tool_call>`,
    ];
    for (const form of forms) {
      expect(tell(form, calling({ ...due, since: '2025-01-19' }))).toBe('wrong_value wrong-year');
      expect(tell(calling(due), form)).toBe('what was done is what was expected');
    }
    for (const broken of ['{"name": "list_orders", "arguments": {"since": "2026-01-19"}', { name: 'list_orders', arguments: '{since: x}' }])
      expect(tell(calling(due), broken)).toBe('broken_call unparseable-call');
  });

  it('should do without tools and without a conversation', () => {
    const failure = readFailure({ gold: { name: 'go', arguments: { limit: 3 } }, got: { name: 'go', arguments: { limit: 4 } } });
    expect(typeof failure === 'string' ? failure : classify(failure)).toEqual({ family: 'wrong_value', operator: 'near-number' });
  });
});
