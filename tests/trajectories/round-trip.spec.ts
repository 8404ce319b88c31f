import { describe, expect, it } from 'vitest';
import { canonicalValue } from '../../src/check/canonical.ts';
import { KnownGround } from '../../src/check/ground.ts';
import { readValues } from '../../src/check/reader.ts';
import type { Json } from '../../src/model/json.ts';
import type { Kind } from '../../src/model/primitive.ts';
import { type Stream, streamOf } from '../../src/random/stream.ts';
import { spokenForms } from '../../src/trajectories/speak.ts';
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

describe('what is said, read back by the reader of the checker', () => {
  it.each(Object.entries(draws))(`should be the value again, and no other: ${VALUES} of kind %s in every form`, (name, draw) => {
    const kind = name as Kind;
    const stream = streamOf('round trip', kind);
    const voice = { statedRoot: ground.root, words: {} };
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
