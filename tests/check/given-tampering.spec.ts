import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../src/check/claims.ts';
import { checkFolder } from '../../src/cli/check-folder.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import type { Pair, ToolCall } from '../../src/model/pair.ts';
import { giveIds, makeDataset, writeDataset } from './dataset.ts';
import { givenRowOf, makeGivenPairs, ofGiven, sourceRows } from './given.ts';

type Rows = Record<keyof typeof givenRowOf, Pair>;

interface Tampering {
  name: string;
  /** Changes pairs; ids, hashes, counts and tables are made to agree with it. */
  edit?(rows: Rows, all: Pair[]): void;
  manifest?(manifest: Manifest): void;
  /** Changes the given rows, after the pairs were made; the manifest's hash is then theirs. */
  source?(rows: JsonObject[]): void;
  claim: Claim;
  row: keyof typeof givenRowOf | null;
  also?: Claim[];
}

const callOf = (pair: Pair, side: 'chosen' | 'rejected'): ToolCall['function'] =>
  ((pair[side][0] as Required<Pair['chosen'][number]>).tool_calls[0] as ToolCall).function;

function rejectInstead(pair: Pair, value: Json): void {
  callOf(pair, 'rejected').arguments[pair.evidence.stated.pointer.slice(1)] = value;
  pair.deviation.to = value;
}

/** Moves the evidence to other words of the prompt. */
function stateBy(pair: Pair, text: string, message = pair.evidence.stated.message): void {
  const start = (pair.prompt[message] as { content: string }).content.indexOf(text);
  expect(start).toBeGreaterThanOrEqual(0);
  Object.assign(pair.evidence.stated, { message, start, end: start + text.length, text });
}

function swapSides(pair: Pair): void {
  [pair.chosen, pair.rejected] = [pair.rejected, pair.chosen];
  [pair.deviation.from, pair.deviation.to] = [pair.deviation.to, pair.deviation.from];
}

