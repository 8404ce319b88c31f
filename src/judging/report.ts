import { criteria, type Judgement, type JudgeReport, type Verdict, type VerdictCounts } from '../model/judge-report.ts';
import type { Pair } from '../model/pair.ts';
import { isChosenFirst } from './ask.ts';

/** A mark that makes a row doubtful. */
const LOW = 2;
/** Letters of a reason that are told. */
const LONGEST_WHY = 300;

/** Gathers what a model said of rows. It only tells: no row is changed for it. */
export class JudgeReporter {
  readonly #report: JudgeReport;
  readonly #sums = new Map<string, { rows: number; sum: number; low: number }>();

  constructor(model: string) {
    const verdicts = noVerdicts();
    this.#report = { schema: 'nearmiss/judge@1', model, rows: 0, unreadable: 0, verdicts, byOperator: {}, marks: {}, doubted: [] };
  }

  addUnreadable(): void {
    this.#report.unreadable += 1;
  }

  add(pair: Pair, judgement: Judgement): void {
    const report = this.#report;
    const { operator } = pair.deviation;
    const verdict = verdictOf(pair, judgement);
    report.rows += 1;
    report.verdicts[verdict] += 1;
    const counts = report.byOperator[operator] ?? noVerdicts();
    report.byOperator[operator] = counts;
    counts[verdict] += 1;
    const doubts = verdict === 'chosen' ? [] : [DOUBTS[verdict]];
    const judged = verdict === 'chosen' ? [...criteria.request, ...criteria.right, ...criteria.answer] : criteria.request;
    for (const criterion of judged) {
      const mark = judgement[criterion];
      if (mark === null) continue;
      this.#mark(criterion, mark);
      if (mark <= LOW) doubts.push(`${criterion} ${mark}`);
    }
    if (doubts.length > 0) report.doubted.push({ id: pair.id, operator, doubts, why: tidy(judgement.why) });
  }

  finish(): JudgeReport {
    const names = Object.values(criteria).flat();
    const marks = names.flatMap((name) => {
      const counted = this.#sums.get(name);
      if (counted === undefined) return [];
      const { rows, sum, low } = counted;
      return [[name, { rows, mean: Math.round((100 * sum) / rows) / 100, low }] as const];
    });
    const byOperator = Object.entries(this.#report.byOperator).sort(([one], [other]) => (one < other ? -1 : 1));
    return { ...this.#report, marks: Object.fromEntries(marks), byOperator: Object.fromEntries(byOperator) };
  }

  #mark(criterion: string, mark: number): void {
    const counted = this.#sums.get(criterion) ?? { rows: 0, sum: 0, low: 0 };
    this.#sums.set(criterion, { rows: counted.rows + 1, sum: counted.sum + mark, low: counted.low + (mark <= LOW ? 1 : 0) });
  }
}

const DOUBTS: Record<Exclude<Verdict, 'chosen'>, string> = {
  rejected: 'takes the rejected side for right',
  both: 'takes both sides for right',
  neither: 'takes neither side for right',
};

function verdictOf(pair: Pair, { right }: Judgement): Verdict {
  if (right === 'both' || right === 'neither') return right;
  return (right === 'first') === isChosenFirst(pair) ? 'chosen' : 'rejected';
}

function noVerdicts(): VerdictCounts {
  return { chosen: 0, rejected: 0, both: 0, neither: 0 };
}

/** One line without anything that a terminal would obey. */
function tidy(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_WHY);
}
