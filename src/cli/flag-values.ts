import { InvalidArgumentError } from 'commander';

/** A whole number from 1, also as 1e6. */
export function parseCount(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isInteger(number) || number < 1) throw new InvalidArgumentError('A whole number from 1 is needed.');
  return number;
}

/** Reads a number from `least` to `most`, both included; without `most` there is no upper end. */
export function between(least: number, most = Number.MAX_VALUE): (text: string) => number {
  const asked = most === Number.MAX_VALUE ? `A number from ${least} is needed.` : `A number from ${least} to ${most} is needed.`;
  return (text) => {
    const number = Number(text);
    if (text.trim() === '' || !(number >= least && number <= most)) throw new InvalidArgumentError(asked);
    return number;
  };
}

/** The names of a list with commas. */
export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
