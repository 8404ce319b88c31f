import type { Primitive } from '../model/primitive.ts';
import { trimmed } from '../model/trimmed.ts';
import { actsAt, type Mutation, type Operator } from '../operators/operator.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import { streamOf } from '../random/stream.ts';
import { cuesOf } from '../trajectories/cues.ts';
import { type Decision, decisionsOf, stepOf } from '../trajectories/decision.ts';
import type { Part, Template } from '../trajectories/template.ts';
import { fillSystem } from '../trajectories/told.ts';
import type { Trajectory } from '../trajectories/trajectory.ts';
import { type DiscardReason, type Judge, type Proved, recordingOf, wrongCallOf } from './judge.ts';
import type { Side, Sides } from './side.ts';

/** A place where one operator has something provably wrong to say: what a pair is drawn from. */
export interface Case {
  operator: Operator;
  decision: Decision;
  /** the place the operator acts at; '' for the call as a whole */
  pointer: string;
  /** the templates that state what the mutations contradict */
  templates: readonly Template[];
  /** system messages that may open the conversation; null: none */
  systems: readonly (string | null)[];
}

/** A case with its mutations, and what it is weighed by. */
export interface FoundCase extends Case {
  /** which of the mutations its operator proposes there are proved: a plan has room for what they follow from, not for mutations */
  seeds: readonly Seed[];
  /** what the right side looks like, and the wrong one of each seed */
  right: Side;
  wrongs: readonly Side[];
  /** whether the wrong side was executed, or needs no execution because it repeats or omits a call */
  executed: boolean;
}

/** What a mutation follows from: the recorded call that its operator takes it from, else its place among the operator's proposals. */
export type Seed = Primitive | number | Together;

/** What two mutations made at once follow from: the second is that of another operator at another place of the same decision. */
export interface Together {
  first: Seed;
  second: Seed;
  with: Pick<Case, 'operator' | 'pointer'>;
}

export function isTogether(seed: Seed): seed is Together {
  return typeof seed === 'object' && 'with' in seed;
}

/** Names a case among all others. */
export function keyOf({ operator, decision, pointer }: Pick<Case, 'operator' | 'decision' | 'pointer'>): string {
  return [operator.name, decision.trajectory.group, decision.step, decision.due, pointer].join(' ');
}

/** What finding cases needs beside a trajectory. */
export interface Search {
  operators: readonly Operator[];
  seed: string;
  judge: Judge;
  sides: Sides;
  /** hears of each mutation that could not be proved */
  discard: (reason: DiscardReason) => void;
}

/** Every case of one trajectory. */
export function findCases(trajectory: Trajectory, { operators, seed, judge, sides, discard }: Search): FoundCase[] {
  const systems = systemsFor(trajectory);
  const stating = statementsOf(trajectory);
  const cases: FoundCase[] = [];
  for (const decision of decisionsOf(trajectory)) {
    for (const operator of operators.filter((each) => actsAt(each, decision))) {
      for (const target of operator.targets(decision)) {
        const { pointer } = target;
        const proved: (Proved & { place: number })[] = [];
        for (const [place, mutation] of proposalsOf({ operator, decision, pointer }, seed).entries()) {
          const judgement = judge(decision, mutation, operator.claim);
          if ('proved' in judgement) proved.push({ ...judgement.proved, place });
          else discard(judgement.discarded);
        }
        if (proved.length === 0) continue;
        const kept = proved.some(isExecuted) ? proved.filter(isExecuted) : proved;
        const first = kept[0] as Proved;
        const stated = stating(decision.step, first.stated);
        const templates = first.stated === '' ? select(stated, (template) => !asksForAny(template, decision, kept)) : stated;
        if (templates.length === 0) for (const _ of kept) discard('not_stated');
        else {
          const executed = kept.some((each) => needsNoExecution(operator, each) || isExecuted(each));
          const seeds = kept.map((each) => seedOf(operator, each));
          const wrongs = kept.map((each) => wrongSideOf(operator, decision, each, sides));
          cases.push({ operator, decision, pointer, seeds, right: rightSideOf(decision, sides), wrongs, executed, templates, systems });
        }
      }
    }
  }
  return cases;
}

function rightSideOf(decision: Decision, sides: Sides): Side {
  if (decision.due === 'question') return sides.question();
  return decision.due === 'answer' ? sides.answer() : sides.recorded(stepOf(decision).primitive);
}

