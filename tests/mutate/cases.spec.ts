import { describe, expect, it } from 'vitest';
import { cases } from './cases/index.ts';
import { isAcceptable, type MadeCall } from './cases/judge.ts';
import { isSameLoosely } from './cases/loose.ts';

/** The calls of a row in order, each with how many came before it. */
function callsOf(row: (typeof cases)[number]['row']): MadeCall[] {
  return row.messages.flatMap((message) =>
    ((message.tool_calls ?? []) as { function: { name: string; arguments: string } }[]).map(({ function: made }) => ({
      name: made.name,
      arguments: JSON.parse(made.arguments),
    })),
  );
}

describe('the cases', () => {
  it('should each have a name of its own', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it.each(cases.map((one) => [one.name, one] as const))('should take the calls of its row as right: %s', (_, one) => {
    const before: never[] = [];
    for (const made of callsOf(one.row)) {
      expect(isAcceptable(one, before, made)).toBe(true);
      before.push({ role: 'assistant', content: '', tool_calls: [] } as never);
    }
  });

  it.each(cases.filter(({ stated }) => stated).map((one) => [one.name, one] as const))('should not take everything: %s', (_, one) => {
    const [made] = callsOf(one.row) as [MadeCall];
    const spoilt = JSON.parse(JSON.stringify(made.arguments), (_, value) =>
      typeof value === 'number'
        ? value * 2 + 77
        : typeof value === 'string'
          ? `other ${value} one`
          : typeof value === 'boolean'
            ? !value
            : value,
    );
    expect(isAcceptable(one, [], { ...made, arguments: spoilt })).toBe(false);
    expect(isAcceptable(one, [], { name: 'another_tool', arguments: made.arguments })).toBe(false);
    expect(isAcceptable(one, [], null)).toBe(false);
  });

  it.each([
    ['Boston', 'the boston'],
    ['7pm', '19:00:00'],
    ['$1,200', 1200],
    ['2026-03-04', '2026-03-04T00:00:00Z'],
    ['olives', ['olive']],
    ['São Paulo', 'sao-paulo'],
    [{ a: 1 }, { a: '1.0', b: null }],
  ])('should forgive %j for %j', (left, right) => expect(isSameLoosely(left, right)).toBe(true));

  it.each([
    ['Boston', 'Austin'],
    ['7pm', '7:00'],
    ['5', '50'],
    [12, 12.5],
    ['2026-03-04', '2026-04-03'],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [{ a: 1 }, { a: 1, b: 2 }],
    ['<', '>'],
  ])('should tell %j from %j', (left, right) => expect(isSameLoosely(left, right)).toBe(false));
});
