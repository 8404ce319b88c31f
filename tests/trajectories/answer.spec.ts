import { describe, expect, it } from 'vitest';
import { answerSchema } from '../../src/model/phrases.ts';
import { answersOf, betweenAnswers } from '../../src/trajectories/answer.ts';

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

  it('should be for calls with the arguments that it names', () => {
    const all = answers({ given: { '/dryRun': true }, say: ['Only a preview.'] }, { given: { '/dryRun': null }, say: ['Done.'] });
    expect(answersOf(all, { dryRun: true }, reply('x'))).toEqual(['Only a preview.']);
    expect(answersOf(all, {}, reply('x'))).toEqual(['Done.']);
    expect(answersOf(all, { dryRun: false }, reply('x'))).toEqual([]);
  });

  it('should quote the titles of a list where one of them ends like a sentence, and end no sentence twice', () => {
    const [said] = answersOf(answers({ read: { t: { each: '^- (.+)$' } }, say: ['Cards: {t}.'] }), {}, reply('- Who pays?\n- Bunting'));
    expect(said).toBe('Cards: "Who pays?" and "Bunting".');
    expect(answersOf(answers({ read: { t: { match: '(.+)' } }, say: ['It says "{t}".'] }), {}, reply('Closed.'))[0]).toBe(
      'It says "Closed."',
    );
  });

  it('should read names with underscores as words where it is told to', () => {
    const named = answers({ underscores: true, read: { s: { match: '(.+)' } }, say: ['It is {s} now.'] });
    expect(answersOf(named, {}, reply('in_progress'))).toEqual(['It is in progress now.']);
  });

  it('should stand apart from the answer to another request where it is no sentence', () => {
    expect(['Done.', 'It says "Closed."', 'It is 3f09', 'All of it:\n\nend.'].map(betweenAnswers)).toEqual([' ', ' ', '\n\n', '\n\n']);
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
