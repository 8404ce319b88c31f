import { describe, expect, it } from 'vitest';
import { diffFiles } from '../../src/verify/diff-files.ts';

const lines = (...records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const call = (id: string, rest: object = {}) => ({ id, tool: 'read', arguments: { path: `/${id}` }, scenario: 's', result: 'r', ...rest });
const files = (text: string, name = 'primitives.jsonl') => new Map([[name, text]]);

describe('diffFiles', () => {
  it('should say nothing of what is the same', () => {
    expect(diffFiles(files(lines(call('a'))), files(lines(call('a'))))).toEqual([]);
  });

  it('should name what came, went and changed', () => {
    const before = lines(call('a'), call('b'), call('c', { arguments: { path: '/x' } }));
    const now = lines(call('a', { roles: { '/path': 1 } }), call('d', { arguments: { path: '/x' }, result: 'other' }), call('e'));
    expect(diffFiles(files(before), files(now))).toEqual([
      'primitives.jsonl: a changed: roles',
      'primitives.jsonl: gone: b read {"path":"/b"}',
      'primitives.jsonl: c read {"path":"/x"} changed: id, result',
      'primitives.jsonl: new: e read {"path":"/e"}',
    ]);
  });

  it('should compare records without ids by what they hold', () => {
    const reject = (reason: string) => ({ tool: 't', arguments: {}, scenario: 's', verdict: 'timeout', reason });
    expect(diffFiles(files(lines(reject('a')), 'rejects.jsonl'), files(lines(reject('b')), 'rejects.jsonl'))).toEqual([
      'rejects.jsonl: t {} changed: reason',
    ]);
  });

  it('should name the fields of a ground that changed, and files that are not there', () => {
    expect(
      diffFiles(files('{"world":{"digest":"1","seed":"s"}}', 'ground.json'), files('{"world":{"digest":"2","seed":"s"}}', 'ground.json')),
    ).toEqual(['ground.json: world.digest changed']);
    expect(diffFiles(new Map(), files('{}', 'ground.json'))).toEqual(['ground.json: not there']);
  });

  it('should not stay silent when only the writing differs', () => {
    expect(diffFiles(files('{"a":1}', 'ground.json'), files('{ "a": 1 }', 'ground.json'))).toHaveLength(1);
    expect(diffFiles(files(lines(call('a'), call('b'))), files(lines(call('b'), call('a'))))).toHaveLength(1);
  });
});
