const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const NTHS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

/** Every place in an order that the words may mean, counted from 0: "third" and "3rd" are 2. Bare digits are no place: nobody knows from where they count. */
export function readPositions(words: string): number[] {
  const text = words.trim().toLowerCase();
  const named = NTHS.indexOf(text);
  if (named >= 0) return [named];
  const digits = /^([1-9]\d*)(st|nd|rd|th)$/u.exec(text);
  if (digits === null) return [];
  const number = Number(digits[1]);
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ending = isTeen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[number % 10] ?? 'th');
  return digits[2] === ending ? [number - 1] : [];
}

/** Every number that the words may mean: digits, thousands separators, English words below a hundred, dozens. */
export function readNumbers(words: string): number[] {
  const text = words.trim().toLowerCase();
  if (/^[+-]?\d+(?:\.\d+)?$/u.test(text)) return [Number(text)];
  if (/^[+-]?\d{1,3}(?:[,\u0020\u00a0\u202f]\d{3})+(?:\.\d+)?$/u.test(text)) return [Number(text.replace(/[,\u0020\u00a0\u202f]/gu, ''))];
  const dozens = /^(?:(a|one|half a|two|three) )?dozen$/u.exec(text);
  if (dozens) return [{ 'half a': 6, two: 24, three: 36 }[dozens[1] ?? ''] ?? 12];
  if (/^(?:a|one) hundred$/u.test(text)) return [100];
  const one = ONES.indexOf(text);
  if (one >= 0) return [one];
  const [ten = '', unit] = text.split(/[- ]/u);
  const tens = TENS.indexOf(ten);
  if (tens < 0) return [];
  if (unit === undefined) return [(tens + 2) * 10];
  const units = ONES.indexOf(unit);
  return units >= 1 && units <= 9 ? [(tens + 2) * 10 + units] : [];
}
