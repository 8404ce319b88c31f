import { Cassette } from '../edges/model/cassette.ts';
import { readPrompt } from '../edges/model/prompts.ts';
import { cassettePath } from '../edges/model/session.ts';
import { NearmissError } from '../errors.ts';
import { followJudge, type Outcome } from '../judging/ask.ts';
import { JudgeReporter } from '../judging/report.ts';
import type { JudgeReport } from '../model/judge-report.ts';
import type { ModelReply, ModelRequest } from '../model/model-request.ts';
import type { JudgeSettings } from '../model/model-settings.ts';
import type { Pair } from '../model/pair.ts';
import { streamOf } from '../random/stream.ts';
import { askAll } from './ask-all.ts';
import { settleConfig } from './config.ts';
import { describeEstimate, estimate } from './estimate.ts';
import { freshFirst } from './fresh.ts';
import { checkQueueFlags, type QueueFlags } from './queue-flags.ts';
import { samplePairs } from './sample-pairs.ts';
import { tableOf } from './table.ts';

export interface JudgeFlags extends QueueFlags {
  config?: string;
  n: number;
  operator?: string;
  record?: boolean;
  refresh?: boolean;
  partial?: boolean;
  dryRun?: boolean;
  maxDoubted?: number;
  json?: boolean;
}

/** Letters that an answer of this job is guessed to have. */
const ANSWER_LETTERS = 400;

export async function runJudge(dir: string, flags: JudgeFlags): Promise<void> {
  checkQueueFlags(flags, flags.record === true || flags.refresh === true);
  const { model } = await settleConfig(flags.config, {});
  if (model?.judge === undefined)
    throw new NearmissError('there is no model to ask: the config names none under "model": {"judge": {"model": ...}}');
  const settings: JudgeSettings = model.judge;
  const pairs = await samplePairs(dir, flags.n, wants(flags), streamOf('judge', flags.n, flags.operator ?? ''));
  if (pairs.length === 0) throw new NearmissError(`${dir} holds no such pairs`);
  const prompt = readPrompt('judge', settings.prompt);
  const cassette = new Cassette(cassettePath(model, dir));
  const follow = (pair: Pair, find: (request: ModelRequest) => ModelReply | undefined): Outcome =>
    followJudge(pair, settings, prompt, find);
  if (flags.dryRun === true) {
    const outcomes = pairs.map((pair) => follow(pair, cassette.find));
    const open = outcomes.flatMap((outcome) => ('next' in outcome ? [{ request: outcome.next, answerLetters: ANSWER_LETTERS }] : []));
    console.log(
      describeEstimate('judge', settings.model, pairs.length, pairs.length - open.length, estimate(open, 2, model), cassette.path),
    );
    return;
  }
  if (flags.record === true || flags.refresh === true) {
    const { find, onReply } = freshFirst(cassette, flags.refresh === true);
    const nextOf = (pair: Pair): ModelRequest | null => {
      const outcome = follow(pair, find);
      return 'next' in outcome ? outcome.next : null;
    };
    await askAll('judge', model, settings.model, cassette, pairs, nextOf, flags, onReply);
  }
  const reporter = new JudgeReporter(settings.model);
  let unrecorded = 0;
  for (const pair of pairs) {
    const outcome = follow(pair, cassette.find);
    if ('next' in outcome) unrecorded += 1;
    else if ('judgement' in outcome) reporter.add(pair, outcome.judgement);
    else reporter.addUnreadable();
  }
  if (unrecorded > 0 && flags.partial !== true)
    throw new NearmissError(
      `${cassette.path} lacks the answers for ${unrecorded} of ${pairs.length} pairs: --record asks the model for them, --partial leaves those out`,
    );
  const report = reporter.finish();
  console.log(flags.json === true ? JSON.stringify(report, null, 2) : describeReport(dir, report));
  const doubted = report.doubted.length / Math.max(1, report.rows);
  if (flags.maxDoubted !== undefined && doubted > flags.maxDoubted)
    throw new NearmissError(
      `${dir}: ${settings.model} doubts ${(100 * doubted).toFixed(1)} % of the rows, more than ${100 * flags.maxDoubted} %`,
      {
        code: 'claim',
      },
    );
}

function wants({ operator }: JudgeFlags): (pair: Pair) => boolean {
  return ({ deviation }) => operator === undefined || deviation.operator === operator;
}

function describeReport(dir: string, { model, rows, unreadable, verdicts, byOperator, marks, doubted }: JudgeReport): string {
  const share = (count: number): string => `${((100 * count) / Math.max(1, rows)).toFixed(1)} %`;
  return [
    `${dir}: ${rows} rows as ${model} sees them${unreadable === 0 ? '' : `; of ${unreadable} more it said nothing that can be read`}. Nothing was changed.`,
    '',
    tableOf(
      ['right is', 'rows', ''],
      Object.entries(verdicts).map(([verdict, count]) => [verdict, String(count), share(count)]),
    ),
    tableOf(
      ['operator', 'rows', 'chosen', 'rejected', 'both', 'neither'],
      Object.entries(byOperator).map(([name, counts]) => {
        const { chosen, rejected, both, neither } = counts;
        return [name, ...[chosen + rejected + both + neither, chosen, rejected, both, neither].map(String)];
      }),
    ),
    tableOf(
      ['mark, 1 to 5', 'rows', 'mean', '1 or 2'],
      Object.entries(marks).map(([name, mark]) => [name, String(mark.rows), mark.mean.toFixed(2), String(mark.low)]),
    ),
    `It doubts ${doubted.length} rows${doubted.length === 0 ? '.' : `: nearmiss show ${dir} --id <id>`}`,
    ...doubted.slice(0, MOST_LISTED).map(({ id, operator, doubts, why }) => `  ${id}  ${operator}  ${doubts.join(', ')}: ${why}`),
    ...(doubted.length > MOST_LISTED ? [`  and ${doubted.length - MOST_LISTED} more: --json lists all`] : []),
  ].join('\n');
}

const MOST_LISTED = 20;
