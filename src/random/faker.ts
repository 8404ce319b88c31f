import { base, en, Faker } from '@faker-js/faker';
import type { Stream } from './stream.ts';

/** What "now" is in every world: dates never follow the clock. */
export const REFERENCE_DATE = '2026-06-30T12:00:00.000Z';

/** A faker of its own that draws from the stream; the library's shared instance is never touched. */
export function fakerOf(stream: Stream): Faker {
  const faker = new Faker({ locale: [en, base], randomizer: { next: () => stream.next(), seed: () => {} } });
  faker.setDefaultRefDate(REFERENCE_DATE);
  return faker;
}

let lender: Faker | undefined;
let borrowed: Stream | undefined;

/** One faker for many streams, since making one costs more than a value does. Draws from this stream until the next call. */
export function borrowFaker(stream: Stream): Faker {
  borrowed = stream;
  if (lender === undefined) {
    lender = new Faker({ locale: [en, base], randomizer: { next: () => (borrowed as Stream).next(), seed: () => {} } });
    lender.setDefaultRefDate(REFERENCE_DATE);
  }
  return lender;
}
