/** One that takes part in a sharing out: how much it should get, relative to the others, and the most it can take. */
export interface Share {
  weight: number;
  capacity: number;
}

/**
 * Shares a whole number out in proportion to weights, no one above its capacity; what one cannot take goes to the others.
 * Largest remainders settle the fractions, earlier ones first. The sum is the total, or all capacity where that is less.
 */
export function shareOut(total: number, shares: readonly Share[]): number[] {
  const given = shares.map(() => 0);
  let left = Math.min(
    total,
    shares.reduce((sum, { weight, capacity }) => sum + (weight > 0 ? capacity : 0), 0),
  );
  while (left > 0) {
    const open = shares
      .map(({ weight, capacity }, index) => ({ index, weight, room: capacity - (given[index] as number) }))
      .filter(({ weight, room }) => weight > 0 && room > 0);
    const weights = open.reduce((sum, { weight }) => sum + weight, 0);
    const exact = open.map(({ index, weight, room }) => ({ index, room, part: (left * weight) / weights }));
    const full = exact.filter(({ part, room }) => part >= room);
    if (full.length > 0) {
      for (const { index, room } of full) {
        given[index] = (given[index] as number) + room;
        left -= room;
      }
      continue;
    }
    const remainders = exact.map(({ index, part }) => ({ index, whole: Math.floor(part), rest: part - Math.floor(part) }));
    let loose = left - remainders.reduce((sum, { whole }) => sum + whole, 0);
    for (const { index, whole } of remainders) given[index] = (given[index] as number) + whole;
    for (const { index } of remainders.toSorted((a, b) => b.rest - a.rest || a.index - b.index)) {
      if (loose <= 0) break;
      given[index] = (given[index] as number) + 1;
      loose -= 1;
    }
    left = 0;
  }
  return given;
}
