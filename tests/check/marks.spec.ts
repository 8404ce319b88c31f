import { describe, expect, it } from 'vitest';
import { KnownGround } from '../../src/check/ground.ts';
import { hearSmall, type Mark, type Piece } from '../../src/check/templates.ts';
import { straighten } from '../../src/check/typos.ts';
import { listGrounds, readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { configSchema } from '../../src/model/config.ts';
import { openBuild } from '../../src/pipeline.ts';

const PAIRS = 250;
const names = listGrounds(shippedPrimitives);
const build = openBuild(configSchema.parse({ pairs: PAIRS, seed: 'marks', grounds: names }));
const grounds = new Map(
  names.map((name) => {
    const { ground, phrases, primitives } = readGround(shippedPrimitives, name);
    return [name, new KnownGround(ground, phrases, primitives)];
  }),
);

const escaped = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

/** A template as a pattern, with the words of a text in the place of the mark that they are said to be; one pattern for each place it may have. */
function* patternsOf(pieces: readonly Piece[], tools: readonly string[], mark: Mark): Generator<string> {
  const plain = (piece: Piece): string =>
    piece.is === 'clause' ? `(?:${piece.pieces.map(plain).join('')})?` : piece.is === 'slot' ? '[^]+' : escaped(piece.words);
  for (const [at, piece] of pieces.entries()) {
    const around = (inner: string): string =>
      `${pieces.slice(0, at).map(plain).join('')}${inner}${pieces
        .slice(at + 1)
        .map(plain)
        .join('')}`;
    if (piece.is === 'clause') for (const inner of patternsOf(piece.pieces, tools, mark)) yield around(inner);
    else if (piece.is !== 'text' && tools[piece.step] === mark.tool && piece.pointer === mark.pointer)
      if (piece.is === 'slot' || piece.words === mark.words.toLowerCase()) yield around('\u0000');
  }
}

/** Whether a stretch can be the mark of a template: all of them tried, as patterns. */
function isAnywhere({ askings }: KnownGround, text: string, start: number, end: number, mark: Mark): boolean {
  const marked = `${hearSmall(text).slice(0, start)}\u0000${hearSmall(text).slice(end)}`;
  return askings.some(({ pieces, tools }) => [...patternsOf(pieces, tools, mark)].some((pattern) => new RegExp(pattern, 'u').test(marked)));
}

describe('the marks of templates', () => {
  it('should be found where trying every template finds them, and nowhere else', () => {
    const found = { yes: 0, no: 0 };
    for (let position = 0; position < PAIRS; position += 1) {
      const pair = build.pairAt(position);
      const { stated } = pair.evidence;
      const ground = grounds.get(pair.meta.grounds[0] as string) as KnownGround;
      const text = straighten(pair.prompt[stated.message]?.content as string);
      const right = pair.chosen[0]?.tool_calls?.[0]?.function.name ?? pair.rejected[0]?.tool_calls?.[0]?.function.name ?? '';
      const wrong = pair.rejected[0]?.tool_calls?.[0]?.function.name ?? '';
      for (const tool of new Set([right, wrong]))
        for (const pointer of new Set(['', stated.pointer, '/path', '/no_such_argument']))
          for (const [from, to] of [
            [0, 0],
            [1, 0],
            [0, 1],
            [-1, 0],
            [-2, 2],
          ] as const) {
            const [start, end] = [stated.start + from, stated.end + to];
            if (start < 0 || start >= end || end > text.length) continue;
            const mark = { tool, pointer, words: text.slice(start, end) };
            const isMark = ground.hasMark(text, start, end, mark);
            found[isMark ? 'yes' : 'no'] += 1;
            if (isMark !== isAnywhere(ground, text, start, end, mark))
              expect.fail(`${JSON.stringify(mark)} at ${start}-${end} of ${JSON.stringify(text)}: ${isMark}`);
          }
    }
    expect(found.yes).toBeGreaterThan(200);
    expect(found.no).toBeGreaterThan(2000);
  }, 60_000);
});
