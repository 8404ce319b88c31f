/** A time of day that a text states. */
export interface ClockSaid {
  /** after midnight, both readings where "am" or "pm" is not said and it could be either */
  minutes: readonly number[];
  start: number;
  end: number;
}

const HALVES = /(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(a\.?m\.?|p\.?m\.?)(?![a-z])/giu;
const PLAIN = /(?<![\d:.])(\d{1,2}):(\d{2})(?::\d{2})?(?!\s*[ap]\.?m)(?![\d])/giu;
const NAMED = /\b(noon|midday|midnight)\b/giu;

/** Every time of day that a text names. */
export function clocksIn(text: string): ClockSaid[] {
  const found: ClockSaid[] = [];
  if (!/\d:\d|\d\s*[ap]\.?m|noon|midday|midnight/iu.test(text)) return found;
  for (const match of text.matchAll(HALVES)) {
    const hour = (Number(match[1]) % 12) + ((match[3] as string).toLowerCase().startsWith('p') ? 12 : 0);
    add(match, [hour * 60 + Number(match[2] ?? 0)]);
  }
  for (const match of text.matchAll(PLAIN)) {
    const minutes = Number(match[1]) * 60 + Number(match[2]);
    add(match, Number(match[1]) >= 1 && Number(match[1]) <= 12 ? [minutes, (minutes + 720) % 1440] : [minutes]);
  }
  for (const match of text.matchAll(NAMED)) add(match, [(match[1] as string).toLowerCase() === 'midnight' ? 0 : 720]);
  return found;

  function add(match: RegExpExecArray, minutes: number[]): void {
    if (minutes.every((value) => value < 1440)) found.push({ minutes, start: match.index, end: match.index + match[0].length });
  }
}
