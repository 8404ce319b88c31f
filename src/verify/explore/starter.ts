import { canonicalJson } from '../../model/canonical.ts';
import { type Phrases, phrasesSchema } from '../../model/phrases.ts';
import { removeAt, replaceAt, valueAt } from '../../model/pointer.ts';
import type { Primitive } from '../../model/primitive.ts';
import type { GroundTool } from '../../model/tool.ts';
import { outcomesDiffer } from '../../primitives/families.ts';
import { draftAnswers } from './answers.ts';
import { proposeMistaken } from './mistaken.ts';
import { askWays, markOf, type Saying, sayArguments, sayingsOf, wordsFor } from './wording.ts';

const mostRequests = 8;
const mostChains = 24;

type Frame = (cue: string, args: string) => string;

const frames: readonly Frame[] = [
  (cue, args) => `Please [${cue}]${args}.`,
  (cue, args) => `Can you [${cue}]${args}?`,
  (cue, args) => `[${capitalise(cue)}]${args}.`,
  (cue, args) => `I need you to [${cue}]${args}.`,
  (cue, args) => `Could you [${cue}]${args}?`,
  (cue, args) => `I'd like you to [${cue}]${args}.`,
  (cue, args) => `Next, [${cue}]${args}.`,
  (cue, args) => `Would you [${cue}]${args}?`,
];
const joints = [' with ', ', with ', ': ', ' using '];

type ChainFrame = (cues: readonly string[]) => string;

const chainFrames: readonly ChainFrame[] = [
  (parts) => `Please ${join(parts, ', then ')}.`,
  (parts) => `First ${join(parts, '; after that ')}.`,
  (parts) => `Can you ${join(parts, ' and then ')}?`,
  (parts) => `I need you to ${join(parts, ', and with what you find ')}.`,
  (parts) => `Start with this: ${join(parts, '. From there, ')}.`,
];

/**
 * Phrases to start from, which `build` can use as they are: for every admitted tool at least five requests with all its slots, words
 * for its enums, answers that hand on its replies, remarks in passing, the tools it may be mistaken for; and requests for chains of
 * calls that feed each other. Made from names, titles and descriptions: a person will say it better. `root` is null without a world.
 */
export function draftPhrases(ground: string, tools: readonly GroundTool[], primitives: readonly Primitive[], root: string | null): Phrases {
  const admitted = tools.filter((tool) => tool.admitted);
  const ways = askWays(admitted);
  const mistaken = proposeMistaken(admitted, primitives);
  const byTool = Map.groupBy(primitives, ({ tool }) => tool);
  const sayings = new Map(admitted.map((tool) => [tool.name, sayingsOf(tool, byTool.get(tool.name) ?? [])]));
  const drafted: Phrases['tools'] = {};
  for (const { name } of admitted) {
    const calls = byTool.get(name) ?? [];
    const own = sayings.get(name) ?? [];
    drafted[name] = {
      requests: requestsFor(ways.get(name) ?? [name], own),
      words: wordsFor(calls, own),
      answers: draftAnswers(calls),
      asides: asidesFor(calls, own),
      mistaken: mistaken.get(name) ?? {},
    };
  }
  return phrasesSchema.parse({
    schema: 'nearmiss/phrases@1',
    ground,
    systems: [
      ...(root === null
        ? []
        : [
            'You work on what lies under {root}. Use your tools to do what you are asked, and nothing beyond it.',
            'The data is under {root}; paths that people give are relative to that folder unless they start with a slash.',
          ]),
      'You are an assistant with tools. Do what the user asks, with the values the user gives.',
      'Use the tools you have to answer. Never guess what a tool can tell you.',
      'You help people get things done with the tools below. Answer briefly.',
    ],
    openers: ['Hi. ', 'Hello there. ', 'Quick one. ', 'One more thing. ', 'Next on my list. '],
    closers: [' Thanks!', ' Thank you.', ' Cheers.', ' No rush.', " That's all for now."],
    tools: drafted,
    chains: chainsFor(primitives, ways, sayings),
  });
}

/** Families of mistakes that cannot be made with these phrases and calls: a build has to leave them out of its mix. */
export function findIdleFamilies({ tools }: Phrases, primitives: readonly Primitive[]): string[] {
  const hasMistaken = Object.values(tools).some(({ mistaken }) => Object.keys(mistaken).length > 0);
  const known = new Set(primitives.map(({ tool, arguments: args, after }) => canonicalJson([tool, args, after])));
  const hasOptional = primitives.some(({ tool, arguments: args, after, roles }) =>
    Object.entries(roles).some(([pointer, { critical }]) => {
      const isOwn = critical && pointer.indexOf('/', 1) < 0 && valueAt(args, pointer) !== undefined;
      return isOwn && known.has(canonicalJson([tool, removeAt(args, pointer), after]));
    }),
  );
  const byPlace = new Map<string, Primitive[]>();
  for (const primitive of primitives) {
    for (const [pointer, { critical }] of Object.entries(primitive.roles)) {
      const key = critical ? canonicalJson([primitive.tool, pointer, replaceAt(primitive.arguments, pointer, null), primitive.after]) : '';
      if (critical) byPlace.set(key, [...(byPlace.get(key) ?? []), primitive]);
    }
  }
  const hasSibling = [...byPlace.values()].some(([first, ...others]) => others.some((other) => outcomesDiffer(first as Primitive, other)));
  return [...(hasSibling ? [] : ['wrong_value']), ...(hasMistaken ? [] : ['wrong_function']), ...(hasOptional ? [] : ['missing_optional'])];
}

