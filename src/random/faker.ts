import type { Faker } from '@faker-js/faker';
import { faker as english } from '@faker-js/faker/locale/en';
import type { Stream } from './stream.ts';

/** What "now" is in every world: dates never follow the clock. */
export const REFERENCE_DATE = '2026-06-30T12:00:00.000Z';

// The package's front door brings the words of seventy languages: a tenth of a second and 36 MB. English alone exports an instance, and no class.
const OwnFaker = english.constructor as typeof Faker;

/** A faker of its own that draws from the stream; the library's shared instance is never touched. */
export function fakerOf(stream: Stream): Faker {
  return drawingFrom(() => stream);
}

let lender: Faker | undefined;
let borrowed: Stream | undefined;

/** One faker for many streams, since making one costs more than a value does. Draws from this stream until the next call. */
export function borrowFaker(stream: Stream): Faker {
  borrowed = stream;
  lender ??= drawingFrom(() => borrowed as Stream);
  return lender;
}

function drawingFrom(current: () => Stream): Faker {
  const faker = new OwnFaker({ locale: english.rawDefinitions, randomizer: { next: () => current().next(), seed: () => {} } });
  faker.setDefaultRefDate(REFERENCE_DATE);
  return faker;
}
