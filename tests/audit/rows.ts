import type { AuditedRow } from '../../src/audit/rows.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { streamOf } from '../../src/random/stream.ts';

/** A call of one tool, as a message. */
export function calling(tool: string, values: JsonObject): AuditedRow['chosen'][number] {
  return {
    role: 'assistant',
    content: '',
    tool_calls: [{ id: 'abcdefghi', type: 'function', function: { name: tool, arguments: values } }],
  };
}

/** Rows as an audit reads them: the sides from `make`, everything else plain. Two rows a group. */
export function makeRows(
  count: number,
  make: (at: number) => [chosen: AuditedRow['chosen'][number], rejected: AuditedRow['chosen'][number]],
): AuditedRow[] {
  return Array.from({ length: count }, (_, at) => {
    const [chosen, rejected] = make(at);
    return {
      schema: 'nearmiss/pair@1',
      id: at.toString(16).padStart(16, '0'),
      group: `group ${at >> 1}`,
      split: at % 10 === 0 ? 'test' : 'train',
      shape: 'single',
      prompt: [{ role: 'user', content: `Please do number ${at}.` }],
      chosen: [chosen],
      rejected: [rejected],
      tools: [{ function: { name: 'list_rows' } }, { function: { name: 'drop_rows' } }],
      deviation: { family: 'wrong_value', operator: 'near-number' },
      evidence: { executed: { chosen: 'a', rejected: null } },
      meta: { grounds: ['desk'] },
    };
  });
}

const stream = streamOf('audit tests');
const numbers = Array.from({ length: 4000 }, () => stream.below(1_000_000));

/** A number that looks like nothing in particular, the same each time. */
export function someNumber(at: number): number {
  return numbers[at % numbers.length] as number;
}
