import type { Manifest } from '../model/manifest.ts';
import { nameShard, type Shard, stretchInBlocks } from '../model/shard.ts';
import type { Build } from '../pipeline.ts';
import { tableOf } from './table.ts';

/** What a build would make, for a dry run. */
export function describePlan(build: Build, out: string, shard: Shard | null): string {
  const capacityOf = build.countCapacity();
  const rows = build.plan.quotas.map(({ operator, ground, pairs }) => [
    operator.family,
    operator.name,
    ground,
    String(pairs),
    String(capacityOf(operator, ground)),
  ]);
  const discarded = [...build.plan.discarded].sort().map(([reason, count]) => [reason, String(count)]);
  const { from, to } = stretchInBlocks(shard, build.plan.pairs);
  const what =
    shard === null ? `${to} pairs` : `shard ${nameShard(shard)}, ${to - from} pairs from position ${from}, of ${build.plan.pairs} pairs`;
  return [
    `would build ${what} into ${out}, and has written nothing:`,
    tableOf(['family', 'operator', 'ground', 'pairs', 'of at most'], rows),
    'candidates discarded:',
    tableOf(['reason', 'count'], discarded),
    describeOverrides(build.overridden),
  ].join('\n');
}

export function describeControls(plan: ReturnType<Build['planControls']> | null): string {
  if (plan === null) return '';
  const rows = plan.quotas.map(({ kind, controls, capacity }) => [kind, String(controls), String(capacity)]);
  return `controls (both sides mean the same; a test set of their own):\n${tableOf(['respelling', 'rows', 'of at most'], rows)}`;
}

/** What the user's overrides came to; nothing where there are none. */
export function describeOverrides(overridden: Build['overridden']): string {
  if (overridden.length === 0) return '';
  const rows = overridden.map(({ ground, tool, pointer, override, calls, changed, unsaid }) => [
    `${ground}.${tool}`,
    pointer,
    Object.entries(override)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
    String(calls),
    String(changed),
    unsaid === 0 ? '' : `${unsaid} stay as they were: nobody says their value, so no request can state it`,
  ]);
  return `${tableOf(['override', 'argument', 'says', 'calls', 'changed', ''], rows)}\n`;
}

/** What was built, and what to do with it. */
export function describeResult({ counts, controls, discarded, seed, shard }: Manifest, out: string): string {
  const section = (name: string, numbers: Readonly<Record<string, number>>, of = 'pairs') =>
    tableOf(
      [name, of],
      Object.entries(numbers).map(([key, n]) => [key, String(n)]),
    );
  return [
    `${counts.pairs} pairs (${counts.train} train, ${counts.test} test) in ${out}, ${shard === undefined ? '' : `shard ${nameShard(shard)}, `}seed "${seed}"`,
    '',
    section('family', counts.byFamily),
    section('operator', counts.byOperator),
    section('ground', counts.byGround),
    section('shape', counts.byShape),
    ...(counts.byPhrasing === undefined ? [] : [section('request', counts.byPhrasing)]),
    ...(counts.byAnswering === undefined ? [] : [section('final answer', counts.byAnswering, 'answers')]),
    ...(controls === undefined ? [] : [section('control', controls.byKind)]),
    tableOf(
      ['discarded because', 'candidates'],
      Object.entries(discarded).map(([reason, n]) => [reason, String(n)]),
    ),
    `${out}/pairs/*.jsonl   the canonical pairs, one a line, each with its proof`,
    `${out}/dpo, ${out}/sft   Parquet for trainers: load_dataset("${out}", "dpo")`,
    ...(controls === undefined ? [] : [`${out}/controls       rows for measuring over-sensitivity: load_dataset("${out}", "controls")`]),
    `${out}/README.md       the dataset card; manifest.json: what it was made from`,
    '',
    shard === undefined
      ? `next: nearmiss show ${out}    (look at some)   nearmiss check ${out}    (prove every row)`
      : `next: nearmiss merge <the folders of all ${shard.of} shards> --out dataset`,
  ].join('\n');
}
