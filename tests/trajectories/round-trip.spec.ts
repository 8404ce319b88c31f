import { describe, expect, it } from 'vitest';
import { canonicalValue } from '../../src/check/canonical.ts';
import { KnownGround } from '../../src/check/ground.ts';
import { readValues } from '../../src/check/reader.ts';
import type { Json } from '../../src/model/json.ts';
import type { Kind } from '../../src/model/primitive.ts';
import { type Stream, streamOf } from '../../src/random/stream.ts';
import { spokenForms } from '../../src/trajectories/speak.ts';
import { nothingTold } from '../../src/trajectories/told.ts';
import { calls, ground, phrases } from '../check/desk.ts';

const VALUES = 10_000;
const desk = new KnownGround(ground, phrases, Object.values(calls));
const day = (stream: Stream) =>
  new Date(Date.UTC(1900 + stream.below(200), stream.below(12), 1 + stream.below(31))).toISOString().slice(0, 10);
const word = (stream: Stream) =>
  stream.pick(['invoice', 'Ada Finch', 'Q3', 'naïve', 'St Mary’s', 'x_1', 'till-front.ini', 'Łódź']) + stream.below(1000);

/** kind -> a value of it */
const draws: Partial<Record<Kind, (stream: Stream) => Json>> = {
  count: (stream) => stream.below(stream.pick([25, 120, 100_000])),
  position: (stream) => stream.below(stream.pick([30, 5000])),
  number: (stream) => (stream.below(2) === 0 ? stream.below(10_000_000) : stream.below(10_000_000) / stream.pick([10, 100, -100])),
  date: (stream) => (stream.below(3) === 0 ? day(stream).slice(0, 7) : day(stream)),
  path: (stream) => `${ground.root}/${word(stream)}/${word(stream)}.md`,
  list: (stream) => Array.from({ length: 1 + stream.below(5) }, () => word(stream)),
  name: word,
  text: (stream) => `${word(stream)} ${word(stream)}`,
};

describe('dates that rest on what the system message tells', () => {
  const stream = streamOf('round trip', 'told dates');
  const around = (today: string) => {
    const days = stream.below(2) === 0 ? stream.below(21) - 10 : stream.below(500) - 250;
    const date = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
    return stream.below(4) === 0 ? date.slice(0, 7) : date;
  };

  it(`should be read back as one date: ${VALUES}, seen from any day, the day or the month first`, () => {
    const lost: string[] = [];
    const forms = new Set<string>();
    for (let i = 0; i < VALUES; i++) {
      const today = day(stream);
      const value = around(today);
      const order = stream.pick([null, 'day first', 'month first'] as const);
      const voice = { ...nothingTold, today, order, words: {} };
      const told = { today, order: order === null ? null : order === 'day first' ? ('day' as const) : ('month' as const) };
      const hearing = { ground: desk, tool: 'events_on', pointer: '/date', kind: 'date' as const, rootTold: true, told, source: null };
      for (const form of spokenForms(value, 'date', '/date', voice)) {
        forms.add(form);
        // The words themselves are a reading too, where somebody writes them into a text.
        const heard = new Set(readValues(form, hearing).filter((reading) => reading !== form || form === value));
        if (heard.size !== 1 || !heard.has(value))
          lost.push(`on ${today} ${value} said as "${form}" is heard as ${[...heard].join(' or ')}`);
      }
    }
    expect(lost.slice(0, 5)).toEqual([]);
    for (const form of [
      'yesterday',
      'tomorrow',
      'last Friday',
      'this Saturday',
      'a week ago',
      'three days ago',
      'last month',
      'May',
      '13 May',
    ])
      expect(forms).toContain(form);
  });
});

describe('what is said, read back by the reader of the checker', () => {
  it.each(Object.entries(draws))(`should be the value again, and no other: ${VALUES} of kind %s in every form`, (name, draw) => {
    const kind = name as Kind;
    const stream = streamOf('round trip', kind);
    const voice = { ...nothingTold, root: ground.root, words: {} };
    const meant = (value: Json) => canonicalValue(value, kind, ground.root);
    const hearing = { ground: desk, tool: 'search_notes', pointer: '/words', kind, rootTold: true, source: null };
    const lost: string[] = [];
    let said = 0;
    for (let i = 0; i < VALUES; i++) {
      const value = draw(stream);
      for (const form of spokenForms(value, kind, '/words', voice)) {
        said += 1;
        const heard = new Set(
          readValues(form, hearing)
            .filter((reading) => typeof reading === typeof value)
            .map(meant),
        );
        if (!heard.has(meant(value))) lost.push(`${JSON.stringify(value)} is not heard in "${form}"`);
        if (kind === 'date' && heard.size > 1) lost.push(`"${form}" may mean ${[...heard].join(' or ')}`);
      }
    }
    expect(said).toBeGreaterThanOrEqual(VALUES);
    expect(lost.slice(0, 5)).toEqual([]);
  });
});
