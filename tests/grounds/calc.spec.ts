import { describe, expect, it } from 'vitest';
import { readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { calc } from '../../src/grounds/calc/recipe.ts';
import { replyText } from '../../src/primitives/reply.ts';

const { primitives } = readGround(shippedPrimitives, 'calc');

function repliesTo(tool: string, fits: (args: Record<string, unknown>) => boolean = () => true) {
  return primitives.filter((call) => call.tool === tool && fits(call.arguments)).map((call) => ({ ...call, text: replyText(call.result) }));
}

/** What the server replied agrees with what is known otherwise. */
describe('the calculations of the coach firm', () => {
  it('should have recorded every call that the recipe names', () => {
    const named = [...calc.chains([])].flat().filter((step) => typeof step.arguments !== 'function');
    const recorded = new Set(primitives.map(({ tool, arguments: args }) => JSON.stringify([tool, Object.entries(args).sort()])));
    const missing = named.filter((step) => !recorded.has(JSON.stringify([step.tool, Object.entries(step.arguments).sort()])));
    expect(named.length).toBeGreaterThan(400);
    expect(missing).toEqual([]);
  });

  it('should hold the weekdays of the calendar', () => {
    const asked = repliesTo('date', ({ action }) => action === 'weekday');
    expect(asked.length).toBeGreaterThan(20);
    for (const { arguments: args, text } of asked) {
      const weekday = new Date(`${String(args.date).slice(0, 10)}T00:00:00Z`).toLocaleDateString('en-GB', {
        weekday: 'long',
        timeZone: 'UTC',
      });
      expect(JSON.parse(text).weekday, String(args.date)).toBe(weekday);
    }
  });

  it('should hold the local times of the zones', () => {
    const asked = repliesTo('datetime', ({ toTimezone, fromTimezone }) => toTimezone !== undefined && fromTimezone === undefined);
    expect(asked.length).toBeGreaterThan(5);
    for (const { arguments: args, text } of asked) {
      expect(new Date(text).toISOString().slice(0, 16).replace('T', ' ')).toBe(args.datetime);
    }
  });

  it('should turn what was encoded back into itself', () => {
    const decoded = repliesTo('base64', ({ action }) => action === 'decode');
    expect(decoded.length).toBeGreaterThan(5);
    for (const { arguments: args, text } of decoded) expect(btoa(text)).toBe(args.input);
  });
});
