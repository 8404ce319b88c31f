import type { Json } from '../../model/json.ts';
import { fakerOf } from '../../random/faker.ts';
import { streamOf } from '../../random/stream.ts';
import type { Sample } from './candidates.ts';
import type { Slot } from './slots.ts';
import { wordsOf } from './words.ts';

/** Samples values by what an argument is called: the same seed, tool and argument give the same values. */
export function sampleWith(seed: string): Sample {
  return (tool, slot, count) => {
    const faker = fakerOf(streamOf(seed, 'sample', tool, slot.pointer));
    const values: Json[] = [];
    for (let at = 0; at < count * 2 && values.length < count; at++) {
      const value = sampleOne(slot, faker, at);
      if (value !== null && !values.includes(value)) values.push(value);
    }
    return values;
  };
}

function sampleOne({ name, schema }: Slot, faker: ReturnType<typeof fakerOf>, at: number): Json {
  const types = schema.type === undefined ? ['string'] : [schema.type].flat();
  const has = (...words: string[]) => words.some((word) => wordsOf(name).includes(word));
  if (types.includes('integer') || types.includes('number')) {
    const low = typeof schema.minimum === 'number' ? schema.minimum : 1;
    const high = typeof schema.maximum === 'number' ? schema.maximum : 100_000;
    const value = [1, 2, 3, 5, 10, 20, 7, 50, 100, 4][at] ?? null;
    return value === null ? null : value >= low && value <= high ? value : Math.min(high, low + at);
  }
  if (!types.includes('string')) return null;
  if (schema.format === 'date' || has('date', 'day', 'since', 'until')) return faker.date.past().toISOString().slice(0, 10);
  if (has('email')) return faker.internet.email().toLowerCase();
  if (has('city')) return faker.location.city();
  if (has('url', 'uri')) return faker.internet.url();
  if (has('name', 'title')) return faker.commerce.productName();
  return faker.lorem.words(3);
}