function requestsFor(ways: readonly string[], sayings: readonly Saying[]): string[] {
  const requests = Array.from({ length: mostRequests }, (_, index) => {
    const cue = ways[index % ways.length] as string;
    const joint = joints[Math.floor(index / 2) % joints.length] as string;
    return (frames[index % frames.length] as Frame)(cue, sayArguments(sayings, null, joint));
  });
  return [...new Set(requests)];
}

/** Remarks that mention another value of an argument that matters. */
function asidesFor(calls: readonly Primitive[], sayings: readonly Saying[]): Record<string, string[]> {
  const told = sayings.filter(
    ({ pointer, kind }) => kind !== 'flag' && kind !== 'enum' && calls.some(({ roles }) => roles[pointer]?.critical === true),
  );
  return Object.fromEntries(
    told.map(({ pointer, label, kind }) => {
      const other = kind === 'text' || kind === 'pattern' || kind === 'name' ? '"{other}"' : '{other}';
      return [
        pointer,
        [
          `I have what I need for ${label} ${other}.`,
          `Leave ${label} ${other} for another day.`,
          `Never mind what I said about ${label} ${other}.`,
        ],
      ];
    }),
  );
}

/** Requests for every sequence of two or three tools in which calls were recorded that feed each other. */
function chainsFor(
  primitives: readonly Primitive[],
  ways: ReadonlyMap<string, readonly string[]>,
  sayings: ReadonlyMap<string, readonly Saying[]>,
): Phrases['chains'] {
  const byId = new Map(primitives.map((primitive) => [primitive.id, primitive]));
  const sequences = new Map<string, { tools: string[]; unsaid: Set<string>; named: Set<string> }>();
  const note = (calls: readonly Primitive[]) => {
    const tools = calls.map(({ tool }) => tool);
    const known = sequences.get(tools.join('\n')) ?? { tools, unsaid: new Set<string>(), named: new Set<string>() };
    sequences.set(tools.join('\n'), known);
    // What each call takes from the one before by itself is not said.
    const links = calls.flatMap((call, step) =>
      step === 0
        ? []
        : call.upstream
            .filter((link) => link.call === calls[step - 1]?.id)
            .map(({ pointer, label }) => ({ place: `${step}${pointer}`, label })),
    );
    known.unsaid.add(
      links
        .filter(({ label }) => label === null)
        .map(({ place }) => place)
        .sort()
        .join(' '),
    );
    for (const { place, label } of links) if (label !== null) known.named.add(place);
  };
  for (const last of primitives) {
    for (const middle of sourcesOf(last, byId)) {
      note([middle, last]);
      for (const first of sourcesOf(middle, byId)) if (first.tool !== last.tool) note([first, middle, last]);
    }
  }
  return [...sequences.values()].slice(0, mostChains).map(({ tools, unsaid, named }) => ({
    tools,
    requests: [...unsaid].sort().flatMap((silent) => chainRequests(tools, new Set(silent.split(' ')), named, ways, sayings)),
  }));
}

function sourcesOf(call: Primitive, byId: ReadonlyMap<string, Primitive>): Primitive[] {
  return [...new Set(call.upstream.map((link) => link.call))].flatMap((id) => byId.get(id) ?? []);
}

function chainRequests(
  tools: readonly string[],
  silent: ReadonlySet<string>,
  named: ReadonlySet<string>,
  ways: ReadonlyMap<string, readonly string[]>,
  sayings: ReadonlyMap<string, readonly Saying[]>,
): string[] {
  return chainFrames.map((frame, index) =>
    frame(
      tools.map((tool, step) => {
        const cues = ways.get(tool) ?? [tool];
        const said = (sayings.get(tool) ?? []).filter(({ pointer }) => !silent.has(`${step}${pointer}`));
        // What an earlier reply shows is spoken of by its name there, not as a value.
        const [told, rest] = [true, false].map((isNamed) => said.filter(({ pointer }) => named.has(`${step}${pointer}`) === isNamed));
        const about = (told ?? []).map((saying) => ` for "${markOf(saying, step)}"`).join('');
        return `[${step}:${cues[index % cues.length]}]${about}${sayArguments(rest ?? [], step, joints[index % joints.length] as string)}`;
      }),
    ),
  );
}

function join(parts: readonly string[], joint: string): string {
  return parts.join(joint);
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
