import type { Json, JsonObject } from '../../src/model/json.ts';
import { pointerOf } from '../../src/model/pointer.ts';
import type { Kind, Primitive, Role } from '../../src/model/primitive.ts';
import { allOperators } from '../../src/operators/index.ts';
import type { Mutation, Operator } from '../../src/operators/operator.ts';
import { isPlaceholder } from '../../src/operators/placeholders.ts';
import { mistakes } from '../../src/operators/values/index.ts';
import { createJudge, type Proved, wrongCallOf } from '../../src/pairs/judge.ts';
import { type GroundLibrary, openGround } from '../../src/primitives/library.ts';
import { streamOf } from '../../src/random/stream.ts';
import { prepareSampler } from '../../src/schema/sample.ts';
import { callOf, changeCall, type Decision } from '../../src/trajectories/decision.ts';
import { judgesOf } from '../schema/two-judges.ts';
import { deepFreeze } from '../support/freeze.ts';

/** A tool's definition, wherever it comes from. */
export interface Definition {
  name: string;
  description?: string;
  inputSchema: unknown;
}

/** Operators that need no other recording than the call they change. */
export const loneOperators: readonly Operator[] = allOperators.filter(
  ({ name, claim }) =>
    claim === 'breaks-schema' ||
    mistakes.some((mistake) => mistake.name === name) ||
    ['dropped-constraint', 'swapped-arguments', 'reordered-list'].includes(name),
);

/** What came of one tool, and every law that did not hold. */
export interface Tried {
  calls: number;
  proposed: number;
  proved: number;
  byOperator: Map<string, number>;
  broken: string[];
}

const ID = '0'.repeat(16);

/** Feeds calls drawn from a tool's schema to every lone operator; null where the definition is one that no build takes. */
export function tryTool(tool: Definition, samples: number): Tried | null {
  const sampler = prepareSampler(tool.inputSchema);
  if ('refused' in sampler) return null;
  const tried: Tried = { calls: 0, proposed: 0, proved: 0, byOperator: new Map(), broken: [] };
  const judges = judgesOf(tool.inputSchema);
  for (let index = 0; index < samples; index += 1) {
    const sampled = sampler.sample({ stream: streamOf('lone calls', tool.name, index), style: index % 2 === 0 ? 'all' : 'some' });
    if ('refused' in sampled || !isObject(sampled.value)) continue;
    const library = libraryOf(tool, sampled.value);
    if (library === null) return null;
    // A build keeps no call whose numbers not every trainer reads as they are.
    if (library.primitives.length === 0) continue;
    tried.calls += 1;
    const decision = decisionOf(library);
    const before = JSON.stringify(decision.trajectory.steps);
    const judge = createJudge();
    for (const operator of loneOperators) {
      const propose = () =>
        operator
          .targets(decision)
          .flatMap((target) => [...operator.mutate(decision, target, streamOf('lone', tool.name, index, target.pointer))]);
      const mutations = propose();
      const fail = (law: string, mutation?: Mutation) =>
        tried.broken.push(`${tool.name}: ${operator.name}: ${law} ${JSON.stringify(mutation?.change ?? sampled.value)}`.slice(0, 400));
      if (JSON.stringify(propose()) !== JSON.stringify(mutations)) fail('the same stream gives other mutants');
      if (JSON.stringify(decision.trajectory.steps) !== before) fail('it writes to its input');
      for (const mutation of mutations) {
        tried.proposed += 1;
        const judgement = judge(decision, mutation, operator.claim);
        if (!('proved' in judgement)) continue;
        tried.proved += 1;
        tried.byOperator.set(operator.name, (tried.byOperator.get(operator.name) ?? 0) + 1);
        for (const law of brokenLaws(operator, decision, judgement.proved, judges)) fail(law, mutation);
      }
    }
  }
  return tried;
}

