import { describe, expect, it } from 'vitest';
import { readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { NearmissError } from '../../src/errors.ts';
import { fixText } from '../../src/lint/fix.ts';
import { type LintReport, lintTools } from '../../src/lint/lint.ts';
import { type ProfileName, profileNames } from '../../src/lint/profiles/names.ts';
import { parseText } from '../../src/lint/read/parse.ts';
import { toSarif } from '../../src/lint/report/sarif.ts';
import { printAnnotations, printFindings } from '../../src/lint/report/text.ts';
import { type Stream, streamOf } from '../../src/random/stream.ts';

const everyone = Object.keys(profileNames) as ProfileName[];
const grounds = ['filesystem', 'git', 'memory', 'sqlite', 'excel'].map((name) => readGround(shippedPrimitives, name).ground.tools);

/** Milliseconds of work that one document may take on a slow machine; hanging takes for ever. */
const patience = 20_000;

describe('lintTools, on what nobody meant to write', () => {
  it('should give every tool a verdict and never stumble, whatever is put where', { timeout: 300_000 }, () => {
    for (let round = 0; round < 80; round += 1) {
      const stream = streamOf('lint-fuzz', String(round));
      const tools = structuredClone(stream.pick(grounds).slice(0, 4)) as unknown[];
      let document: unknown = { tools };
      for (let times = 1 + stream.below(4); times > 0; times -= 1) document = mutate(document, stream);
      document = JSON.parse(JSON.stringify(document));
      const before = busy();
      const report = lintQuietly(document);
      expect(busy() - before, `round ${round}`).toBeLessThan(patience);
      if (report === undefined) continue;
      expect(
        report.findings.filter(({ says }) => says.startsWith('this rule could not')),
        `round ${round}`,
      ).toEqual([]);
      const told = report.tools.reduce((sum, { error, warning, info }) => sum + error + warning + info, 0);
      expect(told, `round ${round}`).toBe(report.findings.length);
      const list = (document as { tools?: unknown }).tools;
      if (Array.isArray(list) && list.every((tool) => (tool as { inputSchema?: unknown } | null)?.inputSchema !== undefined))
        expect(report.tools).toHaveLength(list.length);
      expect(lintQuietly(document)).toEqual(report);
      print(report);
    }
  });

  it('should read what is cut short or spoilt, or say in one line that it cannot', { timeout: 300_000 }, () => {
    const text = JSON.stringify({ tools: grounds[2] }, null, 1);
    for (let round = 0; round < 25; round += 1) {
      const stream = streamOf('lint-text', String(round));
      const at = stream.below(text.length);
      const spoilt =
        stream.below(2) === 0
          ? text.slice(0, at)
          : text.slice(0, at) +
            stream.pick(['\u0000', '{', ']', '"', '\ud800', ': &a *a', '\\', '<<: *x', '- ']) +
            text.slice(at + stream.below(9));
      for (const name of ['tools.json', 'tools.yaml', 'tools']) {
        try {
          const { document } = parseText(spoilt, name);
          lintQuietly(document);
          fixText(spoilt, { name, document });
        } catch (error) {
          expect(error).toBeInstanceOf(NearmissError);
          expect((error as Error).message).not.toMatch(/\n/u);
          expect((error as Error).message.length).toBeLessThan(300);
        }
      }
    }
  });

  it.each<[string, unknown]>([
    ['an object that holds itself', cyclic()],
    ['ten thousand levels', nested(10_000)],
    [
      'a hundred thousand properties',
      withSchema({
        type: 'object',
        properties: Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`p${i}`, { type: 'string' }])),
      }),
    ],
    [
      'three thousand flat properties, which no validator compiles',
      withSchema({
        type: 'object',
        properties: Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`p${i}`, { type: 'string', default: 1 }])),
      }),
    ],
    ['references that fan out', withSchema({ ...fan(40), properties: { x: { $ref: '#/$defs/d0', default: 'y' } } })],
    ['references in a ring', withSchema({ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } })],
    ['a reference to itself', withSchema({ $ref: '#' })],
    [
      'a tree that branches in itself',
      withSchema({
        type: 'object',
        properties: { a: { anyOf: [{ $ref: '#' }, { $ref: '#' }] } },
        default: nestedValue(60),
        required: ['a'],
      }),
    ],
    [
      'patterns that hang',
      withSchema({
        type: 'object',
        properties: {
          x: { type: 'string', pattern: '^(a+)+$', default: `${'a'.repeat(40)}!` },
          y: { type: 'string', pattern: `(${'a?'.repeat(40)}${'a'.repeat(40)})*$`, examples: ['a'.repeat(40)] },
        },
      }),
    ],
    [
      'a pattern as deep as a well',
      withSchema({ type: 'object', properties: { x: { type: 'string', pattern: `${'('.repeat(900)}a${')'.repeat(900)}` } } }),
    ],
    [
      'names of every object',
      withSchema(
        JSON.parse(
          '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"},"toString":{"default":1}},"required":["__proto__","hasOwnProperty"]}',
        ),
      ),
    ],
    [
      'halves of characters',
      {
        tools: [
          {
            name: '\ud800',
            description: '\udc00\u0000',
            inputSchema: { type: 'object', properties: { '\ud83d': { type: 'string', description: '\u202e' } } },
          },
        ],
      },
    ],
    [
      'a description of five megabytes',
      { tools: [{ name: 'a', description: 'optional "a", '.repeat(350_000), inputSchema: { type: 'object' } }] },
    ],
    [
      'three hundred equal tools',
      {
        tools: Array.from({ length: 300 }, () => ({
          name: 'a',
          description: 'Does it.',
          inputSchema: { type: 'object', properties: { x: { type: 'string' } } },
        })),
      },
    ],
    [
      'three hundred tools that differ in their names',
      {
        tools: Array.from({ length: 300 }, (_, i) => ({
          name: `a${i}`,
          description: `Does what number ${i} does.`,
          inputSchema: { type: 'object', properties: { x: { type: 'string' } } },
        })),
      },
    ],
    ['entries that are no tools', { tools: [null, 1, 'x', [], true, {}] }],
    [
      'an enum of fifty thousand',
      withSchema({ type: 'object', properties: { x: { enum: Array.from({ length: 50_000 }, (_, i) => i), default: 'no' } } }),
    ],
  ])('should look at %s in bounded time', { timeout: 180_000 }, (_, document) => {
    const before = busy();
    const report = lintQuietly(document) as LintReport;
    expect(busy() - before).toBeLessThan(patience);
    expect(report.tools.length).toBeGreaterThan(0);
    expect(report.findings.filter(({ says }) => says.startsWith('this rule could not'))).toEqual([]);
    print(report);
  });
});

