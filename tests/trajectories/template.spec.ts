import { describe, expect, it } from 'vitest';
import { parseRequests, parseTemplate } from '../../src/trajectories/template.ts';

describe('parseTemplate', () => {
  it('should read slots, literals, cues and clauses', () => {
    expect(parseTemplate('[Show me] {conditions.city}<, newest first {order=desc|by date}>.', 1).parts).toEqual([
      { part: 'cue', step: 0, text: 'Show me' },
      { part: 'text', text: ' ' },
      { part: 'slot', step: 0, pointer: '/conditions/city' },
      {
        part: 'clause',
        parts: [
          { part: 'text', text: ', newest first ' },
          { part: 'literal', step: 0, pointer: '/order', value: 'desc', text: 'by date' },
        ],
      },
      { part: 'text', text: '.' },
    ]);
  });

  it('should read the steps of a chain', () => {
    const { parts } = parseTemplate('[0:Find] {0.names.0}, then [1:open] {1.id=7|it}', 2);
    expect(parts).toContainEqual({ part: 'slot', step: 0, pointer: '/names/0' });
    expect(parts).toContainEqual({ part: 'literal', step: 1, pointer: '/id', value: 7, text: 'it' });
    expect(parts.filter(({ part }) => part === 'cue')).toEqual([
      { part: 'cue', step: 0, text: 'Find' },
      { part: 'cue', step: 1, text: 'open' },
    ]);
  });

  it('should take a condition apart for each wording it is for', () => {
    const templates = parseRequests([{ when: { '/sql': 'SELECT 1' }, say: ['[One] please', '[Just one]'] }], 1);
    expect(templates.map(({ source }) => source)).toEqual(['[One] please', '[Just one]']);
    expect(templates[1]?.when).toEqual([{ step: 0, pointer: '/sql', value: 'SELECT 1' }]);
  });

  it.each([
    ['Show me {path}', /no cue/u],
    ['[Show me {path}', /bracket/u],
    ['[Show] {path=x}', /neither/u],
    ['[Show] <all of it>', /no slot/u],
  ])('should refuse "%s" and say why', (source, why) => {
    expect(() => parseTemplate(source, 1)).toThrow(why);
  });

  it('should refuse a slot of a step that the chain does not have', () => {
    expect(() => parseTemplate('[Show] {2.path}', 2)).toThrow(/step/u);
    expect(() => parseTemplate('[Show] {path}', 2)).toThrow(/step/u);
  });
});
