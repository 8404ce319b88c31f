import { describe, expect, it } from 'vitest';
import { compileSchema } from '../../src/schema/compile.ts';
import { judgeAnswer, longestReply } from '../../src/verify/judge.ts';

const said = (...texts: string[]) => ({ content: texts.map((text) => ({ type: 'text', text })) });
const verdict = (result: unknown, outputs?: Parameters<typeof judgeAnswer>[1]) => judgeAnswer({ kind: 'result', result }, outputs).verdict;

describe('judgeAnswer', () => {
  it('should let good replies pass, also those that speak of errors', () => {
    for (const text of [
      '3 errors found',
      'The Error class',
      '{"error":null,"rows":[]}',
      '{"rows":[],"error":"none"}',
      '{"success":true}',
      '[{"success":false}]',
    ]) {
      expect(verdict(said(text)), text).toBe('ok');
    }
    expect(verdict(said('Error: one line of', 'two texts'))).toBe('ok');
  });

  it('should see a failure that is said in a success', () => {
    for (const text of [
      'Error: no such file',
      'Failed to retrieve balance',
      'Unknown tool x',
      'Access denied - outside',
      '{"error":"no"}',
      '{"ok":false}',
      ' {"success": false, "n": 1}',
    ]) {
      expect(verdict(said(text)), text).toBe('soft_error');
    }
    expect(verdict({ ...said('done'), structuredContent: { success: false } })).toBe('soft_error');
  });

  it('should refuse what is no result', () => {
    for (const result of [
      null,
      [],
      'text',
      {},
      { content: 'x' },
      { content: [{ text: 'x' }] },
      { content: [{ type: 'text' }] },
      { ...said('x'), isError: 'no' },
      { ...said('x'), resultType: 'input_required' },
    ]) {
      expect(verdict(result), JSON.stringify(result)).toBe('invalid_result');
    }
    expect(verdict({ ...said('x'), structuredContent: { n: 2 ** 60 } })).toBe('invalid_result');
    expect(verdict(said('\ud800'))).toBe('invalid_result');
    expect(verdict(JSON.parse('{"content":[{"type":"text","text":"x"}],"structuredContent":{"__proto__":1}}'))).toBe('invalid_result');
  });

  it('should keep what the records hold and leave out what is about the transport', () => {
    const result = {
      content: [{ type: 'text', text: 'x', _meta: { a: 1 }, annotations: { audience: ['user'] } }],
      _meta: { b: 2 },
      resultType: 'complete',
      ttlMs: 5,
    };
    expect(judgeAnswer({ kind: 'result', result }, undefined).result).toEqual({
      content: [{ type: 'text', text: 'x', annotations: { audience: ['user'] } }],
      isError: false,
    });
  });

  it('should hold structured content to the declared schema', () => {
    const outputs = compileSchema({ type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] });
    expect(verdict({ ...said('1'), structuredContent: { n: 1 } }, outputs)).toBe('ok');
    expect(verdict({ ...said('1'), structuredContent: { n: '1' } }, outputs)).toBe('output_schema_violation');
    expect(verdict(said('1'), outputs)).toBe('output_schema_violation');
    expect(verdict({ ...said('no'), isError: true }, outputs)).toBe('tool_error');
  });

  it('should bound a reply by its characters', () => {
    expect(verdict(said('x'.repeat(longestReply)))).toBe('ok');
    expect(verdict(said('x'.repeat(longestReply + 1)))).toBe('too_large');
  });

  it('should pass on protocol errors and failures', () => {
    expect(judgeAnswer({ kind: 'error', code: -32602, message: 'bad\n thing' }, undefined)).toMatchObject({
      verdict: 'protocol_error',
      reason: '-32602: bad thing',
    });
    expect(judgeAnswer({ kind: 'failed', verdict: 'timeout', channel: 'wire', reason: 'slow' }, undefined)).toMatchObject({
      verdict: 'timeout',
      reason: 'slow',
    });
  });
});
