import type { Operator } from '../operators/operator.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import { streamOf } from '../random/stream.ts';
import { cuesOf } from '../trajectories/cues.ts';
import { type Decision, decisionsOf } from '../trajectories/decision.ts';
import type { Part, Template } from '../trajectories/template.ts';
import type { Trajectory } from '../trajectories/trajectory.ts';
import { type DiscardReason, type Judge, type Proved, wrongCallOf } from './judge.ts';

/** A place where one operator has something provably wrong to say: what a pair is drawn from. */
export interface Case {
  operator: Operator;
  decision: Decision;
  /** the place the operator acts at; '' for the call as a whole */
  pointer: string;
  proved: readonly Proved[];
  /** the templates that state what the mutations contradict */
  templates: readonly Template[];
  /** system messages that may open the conversation; null: none */
  systems: readonly (string | null)[];
}

/** Names a case among all others. */
export function keyOf({ operator, decision, pointer }: Pick<Case, 'operator' | 'decision' | 'pointer'>): string {
  return [operator.name, decision.trajectory.group, decision.step, decision.due, pointer].join(' ');
}

/** Every case of one trajectory under these operators. `discard` hears of each mutation that could not be proved. */
export function findCases(
  trajectory: Trajectory,
  operators: readonly Operator[],
  seed: string,
  judge: Judge,
  discard: (reason: DiscardReason) => void,
): Case[] {
  const systems = systemsFor(trajectory);
  const stating = statementsOf(trajectory);
  const cases: Case[] = [];
  for (const decision of decisionsOf(trajectory)) {
    for (const operator of operators) {
      for (const target of operator.targets(decision)) {
        const { pointer } = target;
        const proved: Proved[] = [];
        for (const mutation of operator.mutate(decision, target, streamOf(seed, 'mutate', keyOf({ operator, decision, pointer })))) {
          const judgement = judge(decision, mutation);
          if ('proved' in judgement) proved.push(judgement.proved);
          else discard(judgement.discarded);
        }
        if (proved.length === 0) continue;
        // Sliced, for a list that grew keeps room for more, and a plan holds these lists to the end.
        const kept = (proved.some(isExecuted) ? proved.filter(isExecuted) : proved).slice();
        const first = kept[0] as Proved;
        const stated = stating(decision.step, first.mutation.stated);
        const templates = first.mutation.stated === '' ? stated.filter((template) => !asksForAny(template, decision, kept)) : stated;
        if (templates.length === 0) for (const _ of kept) discard('not_stated');
        else cases.push({ operator, decision, pointer, proved: kept, templates, systems });
      }
    }
  }
  return cases;
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
      templates = trajectory.templates.filter((template) => states(template.parts, step, pointer)).slice();
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
  return wrong.some(({ mutation }) => {
    const call = wrongCallOf(decision, mutation);
    return call !== null && call.name !== right && cues.get(call.name)?.has(cue);
  });
}

const toldSystems = new WeakMap<GroundLibrary, readonly string[]>();

/** What the world fixes (an argument, the shape of its data) only the system message can have told. */
function systemsFor({ ground, steps }: Trajectory): readonly (string | null)[] {
  let told = toldSystems.get(ground);
  if (told === undefined) {
    told = ground.phrases.systems.map((system) => system.replaceAll('{root}', ground.ground.root));
    toldSystems.set(ground, told);
  }
  const mustTell =
    ground.phrases.systemNeeded || steps.some(({ primitive }) => Object.values(primitive.roles).some(({ origin }) => origin === 'world'));
  return mustTell ? told : [null, ...told];
}
