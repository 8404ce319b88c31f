import { describe, expect, it } from 'vitest';
import { type Definition, diffTools, sayDefinitionChange } from '../../src/verify/diff-tools.ts';

const tool = (rest: Partial<Definition> = {}): Definition => ({
  name: 'get',
  description: 'Gets one.',
  inputSchema: {
    type: 'object',
    properties: { id: { type: 'string' }, at: { type: 'object', properties: { x: { type: 'number' } } } },
    required: ['id'],
  },
  hash: JSON.stringify(rest),
  ...rest,
});
const withSchema = (schema: object) => tool({ inputSchema: { ...tool().inputSchema, ...schema } as Definition['inputSchema'] });
const say = (now: Definition, before = tool()) =>
  diffTools([before], [now], () => 3).flatMap(({ parts }) => parts.map(sayDefinitionChange));
const properties = tool().inputSchema.properties as object;

describe('diffTools', () => {
  it('should find tools that came and went, in order', () => {
    const changes = diffTools(
      [tool(), tool({ name: 'put' })],
      [tool({ name: 'put', hash: tool({ name: 'put' }).hash }), tool({ name: 'del' })],
      () => 7,
    );
    expect(changes.map(({ tool: name, change, calls }) => [name, change, calls])).toEqual([
      ['get', 'removed', 7],
      ['del', 'added', 0],
    ]);
  });

  it('should say nothing of what is the same', () => {
    expect(diffTools([tool()], [tool()], () => 1)).toEqual([]);
  });

  it.each([
    ['a description', tool({ description: 'Gets it.' }), ['description: "Gets one." -> "Gets it."']],
    ['a title that came', tool({ title: 'Get' }), ['title added']],
    ['a type', withSchema({ properties: { ...properties, id: { type: 'integer' } } }), ['parameter id: type "string" -> "integer"']],
    [
      'a nested type',
      withSchema({ properties: { ...properties, at: { type: 'object', properties: { x: { type: 'string' } } } } }),
      ['parameter at.x: type "number" -> "string"'],
    ],
    ['a parameter that came', withSchema({ properties: { ...properties, n: { type: 'integer' } } }), ['parameter n added']],
    ['a parameter that went', withSchema({ properties: { id: { type: 'string' } } }), ['parameter at removed']],
    [
      'a parameter called required',
      withSchema({ properties: { ...properties, required: { type: 'boolean' } } }),
      ['parameter required added'],
    ],
    [
      "a parameter's description",
      withSchema({ properties: { ...properties, id: { type: 'string', description: 'An id.' } } }),
      ['parameter id: description "An id." added'],
    ],
    ['what is required', withSchema({ required: ['at'] }), ['parameter id is no longer required', 'parameter at is now required']],
    ['that nothing is required', withSchema({ required: undefined }), ['parameter id is no longer required']],
    ['a limit of the whole', withSchema({ additionalProperties: false }), ['inputSchema /additionalProperties added']],
    ['a hint', tool({ annotations: { readOnlyHint: true } }), ['annotations added']],
    ['only the hash', tool({ hash: 'other' }), ['its hash changed, by something that is not recorded']],
  ])('should say what changed: %s', (_, now, lines) => {
    expect(say(now as Definition)).toEqual(lines);
  });

  it('should say which values of an enum came and went', () => {
    const before = withSchema({ properties: { id: { enum: ['a', 'b'] } } });
    expect(say({ ...withSchema({ properties: { id: { enum: ['b', 'c'] } } }), hash: 'x' }, before)).toEqual([
      'parameter id: enum "a" removed',
      'parameter id: enum "c" added',
    ]);
    expect(say({ ...withSchema({ properties: { id: { enum: ['b', 'a'] } } }), hash: 'x' }, before)).toHaveLength(1);
  });
});
