import { describe, expect, it } from 'vitest';
import { type AskedStep, realiseRequest, templateFits } from '../../src/trajectories/request.ts';
import { parseTemplate } from '../../src/trajectories/template.ts';
import { nothingTold } from '../../src/trajectories/told.ts';

const step: AskedStep = {
  arguments: { path: '/srv/firm/notes.md', head: 5 },
  demands: [
    { pointer: '/path', value: '/srv/firm/notes.md', kind: 'path', label: null },
    { pointer: '/head', value: 5, kind: 'count', label: null },
  ],
  words: {},
};
const lone: AskedStep = { ...step, arguments: { path: '/srv/firm/notes.md' }, demands: step.demands.slice(0, 1) };
const plainest = (forms: readonly string[]) => forms[0] as string;

describe('templateFits', () => {
  it('should want everything stated once and nothing else', () => {
    const fits = (source: string, asked: AskedStep) => templateFits(parseTemplate(source, 1), [asked], nothingTold);
    expect(fits('[Show] {path}, {head} lines', step)).toBe(true);
    expect(fits('[Show] {path}', step)).toBe(false);
    expect(fits('[Show] {path}, {head} lines', lone)).toBe(false);
    expect(fits('[Show] {path}<, {head} lines>', step)).toBe(true);
    expect(fits('[Show] {path}<, {head} lines>', lone)).toBe(true);
    expect(fits('[Show] {path} and {path}', lone)).toBe(false);
    expect(fits('[Show] {path=/srv/firm/notes.md|the notes}', lone)).toBe(true);
    expect(fits('[Show] {path=/srv/firm/other.md|the other}', lone)).toBe(false);
  });
});

describe('realiseRequest', () => {
  it('should say where everything stands', () => {
    const { text, spans } = realiseRequest(
      parseTemplate('[Show me] {path}<, the first {head} lines>.', 1),
      [step],
      { ...nothingTold, root: '/srv/firm' },
      plainest,
    );
    expect(text).toBe('Show me notes.md, the first 5 lines.');
    expect(spans.map(({ pointer, start, end }) => [pointer, text.slice(start, end)])).toEqual([
      ['', 'Show me'],
      ['/path', 'notes.md'],
      ['/head', '5'],
    ]);
  });

  it('should begin a sentence with a capital wherever it begins, and end a quoted one once', () => {
    const note = (text: string): AskedStep => ({
      arguments: { text, head: 5 },
      demands: [
        { pointer: '/text', value: text, kind: 'text', label: null },
        { pointer: '/head', value: 5, kind: 'count', label: null },
      ],
      words: {},
    });
    const say = (source: string, text: string) =>
      realiseRequest(parseTemplate(source, 1), [note(text)], nothingTold, (forms) => forms.at(-1) as string).text;
    expect(say('[Write] "{text}".< {head} times will do.>', 'Closed today.')).toBe('Write "Closed today." Five times will do.');
    expect(say('[Write] "{text}"<, {head} times>.', 'Closed today.')).toBe('Write "Closed today.", five times.');
    expect(say('[Write] {head} times "{text}".', 'Closed')).toBe('Write five times "Closed".');
    expect(say('please [write] "{text}".< {head} times will do.>', 'Why?')).toBe('please write "Why?" five times will do.');
  });

  it('should leave a path whole where nobody told the root', () => {
    const { text } = realiseRequest(parseTemplate('[Show] {path}', 1), [lone], nothingTold, plainest);
    expect(text).toBe('Show /srv/firm/notes.md');
  });

  it('should name an element of an earlier reply by its label', () => {
    const chained: AskedStep = { arguments: { id: 17 }, demands: [{ pointer: '/id', value: 17, kind: 'id', label: 'Dana' }], words: {} };
    const { text, spans } = realiseRequest(parseTemplate('[0:Find] {0.path}, [1:open] {1.id}', 2), [lone, chained], nothingTold, plainest);
    expect(text).toBe('Find /srv/firm/notes.md, open Dana');
    expect(spans.at(-1)).toMatchObject({ step: 1, pointer: '/id', label: true });
  });
});