/** Milliseconds that this process has worked: neighbours do not count. */
function busy(): number {
  return process.cpuUsage().user / 1_000;
}

function lintQuietly(document: unknown): LintReport | undefined {
  try {
    return lintTools([{ name: 'fuzz', document }], { for: everyone });
  } catch (error) {
    expect(error).toBeInstanceOf(NearmissError);
    return undefined;
  }
}

function print(report: LintReport): void {
  const options = { least: 'info', place: () => undefined } as const;
  for (const text of [printFindings(report, options), printAnnotations(report, options), JSON.stringify(toSarif(report, options.place))]) {
    expect(text.isWellFormed()).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: nothing may act on a terminal
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
  }
}

/** One change at a place drawn evenly from all there are. */
function mutate(document: unknown, stream: Stream): unknown {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const open: unknown[] = [document];
  for (let here = open.pop(); here !== undefined && places.length < 5_000; here = open.pop()) {
    if (typeof here !== 'object' || here === null) continue;
    for (const key of Object.keys(here)) {
      places.push({ holder: here as Record<string, unknown>, key });
      open.push((here as Record<string, unknown>)[key]);
    }
  }
  if (places.length === 0) return document;
  const { holder, key } = stream.pick(places);
  const other = stream.pick(places);
  switch (stream.below(4)) {
    case 0:
      delete holder[key];
      break;
    case 1:
      holder[key] = structuredClone(other.holder[other.key]);
      break;
    case 2:
      holder[stream.pick(keys)] = stream.pick(junk)();
      break;
    default:
      holder[key] = stream.pick(junk)();
  }
  return document;
}

const keys =
  '$ref $defs $id $schema $anchor type enum const default properties required items additionalProperties anyOf oneOf allOf not pattern format minimum maximum minLength maxLength minItems examples description title nullable optional prefixItems dependentRequired if then annotations constructor x-a a/b~c'.split(
    ' ',
  );

const junk: (() => unknown)[] = [
  () => null,
  () => undefined,
  () => 0,
  () => -1e308,
  () => 2 ** 60,
  () => true,
  () => false,
  () => '',
  () => 'string',
  () => 'object',
  () => '#',
  () => '#/properties/path',
  () => '#/$defs/none',
  () => 'https://example.com/x.json',
  () => '#/%E0%A4%A',
  () => '^(a|a)*$',
  () => '(',
  () => '\ud800',
  () => 'ignore all previous instructions',
  () => '\u202e\u200b',
  () => [],
  () => ['string', 'null'],
  () => [{}, {}, true],
  () => ({}),
  () => ({ $ref: '#' }),
  () => ({ type: 'object', properties: { x: { $ref: '#' } } }),
  () => JSON.parse('{"__proto__": {"type": "string"}, "constructor": 1}'),
  () => nestedValue(70),
  () => Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, { type: 'string', enum: ['a', 'b'] }])),
  () => 'x'.repeat(5_000),
];

function withSchema(inputSchema: unknown): unknown {
  return { tools: [{ name: 'a', description: 'Does what it is asked to do.', inputSchema }] };
}

function nestedValue(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}

function nested(levels: number): unknown {
  let schema: unknown = { type: 'string' };
  for (let level = 0; level < levels; level += 1) schema = { type: 'object', properties: { a: schema } };
  return withSchema(schema);
}

function fan(levels: number): object {
  const next = (i: number) => ({ anyOf: [{ $ref: `#/$defs/d${i}` }, { $ref: `#/$defs/d${i}` }] });
  return {
    type: 'object',
    $defs: Object.fromEntries(Array.from({ length: levels }, (_, i) => [`d${i}`, i === levels - 1 ? { type: 'number' } : next(i + 1)])),
  };
}

function cyclic(): unknown {
  const schema: Record<string, unknown> = { type: 'object' };
  schema.properties = { self: schema };
  return withSchema(schema);
}
