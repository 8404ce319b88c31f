import { describe, expect, it } from 'vitest';
import { offerTool } from '../../src/schema/normalise.ts';

const offered = (inputSchema: object) =>
  offerTool({ name: 't', description: 'd', inputSchema: inputSchema as never, hash: '', admitted: true, reason: '' }).function.parameters;

describe('offerTool', () => {
  it('should leave out a default that trainers read as another number, and no parameter of that name', () => {
    const level = { type: 'number', minimum: 0 };
    expect(
      offered({
        type: 'object',
        properties: { level: { ...level, default: 0.95 }, default: { ...level, default: 0.5 }, examples: { ...level, examples: [1, 0.3] } },
      }),
    ).toEqual({ type: 'object', properties: { level, default: { ...level, default: 0.5 }, examples: level } });
  });

  it('should put references in their place', () => {
    expect(
      offered({ $schema: 'x', type: 'object', properties: { a: { $ref: '#/$defs/day' } }, $defs: { day: { type: 'string' } } }),
    ).toEqual({ type: 'object', properties: { a: { type: 'string' } } });
  });
});