const tamperings: Tampering[] = [
  { name: 'sides that changed places', edit: ({ day }) => swapSides(day), claim: 'stated', row: 'day', also: ['source'] },
  {
    name: 'sides that changed places, the evidence with them',
    edit: ({ count }) => {
      swapSides(count);
      count.evidence.stated.value = 23;
    },
    claim: 'stated',
    row: 'count',
    also: ['source'],
  },
  { name: 'words that lie elsewhere', edit: ({ time }) => void time.evidence.stated.start++, claim: 'stated', row: 'time' },
  { name: 'words that say something else', edit: ({ day }) => stateBy(day, 'two dozen'), claim: 'stated', row: 'day' },
  { name: 'a name that says no number', edit: ({ count }) => stateBy(count, 'Harwich'), claim: 'stated', row: 'count' },
  { name: 'a cabin stated by a harbour', edit: ({ cabin }) => stateBy(cabin, 'Stornoway', 0), claim: 'stated', row: 'cabin' },
  { name: 'a flag stated by a day', edit: ({ flag }) => stateBy(flag, '19 April'), claim: 'stated', row: 'flag' },
  {
    name: 'a number from an earlier reply stated by another',
    edit: ({ reply }) => stateBy(reply, 'F-6512'),
    claim: 'stated',
    row: 'reply',
  },
  {
    name: 'a time of day in the place of a day',
    edit: ({ day }) => rejectInstead(day, '18:30'),
    claim: 'stated',
    row: 'day',
    also: ['schema'],
  },
  { name: 'words of the system message', edit: ({ day }) => stateBy(day, '2 March 2026', 0), claim: 'stated', row: 'day' },
  { name: 'words that also mean the rejected value', edit: ({ time }) => stateBy(time, 'half past six'), claim: 'stated', row: 'time' },
  { name: 'a rejected weight in another unit', edit: ({ weight }) => rejectInstead(weight, 2000), claim: 'stated', row: 'weight' },
  {
    name: 'a day that was taken back, as the right one',
    edit: ({ stale }) => {
      swapSides(stale);
      stale.evidence.stated.value = '2026-06-03';
      stateBy(stale, '3 June 2026', 0);
    },
    claim: 'stated',
    row: 'stale',
    also: ['source'],
  },
  {
    name: 'a list that lacks what was not said',
    edit: ({ list }) => {
      list.evidence.stated.value = callOf(list, 'chosen').arguments.dishes as Json;
      stateBy(list, 'mushrooms');
    },
    claim: 'stated',
    row: 'list',
  },
  {
    name: 'a value that chosen has not',
    edit: ({ cabin }) => {
      cabin.evidence.stated.value = 'none';
    },
    claim: 'stated',
    row: 'cabin',
  },
  {
    name: 'a label',
    edit: ({ reply }) => {
      reply.evidence.stated.label = true;
    },
    claim: 'stated',
    row: 'reply',
  },
  {
    name: 'a tool stated by the words for the other',
    edit: ({ opposite }) => {
      (opposite.prompt[0] as { content: string }).content = 'Please confirm the booking of Liv Tangen.';
      stateBy(opposite, 'confirm');
    },
    claim: 'stated',
    row: 'opposite',
    also: ['source'],
  },
  {
    name: 'a day written otherwise',
    edit: ({ day }) => rejectInstead(day, '2026-4-19'),
    claim: 'equivalence',
    row: 'day',
    also: ['schema', 'stated'],
  },
  {
    name: 'the right list in another order',
    edit: ({ list }) => rejectInstead(list, ['olive', 'mushroom']),
    claim: 'equivalence',
    row: 'list',
    also: ['stated'],
  },
  {
    name: 'dishes in the plural',
    edit: ({ list }) => rejectInstead(list, ['mushrooms', 'Olives']),
    claim: 'equivalence',
    row: 'list',
    also: ['stated'],
  },
  {
    name: 'an argument left out that is the default by its description',
    edit: ({ dropped }) => {
      dropped.evidence.stated.value = 'none';
      dropped.deviation.from = 'none';
      callOf(dropped, 'chosen').arguments.cabin = 'none';
      (dropped.prompt[2] as { content: string }).content = 'None. And no, make it 5 June.';
      stateBy(dropped, 'None');
    },
    claim: 'equivalence',
    row: 'dropped',
    also: ['source'],
  },
  { name: 'a cabin that is none of the choices', edit: ({ cabin }) => rejectInstead(cabin, 'upper'), claim: 'schema', row: 'cabin' },
  { name: 'a number of people that is none', edit: ({ count }) => rejectInstead(count, 0), claim: 'schema', row: 'count' },
  {
    name: 'a second change',
    edit: ({ day }) => {
      callOf(day, 'rejected').arguments.to = 'Hull';
    },
    claim: 'deviation',
    row: 'day',
  },
  {
    name: 'another value before the change',
    edit: ({ weight }) => {
      weight.deviation.from = 4;
    },
    claim: 'deviation',
    row: 'weight',
  },
  {
    name: 'an argument left out that has to be there',
    edit: ({ reply }) => {
      Object.assign(reply.deviation, { family: 'missing_optional', operator: 'dropped-constraint', op: 'remove', to: null });
      delete callOf(reply, 'rejected').arguments.booking;
    },
    claim: 'deviation',
    row: 'reply',
    also: ['schema'],
  },
  {
    name: 'a recording that nobody made',
    edit: ({ day }) => {
      day.evidence.executed.rejected = '0123456789abcdef';
    },
    claim: 'executed',
    row: 'day',
  },
  {
    name: 'results that were never seen',
    edit: ({ day }) => {
      day.evidence.equivalence.results = 'differ';
    },
    claim: 'executed',
    row: 'day',
  },
  {
    name: 'a reply to the rejected call',
    edit: ({ list }) => {
      list.continuation.rejected = structuredClone(list.continuation.chosen);
    },
    claim: 'executed',
    row: 'list',
    also: ['source'],
  },
  {
    name: 'a cancelled booking that costs nothing',
    edit: ({ reply }) => {
      reply.deviation.severity = 'misleading';
    },
    claim: 'severity',
    row: 'reply',
  },
  {
    name: 'a search that destroys',
    edit: ({ day }) => {
      day.deviation.severity = 'destructive';
    },
    claim: 'severity',
    row: 'day',
  },
  {
    name: 'a severity without a reason',
    edit: ({ list }) => {
      list.deviation.because = '';
    },
    claim: 'severity',
    row: 'list',
  },
  {
    name: 'a tool offered twice',
    edit: (_, all) => {
      for (const pair of all.filter(({ group }) => group === 'given-3'))
        pair.tools.push(structuredClone(pair.tools[0] as Pair['tools'][number]));
    },
    claim: 'tools',
    row: 'list',
  },
  {
    name: 'a called tool that is not offered',
    edit: (_, all) => {
      for (const pair of all.filter(({ group }) => group === 'given-2')) pair.tools.pop();
    },
    claim: 'tools',
    row: 'opposite',
    also: ['source'],
  },
  {
    name: 'parameters that are no object',
    edit: (_, all) => {
      for (const pair of all.filter(({ group }) => group === 'given-3'))
        (pair.tools[0] as Pair['tools'][number]).function.parameters = { type: 'string' };
    },
    claim: 'tools',
    row: 'list',
  },
  { name: 'other tools than the rest of its group', edit: ({ count }) => void count.tools.pop(), claim: 'source', row: 'count' },
  {
    name: 'a row in two groups',
    edit: ({ count }) => {
      count.group = 'given-x';
    },
    claim: 'source',
    row: 'count',
  },
  {
    name: 'a group in two splits',
    edit: ({ cabin }) => {
      cabin.split = 'train';
    },
    claim: 'group',
    row: 'stale',
  },
  {
    name: 'a row that nobody gave',
    edit: ({ day }) => {
      day.meta.source = 'elsewhere';
    },
    claim: 'source',
    row: 'day',
    also: ['counts'],
  },
  {
    name: 'no word of the row',
    edit: ({ day }) => {
      day.meta.source = null;
    },
    claim: 'source',
    row: 'day',
  },
  {
    name: 'a ground',
    edit: ({ day }) => {
      day.meta.grounds = ['desk'];
    },
    claim: 'source',
    row: 'day',
    also: ['counts'],
  },
  {
    name: 'a given row that says it was built',
    edit: ({ day }) => {
      day.meta.request = 'phrases';
    },
    claim: 'source',
    row: 'day',
    also: ['tools'],
  },
  {
    name: 'a user who said something else',
    source: (rows) => {
      (rows[1]?.messages as JsonObject[])[2] = { role: 'user', content: 'An inside cabin. And no, make it 5 June.' };
    },
    claim: 'source',
    row: 'cabin',
  },
  {
    name: 'a prompt that is not the row',
    edit: ({ stale }) => {
      (stale.prompt[1] as { content: string }).content = 'Which cabin?';
    },
    claim: 'source',
    row: 'stale',
  },
  {
    name: 'words beside a call that nobody said',
    edit: ({ weight }) => {
      for (const side of [weight.chosen, weight.rejected]) (side[0] as { content: string }).content = 'Gladly.';
    },
    claim: 'source',
    row: 'weight',
  },
  {
    name: 'an answer that is not the row',
    edit: ({ list }) => {
      (list.continuation.chosen[1] as { content: string }).content = 'No.';
    },
    claim: 'source',
    row: 'list',
  },
  {
    name: 'a tool described otherwise',
    edit: (_, all) => {
      for (const pair of all.filter(({ group }) => group === 'given-3'))
        (pair.tools[0] as Pair['tools'][number]).function.description = 'Order drinks.';
    },
    claim: 'source',
    row: 'list',
  },
  {
    name: 'a number of rows that gave a pair',
    manifest: ({ source }) => {
      (source as { used: number }).used = 3;
    },
    claim: 'counts',
    row: null,
  },
  {
    name: 'the hash of another file',
    manifest: ({ source }) => {
      (source as { sha256: string }).sha256 = '0'.repeat(64);
    },
    claim: 'source',
    row: null,
  },
];

