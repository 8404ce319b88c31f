import { describe, expect, it } from 'vitest';
import { readEnvelope } from '../../../src/edges/queue/envelope.ts';

describe('an outcome in Redis', () => {
  it('should be read as it was written, or refused in a line', () => {
    const envelope = { data: { booking: 1 }, outcome: { reply: 'x' } };
    expect(readEnvelope(JSON.stringify(envelope))).toEqual(envelope);
    for (const text of ['', '{"data":', '{"outcome":1}', '{"data":1,"outcome":1,"more":1}'])
      expect(() => readEnvelope(text)).toThrow(/^an outcome in Redis cannot be read$/u);
  });
});