function* brokenLaws(
  { claim, name }: Operator,
  decision: Decision,
  proved: Proved,
  judges: ReturnType<typeof judgesOf>,
): Generator<string> {
  const chosen = callOf(decision.trajectory.steps[0]?.primitive as Primitive);
  const { change } = proved;
  const wrong = wrongCallOf(decision, proved);
  if (wrong === null) {
    if (change.op !== 'say' || change.words.some(isCall)) yield 'what is written out is a call';
    return;
  }
  if (change.op !== 'replace' && change.op !== 'remove') return;
  if (JSON.stringify(changeCall(chosen, change)) !== JSON.stringify(wrong)) yield 'the record does not rebuild the rejected call';
  if (JSON.stringify(wrong) === JSON.stringify(chosen)) yield 'the mutant is the call itself';
  if (wrong.name !== chosen.name) {
    if (name !== 'unknown-tool') yield 'another tool is called';
    return;
  }
  const { compiled, interpreted } = judges(wrong.arguments);
  if (claim === 'breaks-intent' && !(compiled && interpreted !== false)) yield 'a validator refuses the mutant';
  const isOpen = change.op === 'replace' && isPlaceholder(change.to);
  if (claim === 'breaks-schema' && !isOpen && (compiled || interpreted !== false)) yield 'a validator takes the mutant';
}

function isCall(text: string): boolean {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) !== null;
  } catch {
    return false;
  }
}

function libraryOf(tool: Definition, values: JsonObject): GroundLibrary | null {
  const { name, description = '' } = tool;
  const inputSchema = tool.inputSchema as JsonObject;
  try {
    return openGround({
      ground: {
        schema: 'nearmiss/ground@1',
        name: 'lone',
        title: '',
        source: { package: '', version: '', licence: '', command: [] },
        protocol: '',
        server: { name: '', version: '' },
        root: '/srv',
        world: { recipe: '', seed: '', digest: '' },
        tools: [{ name, description, inputSchema, hash: '', admitted: true, reason: '' }],
      },
      phrases: {
        schema: 'nearmiss/phrases@1',
        ground: 'lone',
        systems: [],
        systemNeeded: false,
        openers: [],
        closers: [],
        tools: {},
        chains: [],
      },
      primitives: [deepFreeze(primitiveOf(name, values, inputSchema))],
    });
  } catch {
    return null;
  }
}

/** The call as if it had been recorded to write, so that no reply is needed to tell that another value is wrong. */
function primitiveOf(tool: string, values: JsonObject, schema: JsonObject): Primitive {
  return {
    id: ID,
    tool,
    arguments: values,
    scenario: 'drawn',
    after: [],
    roles: Object.fromEntries(rolesOf(values, schema, [])),
    upstream: [],
    result: { content: [], isError: false },
    verdict: 'ok',
    stability: 'stable',
    masks: [],
    effect: 'changed',
    leaves: null,
  };
}

function decisionOf(ground: GroundLibrary): Decision {
  const [primitive] = ground.primitives;
  const steps = primitive === undefined ? [] : [{ primitive, links: [] }];
  return { trajectory: { group: ID, ground, steps, asked: [], templates: [], answers: [] }, step: 0, due: 'call' };
}

/** A role for every value, its kind told by its schema and its name. */
function rolesOf(value: Json, schema: Json | undefined, path: readonly (string | number)[]): [string, Role][] {
  const role = (kind: Kind): [string, Role][] => [[pointerOf(path), { origin: 'user', critical: true, kind }]];
  const own = isObject(schema) ? schema : {};
  if (typeof value === 'boolean') return role('flag');
  if (typeof value === 'number') return role(Number.isInteger(value) ? 'count' : 'number');
  if (typeof value === 'string') return role(kindOf(String(path.at(-1)), own));
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every((item) => typeof item === 'string')) return role('list');
    return value.flatMap((item, index) => rolesOf(item, own.items, [...path, index]));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    rolesOf(member, isObject(own.properties) ? own.properties[name] : undefined, [...path, name]),
  );
}

function kindOf(name: string, schema: JsonObject): Kind {
  if (Array.isArray(schema.enum)) return 'enum';
  if (/^date/u.test(String(schema.format))) return 'date';
  if (/date|time|since|until/iu.test(name)) return 'date';
  if (/path|file|dir/iu.test(name)) return 'path';
  return /id$/iu.test(name) ? 'id' : 'text';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
