import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KnownGround } from '../../src/check/ground.ts';
import { judgeRequest } from '../../src/check/request.ts';
import { readRow } from '../../src/check/row.ts';
import { judgeStated } from '../../src/check/statement.ts';
import { straighten } from '../../src/check/typos.ts';
import { listGrounds, readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { configSchema } from '../../src/model/config.ts';
import type { Pair } from '../../src/model/pair.ts';
import { typos } from '../../src/model/typos.ts';
import { type Way, wayNames } from '../../src/model/ways.ts';
import { openBuild } from '../../src/pipeline.ts';

const PAIRS = 900;
const names = ['calc', 'filesystem', 'git', 'notes', 'sqlite'];
const build = openBuild(configSchema.parse({ pairs: PAIRS, seed: 'ways', grounds: names, typos: 0.3 }));
const pairs = Array.from({ length: PAIRS }, (_, position) => build.pairAt(position));
const grounds = new Map(
  names.map((name) => {
    const { ground, phrases, primitives } = readGround(shippedPrimitives, name);
    return [name, new KnownGround(ground, phrases, primitives)];
  }),
);

const judge = (pair: Pair): string[] => {
  const row = readRow(pair, grounds);
  return [...(judgeStated(row) ?? []), ...(judgeRequest(row) ?? [])];
};
const withWay = (way: Way): Pair => structuredClone(pairs.find(({ meta }) => meta.ways?.includes(way)) as Pair);
const lastUser = (pair: Pair) => pair.prompt.findLast(({ role }) => role === 'user') as { content: string };

describe('the ways in which requests come', () => {
  it('should all be drawn, and be read as what they are', () => {
    const drawn = new Set(pairs.flatMap(({ meta }) => meta.ways ?? []));
    expect(wayNames.filter((way) => !drawn.has(way))).toEqual([]);
    expect(pairs.flatMap((pair) => judge(pair).map((fault) => `${pair.id}: ${fault}`)).slice(0, 5)).toEqual([]);
  }, 60_000);

  it.each(wayNames.filter((way) => way !== 'typos'))('should not be told wrongly: %s', (way) => {
    const pair = withWay(way);
    pair.meta.ways = pair.meta.ways?.filter((each) => each !== way) as Way[];
    expect(judge(pair).join()).toMatch(/the row tells of/u);
  });

  it('should be no correction where nothing is taken back', () => {
    const pair = withWay('correction');
    const { stated } = pair.evidence;
    const message = lastUser(pair);
    // The end of the message now names the value that the wrong call takes.
    const wrong = pair.rejected[0]?.tool_calls?.[0]?.function.arguments;
    const right = pair.chosen[0]?.tool_calls?.[0]?.function.arguments;
    [pair.chosen[0], pair.rejected[0]] = [pair.rejected[0] as Pair['chosen'][0], pair.chosen[0] as Pair['chosen'][0]];
    expect(wrong).not.toEqual(right);
    expect(message.content).toContain(stated.text);
    expect(judge(pair)).not.toEqual([]);
  });

  it('should be no follow-up of another call', () => {
    const pair = withWay('follow_up');
    const [first] = pair.prompt.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []));
    const other = pairs.find(({ prompt, meta }) => meta.grounds[0] !== pair.meta.grounds[0] && prompt.some(({ role }) => role === 'tool'));
    const foreign = other?.prompt.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []))[0];
    Object.assign(first?.function ?? {}, foreign?.function);
    expect(judge(pair)).not.toEqual([]);
  });

  it('should be no two requests where one of them asks for something else', () => {
    const pair = withWay('two_requests');
    const message = lastUser(pair);
    message.content = message.content.replace(/\p{L}+(?=\W*$)/u, '').replace(/^/u, 'Leave out the first one. ');
    expect(judge(pair)).not.toEqual([]);
  });

  it('should have no name that is not that of the system message', () => {
    const named = pairs.find(({ prompt, meta }) => meta.ways?.includes('persona') && prompt[0]?.content.includes('You are talking to'));
    const pair = structuredClone(named as Pair);
    const system = pair.prompt[0] as { content: string };
    system.content = system.content.replace(/(You are talking to) \w+/u, '$1 Zebedee');
    expect(judge(pair)).not.toEqual([]);
  });

  it('should have one person in a conversation, whose name no call takes', () => {
    for (const { prompt, chosen, rejected } of pairs) {
      const name = /You are talking to (\w+)/u.exec(prompt[0]?.content ?? '')?.[1];
      if (name !== undefined) expect(JSON.stringify([chosen, rejected])).not.toContain(name);
    }
  });

  it('should mistype no word that states something, and none into another word', () => {
    const words = new Set(
      listGrounds(shippedPrimitives).flatMap(
        (name) =>
          readFileSync(join(shippedPrimitives, name, 'phrases.json'), 'utf8')
            .toLowerCase()
            .match(/\p{L}+/gu) ?? [],
      ),
    );
    for (const [word, slip] of Object.entries(typos)) {
      expect([...slip].sort()).toEqual([...word].sort());
      expect(words.has(slip), slip).toBe(false);
      expect(straighten(slip)).toBe(word);
    }
    const sloppy = pairs.filter(({ meta }) => meta.ways?.includes('typos'));
    expect(sloppy.length).toBeGreaterThan(PAIRS / 10);
    for (const { evidence } of sloppy) expect(straighten(evidence.stated.text)).toBe(evidence.stated.text);
  });
});
