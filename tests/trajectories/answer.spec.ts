import { describe, expect, it } from 'vitest';
import { answerSchema } from '../../src/model/phrases.ts';
import { answersOf } from '../../src/trajectories/answer.ts';

const reply = (text: string, structuredContent?: object) =>
  ({ content: [{ type: 'text', text }], isError: false, ...(structuredContent === undefined ? {} : { structuredContent }) }) as never;
const answers = (...all: object[]) => all.map((answer) => answerSchema.parse(answer));

describe('answersOf', () => {
  it('should read values out of a reply by pattern, list, count and pointer', () => {
    const [said] = answersOf(
      answers({
        read: {
          size: { match: 'size: (\\d+)' },
          names: { each: '^- (\\w+)$' },
          n: { count: '^- ' },
          owner: { json: '/people/*/name' },
          m: { size: '/people' },
        },
        say: ['{path}: {size} bytes, {n} entries ({names}), owned by {owner} ({m}).'],
      }),
      { path: 'a.md' },
      reply('size: 31\n- one\n- two\n- three', { people: [{ name: 'Ada' }, { name: 'Bo' }] }),
    );
    expect(said).toBe('a.md: 31 bytes, 3 entries (one, two and three), owned by Ada and Bo (2).');
  });

  it('should take the first answer whose guard and readings hold', () => {
    const all = answers(
      { when: '^No matches', say: ['Nothing found.'] },
      { read: { first: { match: '^(\\S+)' } }, say: ['Found {first}.'] },
    );
    expect(answersOf(all, {}, reply('No matches'))).toEqual(['Nothing found.']);
    expect(answersOf(all, {}, reply('a.md b.md'))).toEqual(['Found a.md.']);
    expect(answersOf(all, {}, reply(''))).toEqual([]);
  });

  it('should count what it does not spell out', () => {
    const lines = Array.from({ length: 15 }, (_, i) => `- f${i}`).join('\n');
    expect(answersOf(answers({ read: { all: { each: '^- (\\w+)$' } }, say: ['{all}'] }), {}, reply(lines))[0]).toMatch(/f11 and 3 more$/u);
  });

  it('should say nothing with a gap in it', () => {
    expect(answersOf(answers({ say: ['About {missing}.', 'Done.'] }), {}, reply('x'))).toEqual(['Done.']);
  });

  it('should keep dollar signs of a reply as they are', () => {
    expect(answersOf(answers({ read: { t: { match: '(.+)' } }, say: ['{t}'] }), {}, reply('$1 and $& off'))[0]).toBe('$1 and $& off');
  });
});
