import { describe, expect, it } from 'vitest';
import { couldBeNumber, readAmounts, statesNumber } from '../../src/check/given/amounts.ts';
import { mean } from '../../src/check/given/equivalence.ts';
import { type Nearness, nearnessOf, SAID, type Setting } from '../../src/check/given/meaning.ts';
import { findToday } from '../../src/check/given/moments.ts';
import { defaultOf, type Slot } from '../../src/check/given/slot.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';

const slotOf = (name: string, schema: JsonObject = { type: 'string' }): Slot => ({
  name,
  description: String(schema.description ?? ''),
  schema,
});
const today = findToday(['You help. Today is Tuesday, 3 March 2026.']);

function near(words: string, value: Json, slot: Slot = slotOf('value'), more: Partial<Setting> = {}): Nearness {
  return nearnessOf(words, value, slot, { around: words, today, months: new Set(), years: new Set(), ...more });
}

describe('numbers in words', () => {
  it.each<[string, number]>([
    ['25', 25],
    ['twenty-five', 25],
    ['-7', -7],
    ['minus eighteen degrees', -18],
    ['1,250.50 euros', 1250.5],
    ['$12.5k', 12500],
    ['half a million', 500000],
    ['two and a half million', 2500000],
    ['a million and a half', 1500000],
    ['three hundred and twelve', 312],
    ['two dozen', 24],
    ['half a dozen', 6],
    ['a dozen', 12],
    ['the seventeenth', 17],
    ['the twenty-first', 21],
    ['three quarters', 0.75],
    ['one and a half', 1.5],
    ['3/4', 0.75],
    ['1½', 1.5],
    ['a hundred', 100],
    ['three point one four', 3.14],
    ['a couple of', 2],
  ])('should read %j as %d', (words, value) => expect(readAmounts(words)).toContain(value));

  it.each<[string, number]>([
    ['twenty-five', 20],
    ['twenty-five', 5],
    ['three hundred', 3],
    ['a dozen', 1],
    ['the seventeenth', 16],
    ['a dog', 1],
  ])('should not read %j as %d', (words, value) => expect(readAmounts(words)).not.toContain(value));

  it('should take another unit for the same only where one is said, and be wary otherwise', () => {
    expect(statesNumber('2 kg', 2000)).toBe(true);
    expect(statesNumber('5%', 0.05)).toBe(true);
    expect(statesNumber('an hour and a half', 90)).toBe(true);
    expect(statesNumber('8 GB', 8192)).toBe(true);
    expect(statesNumber('two', 2000)).toBe(false);
    expect(couldBeNumber('two', 2000)).toBe(true);
    expect(couldBeNumber('two', 3)).toBe(false);
  });
});

