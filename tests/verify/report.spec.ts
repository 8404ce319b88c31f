import { describe, expect, it } from 'vitest';
import { type Primitive, primitiveSchema, type Reject } from '../../src/model/primitive.ts';
import type { GroundTool } from '../../src/model/tool.ts';
import { toolReportSchema } from '../../src/model/verify-report.ts';
import { classOf, reportTools, sayLies } from '../../src/verify/report.ts';

const tool = (name: string, rest: Partial<GroundTool> = {}): GroundTool => ({
  name,
  description: `The tool ${name}.`,
  inputSchema: {
    type: 'object',
    properties: { id: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
    required: ['id'],
  },
  hash: '',
  admitted: true,
  reason: 'some calls verified',
  ...rest,
});
let serial = 0;
const held = (name: string, args: Primitive['arguments'], rest: Partial<Primitive> = {}): Primitive =>
  primitiveSchema.parse({
    id: (serial++).toString(16).padStart(16, '0'),
    tool: name,
    arguments: args,
    scenario: 'value:id',
    after: [],
    roles: { '/id': { origin: 'user', critical: true, kind: 'id' } },
    upstream: [],
    result: { content: [{ type: 'text', text: 'r' }], isError: false },
    verdict: 'ok',
    stability: 'stable',
    masks: [],
    effect: 'none',
    ...rest,
  });
const refused = (name: string, args: Reject['arguments'], rest: Partial<Reject> = {}): Reject => ({
  tool: name,
  arguments: args,
  scenario: 'value:id',
  verdict: 'tool_error',
  reason: 'no such thing',
  ...rest,
});
const changedWorld = { verdict: 'ok' as const, reason: 'changed the world, though its tool is not among those that write' };

describe('reportTools', () => {
  it('should say why a tool may be used, how its calls went and how far its arguments are covered', () => {
    const [report] = reportTools(
      {
        tools: [tool('get')],
        primitives: [
          held('get', { id: 'a' }),
          held('get', { id: 'b' }, { stability: 'masked', masks: ['time'] }),
          held('get', { id: 'b', tags: ['x', 'y'] }, { scenario: 'optional:tags' }),
        ],
        rejects: [
          refused('get', { id: 'c' }),
          refused('get', { id: 'a', tags: [] }, { scenario: 'optional:none', reason: 'not stable: x', verdict: 'ok' }),
        ],
      },
      true,
    );
    expect(toolReportSchema.parse(report)).toEqual({
      name: 'get',
      admitted: true,
      reason: 'some calls verified',
      standard: { holds: true, fault: null },
      usable: { tried: 5, verified: 3, masked: 1, refused: { tool_error: 1, unstable: 1 }, example: 'no such thing' },
      readOnly: { hint: null, changed: 0, holds: null },
      parameters: [
        { pointer: '/id', required: true, critical: true, tried: 3, values: 2, siblings: 2, wanted: 4 },
        { pointer: '/tags', required: false, critical: false, tried: 2, values: 1, siblings: 1, wanted: 0 },
      ],
      scenarios: { tried: 3, covered: 2, missing: ['optional:none'] },
    });
  });

  it('should name what keeps a schema from being standard', () => {
    const faults = [
      tool('undescribed', { description: ' ' }),
      tool('loose', { inputSchema: {} }),
      tool('odd', { inputSchema: { type: 'object', properties: { a: { type: 'strng' } } } }),
    ];
    expect(reportTools({ tools: faults, primitives: [], rejects: [] }, true).map(({ standard }) => standard)).toEqual([
      { holds: false, fault: 'it has no description' },
      { holds: false, fault: 'its inputSchema is not of type object' },
      { holds: false, fault: expect.stringMatching(/^its inputSchema: /u) },
    ]);
  });

  it('should tell roles inside an argument apart from the argument', () => {
    const nested = held('get', { id: { from: 1, to: 2 } }, { roles: { '/id/from': { origin: 'user', critical: true, kind: 'count' } } });
    const [report] = reportTools({ tools: [tool('get')], primitives: [nested], rejects: [] }, true);
    expect(report?.parameters.map(({ pointer, values }) => [pointer, values])).toEqual([
      ['/tags', 0],
      ['/id/from', 1],
    ]);
  });

  it('should believe the world, not the hint', () => {
    const says = (readOnlyHint: boolean) => ({ annotations: { readOnlyHint } });
    const tools = [
      tool('true', says(true)),
      tool('lies', says(true)),
      tool('writes', says(false)),
      tool('idle', says(false)),
      tool('silent'),
      tool('never', says(true)),
    ];
    const records = {
      tools,
      primitives: [
        held('true', { id: 'a' }),
        held('lies', { id: 'a' }),
        held('writes', { id: 'a' }, { effect: 'changed' }),
        held('idle', { id: 'a' }),
        held('silent', { id: 'a' }, { effect: 'changed' }),
      ],
      rejects: [
        refused('lies', { id: 'b' }, changedWorld),
        refused('lies', { id: 'c' }, { ...changedWorld, reason: `not stable: ${changedWorld.reason}` }),
      ],
    };
    const reports = reportTools(records, true);
    expect(reports.map(({ readOnly: { changed, holds } }) => [changed, holds])).toEqual([
      [0, true],
      [2, false],
      [1, true],
      [0, null],
      [1, null],
      [0, null],
    ]);
    expect(sayLies(reports)).toEqual([
      'lies says that it only reads (readOnlyHint), and changed the world in 2 calls: none of those is kept',
    ]);
    // Where there is no world, nothing can be seen of a hint that holds.
    expect(reportTools(records, false)[0]?.readOnly.holds).toBe(null);
  });
});

describe('classOf', () => {
  it.each([
    [{}, 'tool_error'],
    [{ verdict: 'ok', reason: 'not stable: replies differ' }, 'unstable'],
    [{ verdict: 'ok', reason: 'upstream /id: gone' }, 'upstream'],
    [changedWorld, 'effect'],
    [{ verdict: 'ok', reason: 'the reply shows the user name' }, 'other'],
  ] as [Partial<Reject>, string][])('should class %j as %s', (rest, kind) => expect(classOf(refused('get', {}, rest))).toBe(kind));
});
