import { describe, expect, it } from 'vitest';
import { findSoftError } from '../../src/verify/soft-error.ts';

const find = (text: string) => findSoftError({ content: [{ type: 'text', text }], isError: false });

/** Failures as servers deliver them in a success. */
const failures = [
  'Failed to retrieve balance',
  'Error: no such file or directory',
  'Error fetching the page',
  'Error - the desk is closed',
  '❌ Error: the order does not exist',
  '**Error:** the order does not exist',
  'TypeError: Cannot read properties of undefined (reading "id")\n    at read (server.js:3:1)\n    at call (server.js:9:1)',
  'Traceback (most recent call last):\n  File "server.py", line 3, in act\n    raise KeyError(id)\nKeyError: 7',
  'An error occurred while searching: timeout',
  'MCP error -32602: unknown tool',
  'Unknown tool: x',
  'Invalid path: /etc',
  'Access denied - path outside allowed directories',
  'ENOENT: no such file or directory, open "/x"',
  'Unable to reach the server',
  'Could not find the order A-17',
  'Request failed with status code 404',
  'Unauthorized. Please check your API key',
  'HTTP 503 Service Unavailable',
  'fatal: not a git repository',
  'Error: Request failed\n{\n  "code": 400\n}',
  '[error] the desk is closed',
  '{"error":"not_found"}',
  '{"ok":false,"error":"not_authed"}',
  '{"success":false,"message":"closed"}',
  '{"statusCode":404,"message":"Not Found","error":"Not Found"}',
  '{"status":"error","message":"closed"}',
  '```json\n{"error": {"code": 7}}\n```',
];

/** Good replies that speak of errors. */
const reports = [
  '3 errors found',
  'Errors: 0',
  'Error: none',
  'Error at line 3 of a.js: unexpected token',
  'Error handling in Go',
  'Error count by day\nMonday 3\nTuesday 4',
  'src/a.js\n  3:1  error  Unexpected var\n\n1 problem (1 error, 0 warnings)',
  'Error: disk full\nError: disk still full\nInfo: disk cleaned',
  '2026-01-05 ERROR: disk full',
  'The Error class is thrown when a call fails',
  'Failures this week: 2',
  'The request failed twice before it went through; both are listed below.',
  'No errors.',
  '{"error":null,"rows":[]}',
  '{"rows":[],"error":"none"}',
  '{"id":7,"status":"failed","branch":"main"}',
  '{"name":"run 12","success":false,"duration":3}',
  '{"errors":[],"ok":true}',
  '[{"error":"x"}]',
  '{"code":404,"meaning":"Not Found"}',
  '{"message":"hello"}',
];

describe('findSoftError', () => {
  it.each(failures)('should see the failure in %j', (text) => {
    expect(find(text)).toBeDefined();
  });

  it.each(reports)('should let %j pass', (text) => {
    expect(find(text)).toBeUndefined();
  });

  it('should take a long document for what it is', () => {
    expect(find(`Failed to plan: a history\n${'and then it went on\n'.repeat(40)}`)).toBeUndefined();
  });
});
