import { InvalidArgumentError } from 'commander';

/** A whole number from 1, also as 1e6. */
export function parseCount(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isInteger(number) || number < 1) throw new InvalidArgumentError('A whole number from 1 is needed.');
  return number;
}