function wrongSideOf({ claim, family }: Operator, decision: Decision, proved: Proved, sides: Sides): Side {
  // What breaks its schema is told by its looks, and a wrong answer by what came before it: there is nothing to balance.
  if (claim === 'breaks-schema' || family === 'wrong_answer') return rightSideOf(decision, sides);
  if (proved.change.op === 'say' && proved.change.reports === null) return sides.question();
  if (proved.recorded !== null) return sides.recorded(proved.recorded);
  const call = wrongCallOf(decision, proved);
  return call === null ? sides.answer() : sides.call(call);
}

function seedOf({ take }: Operator, { change, recorded, place }: Proved & { place: number }): Seed {
  if (take === undefined) return place;
  return change.op === 'answer' ? change.reports : (recorded ?? place);
}

/** The mutation that follows from a seed of a case, and its recording: as they were when the case was found. */
export function regrow(drawn: Pick<Case, 'operator' | 'decision' | 'pointer'>, from: Seed, seed: string): Proved {
  const { operator, decision, pointer } = drawn;
  if (isTogether(from)) {
    const first = regrow(drawn, from.first, seed);
    const second = { ...regrow({ ...from.with, decision }, from.second, seed), operator: from.with.operator };
    return { ...first, second, alone: first.recorded, recorded: recordingOf(decision, { ...first, second }) };
  }
  const mutation = typeof from === 'number' ? (proposalsOf(drawn, seed)[from] as Mutation) : operator.take?.(decision, { pointer }, from);
  if (mutation === undefined) throw new Error(`${operator.name} takes nothing from ${String(from)}`);
  // What is taken from a recorded call is that call, unless its reply alone is.
  const recorded = typeof from === 'number' ? recordingOf(decision, mutation) : mutation.change.op === 'answer' ? null : from;
  return { ...mutation, recorded };
}

function proposalsOf({ operator, decision, pointer }: Pick<Case, 'operator' | 'decision' | 'pointer'>, seed: string): Mutation[] {
  return [...operator.mutate(decision, { pointer }, streamOf(seed, 'mutate', keyOf({ operator, decision, pointer })))];
}

/** Those that fit: the very list where all do, for a plan holds tens of thousands of such lists. */
function select<T>(all: readonly T[], fits: (each: T) => boolean): readonly T[] {
  const fitting = all.filter(fits);
  return fitting.length === all.length ? all : trimmed(fitting);
}

/** What is only said, or breaks its schema, is wrong whatever a server would reply. */
function needsNoExecution({ claim }: Operator, { change }: Proved): boolean {
  return claim === 'breaks-schema' || change.op === 'answer' || change.op === 'say';
}

function isExecuted({ recorded }: Proved): boolean {
  return recorded !== null;
}

/** The templates of a trajectory that state an argument (or, for '', which tool) of a step; each question is answered once. */
function statementsOf(trajectory: Trajectory): (step: number, pointer: string) => readonly Template[] {
  const known = new Map<string, readonly Template[]>();
  return (step, pointer) => {
    const key = `${step}${pointer}`;
    let templates = known.get(key);
    if (templates === undefined) {
      templates = select(trajectory.templates, (template) => states(template.parts, step, pointer));
      known.set(key, templates);
    }
    return templates;
  };
}

/** Whether a template says the argument (or, for '', which tool) of a step. */
function states(parts: readonly Part[], step: number, pointer: string): boolean {
  return parts.some((part) => {
    if (part.part === 'clause') return states(part.parts, step, pointer);
    if (part.part === 'cue') return pointer === '' && part.step === step;
    return part.part !== 'text' && part.step === step && part.pointer === pointer;
  });
}

/** Whether the words that ask for the right tool ask for one of these as well. */
function asksForAny(template: Template, decision: Decision, wrong: readonly Proved[]): boolean {
  const { step, trajectory } = decision;
  const cue = template.cues.get(step);
  if (cue === undefined) return false;
  const right = trajectory.steps[step]?.primitive.tool;
  const cues = cuesOf(trajectory.ground);
  return wrong.some((proved) => {
    const call = wrongCallOf(decision, proved);
    return call !== null && call.name !== right && cues.get(call.name)?.has(cue);
  });
}

const toldSystems = new WeakMap<GroundLibrary, Record<'told' | 'maybeTold', readonly (string | null)[]>>();

/** What the world fixes (an argument, the shape of its data) only the system message can have told. */
export function systemsFor({ ground, steps }: Trajectory): readonly (string | null)[] {
  let told = toldSystems.get(ground);
  if (told === undefined) {
    const all = ground.phrases.systems.map((system) => fillSystem(system, ground));
    told = { told: all, maybeTold: [null, ...all] };
    toldSystems.set(ground, told);
  }
  const mustTell =
    ground.phrases.systemNeeded || steps.some(({ primitive }) => Object.values(primitive.roles).some(({ origin }) => origin === 'world'));
  return mustTell ? told.told : told.maybeTold;
}
