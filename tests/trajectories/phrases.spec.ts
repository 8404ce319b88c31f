import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listGrounds, readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { valueAt } from '../../src/model/pointer.ts';
import { siblingTool } from '../../src/operators/sibling-tool.ts';
import { type GroundLibrary, openGround } from '../../src/primitives/library.ts';
import { streamOf } from '../../src/random/stream.ts';
import { takeApart } from '../../src/trajectories/answer.ts';
import { demandsOf, endsSentence, realiseRequest, templateFits } from '../../src/trajectories/request.ts';
import { parseRequests } from '../../src/trajectories/template.ts';
import { nothingTold } from '../../src/trajectories/told.ts';
import { answersTo, composeTrajectories, isMeant, trajectoriesOf } from '../../src/trajectories/trajectory.ts';

const grounds = listGrounds(shippedPrimitives).filter((name) => existsSync(join(shippedPrimitives, name, 'phrases.json')));

/** Templates that ask for a call alone, those too whose words ask for another call as well. */
function countFitting({ phrases }: GroundLibrary, primitive: GroundLibrary['primitives'][number]): number {
  const { requests = [], words = {} } = phrases.tools[primitive.tool] ?? {};
  const asked = { arguments: primitive.arguments, demands: demandsOf(primitive, []), words };
  return parseRequests(requests, 1).filter((template) => templateFits(template, [asked], nothingTold)).length;
}

/** Columns of a sheet and values of a chart are read out as they stand. */
const readOut = new Set(['excel_read_sheet', 'get_charts']);
const ORDER = /\b(?:in that order|in the same order|newest first|from new to old|respectively)/iu;

/** Whether a value is a list of one thing, several times: `blocks, blocks and blocks`. */
function saysOneOverAndOver(value: string): boolean {
  const items = value.split(/, | and /u);
  return items.length > 1 && new Set(items).size === 1;
}

/** What nobody writes, whatever is named: by what it is, found in words of ours. Quoted values are not looked into. */
const slips: Readonly<Record<string, RegExp>> = {
  'a wrong article': /\b(?:[Aa] [aeioAEIO]|[Aa]n [bcdfgjkmpqtvwz])\p{Ll}/u,
  'a word twice': /(?<![\p{L}\d./@-])(\p{Ll}{2,}) \1(?![\p{L}\d./@-])/u,
  'one of several':
    /\b(?:first|last|latest|newest|top|best) 1\b|(?<![\d.:,-])\b1 (?:words|characters|commits|months|tests|cards|of the [12]\b)/iu,
  'a stop after a quoted stop': /[.!?]"\./u,
  'a title that runs into the next': /\?,/u,
  'an order of one thing counted': /\(1 in all\)/u,
};

/** Words with the values in quotes cut short: what they end with is kept. */
function withoutQuotes(text: string): string {
  return text.replace(/"[^"\n]*?([.!?]?)"/gu, '"Q$1"');
}

function slipsIn(text: string): string[] {
  const words = withoutQuotes(text);
  return Object.entries(slips).flatMap(([slip, pattern]) => (pattern.test(words) ? [`${slip}: ${text.slice(0, 200)}`] : []));
}