describe('what words say', () => {
  it.each<[string, Json]>([
    ['14 May 2026', '2026-05-14'],
    ['May 14th, 2026', '2026-05-14'],
    ['the fourteenth of February 1988', '1988-02-14'],
    ['04/05/2026', '2026-05-04'],
    ['tomorrow', '2026-03-04'],
    ['yesterday', '2026-03-02'],
    ['next Friday', '2026-03-06'],
    ['in two weeks', '2026-03-17'],
    ['November 2024', '2024-11'],
    ['7pm', '19:00'],
    ['half past seven in the evening', '19:30'],
    ['a quarter to nine in the morning', '08:45'],
    ['noon', '12:00'],
    ['on Tuesdays', 'tue'],
    ['14 May 2026 at 9:15', '2026-05-14T09:15:00'],
    ['in Dutch', 'nl'],
    ['Swiss francs', 'CHF'],
    ['Switzerland', 'CH'],
    ['são paulo', 'Sao Paulo'],
    ['sub_7Qd2', 'sub_7Qd2'],
    ['1997', '1997'],
    ['March 6th 2023', '03/06/2023'],
    ['2023.10.02', '2023-10-02'],
  ])('should hear in %j the value %j', (words, value) => expect(near(words, value)).toBeGreaterThanOrEqual(SAID));

  it.each<[string, Json]>([
    ['14 May 2026', '2026-05-15'],
    ['14 May 2026', '2026-06-14'],
    ['14 May 2026', '2025-05-14'],
    ['tomorrow', '2026-03-05'],
    ['November 2024', '2024-12'],
    ['7pm', '07:00'],
    ['half past seven in the evening', '18:30'],
    ['on Tuesdays', 'thu'],
    ['in Dutch', 'de'],
    ['Swiss francs', 'SEK'],
    ['Oslo', 'Bergen'],
    ['release-3.2', 'release-4.1'],
    ['five', 6],
    ['1997', '1998'],
    ['2023.10.02', '2024-10-02'],
    ['March 6th 2023', '03/07/2023'],
    ['San Francisco', 'San Diego, CA'],
    ['4.2', 4],
    ['dateFactory', 'myFactory'],
    ['10th of March', '10:00'],
  ])('should not hear in %j the value %j', (words, value) => expect(near(words, value)).toBeLessThan(SAID));

  it('should take a month that is not said from the rest of the talk', () => {
    expect(near('the 21st', '2026-05-21', slotOf('day'), { months: new Set([5]), years: new Set([2026]) })).toBe(SAID);
    expect(near('the 21st', '2026-06-21', slotOf('day'), { months: new Set([5]), years: new Set([2026]) })).toBe(0);
  });

  it.each<[string, string, boolean]>([
    ['archived ones too', 'include_archived', true],
    ['no archived ones', 'include_archived', false],
    ['without tax', 'with_tax', false],
    ['leave it uncut', 'cut', false],
    ['turn it off', 'on', false],
    ['direct flights', 'direct', true],
    ['not direct', 'direct', false],
    ['without images', 'exclude_images', true],
    ['hidden ones', 'hidden', true],
    ['unisex', 'is_unisex', true],
    ['accepts insurance', 'accepts_insurance', true],
    ['not inlined', 'inlined', false],
    ['it shouldn’t be unisex', 'is_unisex', false],
  ])('should hear in %j the flag %s as %j', (words, name, value) => {
    expect(near(words, value, slotOf(name, { type: 'boolean' }))).toBe(SAID);
    expect(near(words, !value, slotOf(name, { type: 'boolean' }))).toBe(0);
  });

  it('should read hours both ways, and other numbers one', () => {
    expect(near('3:15', 15, slotOf('hour'))).toBe(SAID);
    expect(near('3:15', 15, slotOf('minute'))).toBe(SAID);
    expect(near('10', 0, slotOf('time'))).toBe(0);
  });

  it('should take what is looked up by its letters from those letters only', () => {
    expect(near('document', 'Documents', slotOf('folder'))).toBe(0);
    expect(near('Documents', 'documents', slotOf('folder'))).toBe(4);
    expect(near('the file report.csv', 'report.csv', slotOf('file_name'))).toBe(SAID);
    expect(near('2.1.3', '1.2.3', slotOf('version'))).toBeLessThan(SAID);
  });

  it('should hear choices by their words and their kin, and lists by their members', () => {
    const sort = slotOf('sort', { type: 'string', enum: ['price_asc', 'price_desc'] });
    expect(near('cheapest first', 'price_asc', sort)).toBe(2);
    expect(near('cheapest first', 'price_desc', sort)).toBe(0);
    expect(near('in Celsius', 'metric', slotOf('units', { enum: ['metric', 'imperial'] }))).toBe(2);
    expect(near('mushrooms and olives', ['mushroom', 'olive'], slotOf('toppings', { type: 'array' }))).toBe(2);
    expect(near('food from Greece', 'greek', slotOf('cuisine'))).toBe(2);
  });
});

describe('what means the same', () => {
  it.each<[Json, Json]>([
    ['2026-03-04', '2026-3-4'],
    ['7pm', '19:00'],
    ['New York City', 'nyc'],
    ['Netherlands', 'NL'],
    ['euro', 'EUR'],
    ['mushrooms', 'Mushroom'],
    ['12', 12],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
  ])('should take %j for %j', (left, right) => expect(mean(left, right, slotOf('value', {}))).toBe(true));

  it.each<[Json, Json]>([
    ['2026-03-04', '2026-04-03'],
    ['7pm', '7am'],
    ['notes/a.md', 'notes/b.md'],
    ['>=', '>'],
    [12, 13],
    [
      [1, 2],
      [2, 1],
    ],
    [true, false],
    ['Please move PC4482 to the 14:20 coach and PX1190 to the 16:20.', 'Please move PC4582 to the 14:20 coach and PX1190 to the 16:20.'],
  ])('should tell %j from %j', (left, right) => expect(mean(left, right, slotOf('value', {}))).toBe(false));

  it.each([
    ['How many. Default is 60.', '60'],
    ['Language; defaults to "en".', 'en'],
    ['If not specified, the default is both.', 'both'],
    ['Sorted by name unless told otherwise: default: asc', 'asc'],
  ])('should find the default in %j', (description, value) => expect(defaultOf(slotOf('x', { description }))).toBe(value));

  it('should find none where none is told', () => expect(defaultOf(slotOf('x', { description: 'How many rows.' }))).toBeUndefined());
});
