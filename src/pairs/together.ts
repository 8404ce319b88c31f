import type { Family } from '../model/pair.ts';
import { type CallChange, type Change, isCallChange } from '../operators/operator.ts';
import { areWrongTogether } from '../operators/together.ts';
import { outcomesDiffer } from '../primitives/families.ts';
import { type Stream, streamOf } from '../random/stream.ts';
import { type Decision, stepOf } from '../trajectories/decision.ts';
import type { Template } from '../trajectories/template.ts';
import { type FoundCase, keyOf, regrow, type Together } from './case.ts';
import { type DiscardReason, type Proved, recordingOf, wrongCallOf } from './judge.ts';
import type { Sides } from './side.ts';

/** Other cases that one case is put together with at most, and pairs of their mutations for each. */
const MOST_PARTNERS = 3;
const MOST_MUTATIONS = 3;

/** What putting cases together needs. */
export interface Joining {
  seed: string;
  sides: Sides;
  discard: (reason: DiscardReason) => void;
}

/**
 * The cases of one trajectory with two mutations in place of one: of different arguments of one call, each proved alone, both stated by one
 * request. A case with nobody to go with is counted.
 */
export function putTogether(cases: readonly FoundCase[], joining: Joining): FoundCase[] {
  return [...Map.groupBy(cases, ({ decision }) => decision).values()].flatMap((alike) => joinAt(alike, joining));
}

function joinAt(alike: readonly FoundCase[], { seed, sides, discard }: Joining): FoundCase[] {
  const joined: FoundCase[] = [];
  const known = new Set<string>();
  const paired = new Set<FoundCase>();
  // The family a pair counts for is that of its first mistake: the rarer one, where there are two.
  const able = goTogether.flatMap((family) => alike.filter(({ operator }) => operator.family === family));
  for (const [at, one] of able.entries()) {
    const stream = streamOf(seed, 'together', keyOf(one));
    const partners = stream.shuffle(able.slice(at + 1)).flatMap((other) => {
      const made = join(one, other, stream, seed, known);
      return made.length === 0 ? [] : [{ other, made }];
    });
    for (const { other, made } of partners.slice(0, MOST_PARTNERS)) {
      for (const each of [one, other]) paired.add(each);
      const templates = one.templates.filter((template: Template) => other.templates.includes(template));
      const wrongs = made.map(({ call }) => sides.call(call));
      joined.push({ ...one, seeds: made.map(({ from }) => from), wrongs, executed: one.executed && other.executed, templates });
    }
  }
  for (const each of alike) if (!paired.has(each)) for (const _ of each.seeds) discard('no_second');
  return joined;
}

/** Families whose mistakes change one argument and leave room for another one. */
export const goTogether = ['missing_optional', 'wrong_value'] as const satisfies readonly Family[];

interface Made {
  from: Together;
  call: NonNullable<ReturnType<typeof wrongCallOf>>;
}

/** Mutations of two cases that can be made at once. */
function join(one: FoundCase, other: FoundCase, stream: Stream, seed: string, known: Set<string>): Made[] {
  if (!one.templates.some((template) => other.templates.includes(template))) return [];
  const made: Made[] = [];
  const pairs = one.seeds.flatMap((first) => other.seeds.map((second) => ({ first, second })));
  for (const { first, second } of stream.shuffle(pairs)) {
    if (made.length === MOST_MUTATIONS) break;
    const from: Together = { first, second, with: { operator: other.operator, pointer: other.pointer } };
    const both = growBoth(one, from, seed);
    const call = both === null ? null : wrongCallOf(one.decision, both);
    if (both === null || call === null || !holds(one.decision, both)) continue;
    const text = JSON.stringify(call);
    if (known.has(text)) continue;
    known.add(text);
    made.push({ from, call });
  }
  return made;
}

/** Two mutations as one; null where they meet in one place, or need another conversation than the request alone. */
function growBoth(one: FoundCase, from: Together, seed: string): Proved | null {
  const both = regrow(one, from, seed);
  const { second } = both;
  if (second === undefined || both.setting.needs !== 'request' || second.setting.needs !== 'request') return null;
  const changes = [both.change, second.change] as const;
  return isOfArgument(changes[0]) && isOfArgument(changes[1]) && areWrongTogether(changes[0], changes[1]) ? both : null;
}

function isOfArgument(change: Change): change is CallChange {
  return isCallChange(change) && change.pointer.startsWith('/arguments/');
}

/** Whether the call with both changes fits its schema, and was not recorded to fail or to come to the same. */
function holds(decision: Decision, both: Proved): boolean {
  const { ground } = decision.trajectory;
  const { primitive } = stepOf(decision);
  const call = wrongCallOf(decision, both);
  if (call === null || !ground.accepts(call.name, call.arguments) || ground.families.fails(call.name, call.arguments, primitive.after))
    return false;
  const recorded = recordingOf(decision, both);
  return recorded === null || outcomesDiffer(recorded, primitive);
}
