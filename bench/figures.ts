/** One thing that was measured, and what it should be. */
export interface Figure {
  what: string;
  value: number;
  /** `of ceiling`: a speed over that of the least work there is, measured in the same run; `times`: one speed over another; `% more`: growth */
  unit: 'of ceiling' | 'times' | '% more' | 'MB' | 's' | 'ms' | '/s';
  atLeast?: number;
  atMost?: number;
}

/** Takes figures as they come. */
export type Tell = (figure: Figure) => void;

/** A line of the table. */
export function describeFigure({ what, value, unit, atLeast, atMost }: Figure): string {
  const goal = atLeast !== undefined ? `(goal: at least ${atLeast})` : atMost !== undefined ? `(goal: at most ${atMost})` : '';
  return `${what.padEnd(58)} ${printed(value, unit).padStart(9)} ${unit.padEnd(10)} ${goal}`.trimEnd();
}

function printed(value: number, unit: Figure['unit']): string {
  return unit === 'of ceiling' || unit === 'times' ? value.toFixed(3) : value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

/** Growth beyond its goal, a line each: it is the program's own, whatever machine it runs on. */
export function findGrowing(figures: readonly Figure[]): string[] {
  return figures.filter(({ unit, value, atMost }) => unit === '% more' && atMost !== undefined && value > atMost).map(describeFigure);
}

/** A ratio has to be this much below that of the baseline to be called slower: what two runs on a quiet machine differ by. */
const SLACK = 0.15;

/** What is slower than in the baseline, a line each. Only ratios are compared: a machine's own speed is no property of the program. */
export function findSlower(figures: readonly Figure[], baseline: readonly Figure[]): string[] {
  const before = new Map(baseline.map((figure) => [figure.what, figure]));
  return figures.flatMap(({ what, value, unit }) => {
    const known = before.get(what);
    if (known === undefined || (unit !== 'of ceiling' && unit !== 'times') || value >= known.value * (1 - SLACK)) return [];
    return [`${what}: ${value.toFixed(3)}, it was ${known.value.toFixed(3)}`];
  });
}
