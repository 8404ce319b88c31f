import { describe, expect, it } from 'vitest';
import type { ModelReply, ModelRequest } from '../../src/model/model-request.ts';
import { phraseSettingsSchema } from '../../src/model/model-settings.ts';
import { sayAnew } from '../../src/pairs/say-anew.ts';
import type { PhraseJob } from '../../src/phrasing/ask.ts';
import { nameOf, type OwnRequest } from '../../src/phrasing/own-request.ts';
import { compilePhrasebook, type Phrasebook } from '../../src/phrasing/phrasebook.ts';
import { streamOf } from '../../src/random/stream.ts';

const job = (settings: object = {}): PhraseJob => ({
  settings: phraseSettingsSchema.parse({ model: 'm', ...settings }),
  prompt: 'Say it anew.',
});
const own = (text: string): OwnRequest => ({ text, kept: ['Open', 'inbox'] });
const named = (...all: OwnRequest[]) => new Map(all.map((one) => [nameOf(one), one]));
const answer =
  (...requests: string[]) =>
  (_: ModelRequest): ModelReply => ({ content: JSON.stringify({ requests }), finish: 'stop', model: 'm', tokens: null });
const entries = ({ entries: all }: Phrasebook) => [...all.values()];

describe('the phrasebook', () => {
  it('should give no two requests the same words, nor those of another request', () => {
    const [one, other] = [own('Open inbox.'), own('Open inbox, please.')];
    const shared = answer('Could you open inbox?', 'Open inbox, please.');
    expect(entries(compilePhrasebook(named(one, other), 's', job(), shared))).toEqual([
      { texts: ['Could you open inbox?'] },
      { reason: 'same_words' },
    ]);
  });

  it('should not depend on the order in which requests come', () => {
    const [one, other] = [own('Open inbox.'), own('Open inbox, please.')];
    const shared = answer('Could you open inbox?');
    const forth = compilePhrasebook(named(one, other), 's', job(), shared);
    const back = compilePhrasebook(named(other, one), 's', job(), shared);
    expect(back).toEqual(forth);
    expect(compilePhrasebook(named(one), 's', job(), shared).sha256).not.toBe(forth.sha256);
  });

  it('should leave out what lies beyond the share, by the seed', () => {
    const all = Array.from({ length: 200 }, (_, at) => own(`Open inbox ${at}.`));
    const drawn = (seed: string) =>
      entries(compilePhrasebook(named(...all), seed, job({ share: 0.3 }), () => undefined)).map(
        (entry) => 'reason' in entry && entry.reason,
      );
    expect(drawn('a')).toEqual(drawn('a'));
    expect(drawn('a')).not.toEqual(drawn('b'));
    const asked = drawn('a').filter((reason) => reason === 'unrecorded').length;
    expect(asked).toBeGreaterThan(35);
    expect(asked).toBeLessThan(85);
  });

  it('should take an answer that did not end by itself for none', () => {
    const cut = (request: ModelRequest): ModelReply => ({ ...answer('Could you open inbox?')(request), finish: 'length' });
    expect(entries(compilePhrasebook(named(own('Open inbox.')), 's', job(), cut))).toEqual([{ reason: 'cut_short' }]);
  });
});

describe('words for a pair', () => {
  const request = {
    text: 'Open inbox.',
    spans: [
      { step: 0, pointer: '', start: 0, end: 4, label: false },
      { step: 0, pointer: '/folder', start: 5, end: 10, label: false },
    ],
  };
  const book = compilePhrasebook(
    named(own('Open inbox.')),
    's',
    job(),
    answer("I'm at the desk, open inbox.", "I'm at the desk. Could you open inbox?"),
  );
  const rejecting = (folder: string) =>
    sayAnew(
      request,
      [request.spans[1] as (typeof request.spans)[1]],
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'abcdefghi', type: 'function', function: { name: 'open', arguments: { folder } } }],
      },
      book,
      streamOf('s'),
    );

  it('should state the value where they have it', () => {
    const { text, spans, phrased } = rejecting('outbox');
    expect(text).toBe("I'm at the desk. Could you open inbox?");
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['inbox']);
    expect(phrased).toEqual({ model: 'm', own: 'Open inbox.', reason: null });
  });

  it('should not name what the rejected call takes', () => {
    expect(rejecting('desk')).toEqual({
      text: 'Open inbox.',
      spans: [request.spans[1]],
      phrased: { model: null, own: null, reason: 'names_rejected' },
    });
  });
});