/** The requests, answers and families of each shipped ground hold together. */
describe.each(grounds)('phrases of %s', (name) => {
  const ground = openGround(readGround(shippedPrimitives, name));
  const composition = composeTrajectories(ground);
  const { trajectories } = composition;
  const single = new Map(trajectories.filter(({ steps }) => steps.length === 1).map((trajectory) => [trajectory.group, trajectory]));

  it('should have at least five requests for every admitted tool', () => {
    const { tools, chains } = ground.phrases;
    // A tool that only follows others is asked for at the end of a chain.
    const asking = (tool: string) => [
      ...(tools[tool]?.requests ?? []),
      ...chains.filter((chain) => chain.tools.at(-1) === tool).flatMap(({ requests }) => requests),
    ];
    const poor = [...ground.tools.keys()].filter((tool) => asking(tool).flatMap(sayings).length < 5);
    expect(poor).toEqual([]);
  });

  it('should serve every verified call of user-given arguments by at least five templates, alone or in a chain', () => {
    const inChains = new Set(
      trajectories.filter(({ steps }) => steps.length > 1).flatMap(({ steps }) => steps.map(({ primitive }) => primitive.id)),
    );
    const poor = ground.primitives
      .filter((primitive) => isMeant(primitive) && (!inChains.has(primitive.id) || single.has(primitive.id)))
      .map((primitive) => ({ ...primitive, fitting: countFitting(ground, primitive) }))
      .filter(({ fitting }) => fitting < 5)
      .map(({ id, tool, arguments: args, fitting }) => `${fitting} for ${tool} ${JSON.stringify(args)} (${id})`);
    expect(poor).toEqual([]);
  });

  it('should have an answer that fits every verified reply', () => {
    const dumb = ground.primitives
      .filter((primitive) => answersTo(ground, primitive).length === 0)
      .map(({ tool, arguments: args, id }) => `${tool} ${JSON.stringify(args)} (${id})`);
    expect(dumb).toEqual([]);
  });

  it('should ask as people write, in whole sentences, and begin each as the message begins', () => {
    const told = { root: ground.ground.root, today: ground.phrases.today ?? null, order: null };
    const odd = trajectoriesOf(composition).flatMap(({ templates, asked }) =>
      templates.flatMap((template) => {
        const { text, spans } = realiseRequest(template, asked, told, (forms) => forms.at(-1) as string);
        const said = [...text];
        for (const { start, end, pointer } of spans) if (pointer !== '') said.fill('_', start, end);
        const ours = said.join('');
        const isSmall = /^\p{Ll}/u.test(template.source.replace(/^[[<]?(?:\d:)?/u, ''));
        const start = isSmall ? null : /(?<=[.!?] )\p{Ll}/u.exec(ours);
        // "Pull up the supplier": a request that can name what it looks for does.
        const inClauses = template.parts.flatMap((part) => (part.part === 'clause' ? part.parts : []));
        const isVague =
          inClauses.some((part) => part.part === 'slot' && part.pointer.startsWith('/conditions/')) &&
          !asked.some(({ demands }) => demands.some(({ pointer }) => pointer.startsWith('/conditions/')));
        return [
          ...(isVague ? [`names nothing: ${text}`] : []),
          ...slipsIn(text),
          ...(endsSentence(text) ? [] : [`no end: ${text}`]),
          ...(start === null ? [] : [`a sentence begins small: ${text}`]),
        ];
      }),
    );
    expect([...new Set(odd)].slice(0, 20)).toEqual([]);
  });

  it('should answer as people write', () => {
    const odd = ground.primitives.flatMap((primitive) => {
      const { tool, arguments: given, result } = primitive;
      const answers = ground.phrases.tools[tool]?.answers ?? [];
      return answersTo(ground, primitive).filter((text) => {
        // What is read out as it stands has its own ways.
        const values = (takeApart(answers, given, result, text)?.parts ?? []).filter((part) => part.isValue && /\n/u.test(part.text));
        return values.length === 0 && slipsIn(text).length > 0;
      });
    });
    expect([...new Set(odd)].slice(0, 20)).toEqual([]);
  });

  it('should not say one value over and over, nor an order of one thing', () => {
    const odd = ground.primitives.flatMap((primitive) => {
      const { tool, arguments: given, result } = primitive;
      const answers = ground.phrases.tools[tool]?.answers ?? [];
      return answersTo(ground, primitive).filter((text) => {
        const values = (takeApart(answers, given, result, text)?.parts ?? []).filter(({ isValue }) => isValue).map((part) => part.text);
        return (
          (!readOut.has(tool) && values.some(saysOneOverAndOver)) || (ORDER.test(text) && !values.some((value) => / and /u.test(value)))
        );
      });
    });
    expect(odd).toEqual([]);
  });

  it('should ask with the same words for one choice only, where nobody says which', () => {
    const choices = new Map<string, Set<string>>();
    for (const { templates, steps } of trajectories) {
      for (const template of templates) {
        for (const [step, { primitive }] of steps.entries()) {
          const chosen = Object.entries(primitive.roles).filter(([, role]) => role.origin === 'agent' && role.kind === 'enum');
          const key = `${primitive.tool} ${step}: ${JSON.stringify(template.parts)}`;
          const known = choices.get(key) ?? new Set();
          choices.set(key, known.add(JSON.stringify(chosen.map(([pointer]) => [pointer, valueAt(primitive.arguments, pointer) ?? null]))));
        }
      }
    }
    expect([...choices].filter(([, known]) => known.size > 1).map(([key]) => key)).toEqual([]);
  });

  it('should name only tools and arguments that exist', () => {
    const strangers = Object.entries(ground.phrases.tools).flatMap(([tool, { mistaken }]) =>
      [tool, ...Object.keys(mistaken)].filter((each) => !ground.tools.has(each)),
    );
    expect(strangers).toEqual([]);
  });

  it('should have verified most of the calls that mistaken tools would make', () => {
    const made = trajectories
      .filter(({ steps }) => steps.length === 1)
      .flatMap((trajectory) => [...siblingTool.mutate({ trajectory, step: 0, due: 'call' }, { pointer: '' }, streamOf('test'))]);
    const recorded = made.filter(
      ({ change }) => change.op === 'replace' && isRecorded(ground, change.to as { name: string; arguments: object }),
    );
    expect(made.length).toBeGreaterThan(0);
    expect(recorded.length / made.length).toBeGreaterThanOrEqual(0.6);
  });

  it('should have four values in the largest family of every critical argument', () => {
    const largest = new Map<string, number>();
    for (const primitive of ground.primitives) {
      for (const [pointer, role] of Object.entries(primitive.roles)) {
        if (!role.critical || valueAt(primitive.arguments, pointer) === undefined) continue;
        const key = `${primitive.tool}${pointer}`;
        const allowed = role.kind === 'flag' ? 2 : role.kind === 'enum' ? 2 : 4;
        const size = ground.families.siblingsAt(primitive, pointer).length + 1;
        largest.set(key, Math.max(largest.get(key) ?? Number.NEGATIVE_INFINITY, Math.min(size, allowed) - allowed));
      }
    }
    const short = [...largest].filter(([, missing]) => missing < 0).map(([key, missing]) => `${key} lacks ${-missing}`);
    expect(short).toEqual([]);
  });
});

function sayings(request: string | { say: string | string[] }): string[] {
  return typeof request === 'string' ? [request] : [request.say].flat();
}

function isRecorded(ground: GroundLibrary, call: { name: string; arguments: object }): boolean {
  return ground.families.recorded(call.name, call.arguments as never, []) !== undefined;
}