describe('a tampered dataset of given rows', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nearmiss-given-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function check(name: string, { edit, manifest, source }: Partial<Tampering>) {
    const here = join(folder, name);
    mkdirSync(here);
    const pairs = makeGivenPairs();
    const rows = Object.fromEntries(Object.entries(givenRowOf).map(([key, at]) => [key, pairs[at]])) as Rows;
    edit?.(rows, pairs);
    giveIds(pairs);
    const given = structuredClone(sourceRows);
    source?.(given);
    const text = given.map((row) => `${JSON.stringify(row)}\n`).join('');
    writeFileSync(join(here, 'log.jsonl'), text);
    writeDataset(here, { ...makeDataset(), rows: pairs }, (made) => {
      ofGiven(made, { sha256: createHash('sha256').update(text).digest('hex') });
      manifest?.(made);
    });
    const settings = { primitives: join(here, 'primitives'), maxProblems: 100 };
    return {
      rows,
      report: await checkFolder(join(here, 'dataset'), { ...settings, source: join(here, 'log.jsonl') }),
      alone: await checkFolder(join(here, 'dataset'), settings),
    };
  }

  it('should hold as it is, with its file and without', async () => {
    const { report, alone } = await check('sound', {});
    expect(report.problems).toEqual([]);
    expect(alone.problems).toEqual([]);
    expect(report).toMatchObject({ ok: true, rows: 11, claims: { stated: 11, schema: 11, equivalence: 11, request: 0 } });
    expect(report.claims.source).toBeGreaterThan(alone.claims.source);
  });

  for (const [index, tampering] of tamperings.entries()) {
    const { name, claim, row, also = [] } = tampering;
    it(`should fail by ${claim}: ${name}`, async () => {
      const { rows, report } = await check(String(index), tampering);
      const found = [...new Set(report.problems.map((problem) => problem.claim))].sort();
      expect({ found, reasons: report.problems.map(({ reason }) => reason) }).toMatchObject({ found: [claim, ...also].sort() });
      const named = report.problems.filter((problem) => problem.claim === claim).map((problem) => problem.row);
      expect(named).toContain(row === null ? null : rows[row].id);
      expect(report.ok).toBe(false);
    });
  }
});
