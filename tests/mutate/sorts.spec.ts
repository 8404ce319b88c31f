import { expect, it } from 'vitest';
import type { GivenSlot } from '../../src/mutate/given.ts';
import { areOfOneSort, beginAlike } from '../../src/mutate/sorts.ts';
import { nameWords } from '../../src/mutate/words.ts';

const slot = (name: string, value: string): GivenSlot => ({
  pointer: `/${name}`,
  value,
  name,
  words: nameWords(name),
  path: [name],
  schema: {},
  description: '',
  required: true,
  list: [],
});

it.each([
  [slot('directed_by', 'Ines Moreau'), slot('cast', 'Per Dahl')],
  [slot('startLocation', 'Oslo'), slot('stop_city', 'Riga')],
  [slot('team', 'Heron'), slot('opponent', 'Kestrel')],
])('should let %o stand for %o', (one, other) => {
  expect(areOfOneSort(one, other)).toBe(true);
  expect(areOfOneSort(other, one)).toBe(true);
});

it.each([
  [slot('month', 'December'), slot('performer', 'The Weeknd')],
  [slot('location', 'Seattle'), slot('cuisine', 'Chinese')],
  [slot('company_name', 'Apple Inc.'), slot('case_type', 'Patent')],
  [slot('username', 'admin'), slot('database', 'inventory')],
])('should tell %o from %o', (one, other) => {
  expect(areOfOneSort(one, other)).toBe(false);
  expect(areOfOneSort(other, one)).toBe(false);
});

it.each([
  ['Sierra Nevada', 'bitter', false],
  ['Ines Moreau', 'Ticket to Ride', false],
  ['Sierra Nevada', 'Oslo', true],
  ['dateFactory', 'Timestamp', true],
])('should say of %j and %j whether they begin alike: %j', (one, other, alike) => {
  expect(beginAlike(one, other)).toBe(alike);
});
