import type { Primitive, Upstream } from '../model/primitive.ts';
import { trimmed } from '../model/trimmed.ts';
import { hasFailed } from '../primitives/families.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import { answersOf, partialAnswersOf } from './answer.ts';
import { openRequests } from './open.ts';
import { type AskedStep, demandsOf, realiseRequest, templateFits } from './request.ts';
import { parseRequests, type Template } from './template.ts';
import { nothingTold } from './told.ts';

/** One call of a trajectory, and which of its arguments come from the replies before it. */
export interface Step {
  primitive: Primitive;
  links: readonly Upstream[];
}

/** A virtual trajectory: verified calls in an order their replies allow, with the requests that would lead to them. */
export interface Trajectory {
  /** names the base trajectory: its pairs stay in one split */
  group: string;
  ground: GroundLibrary;
  steps: readonly Step[];
  asked: readonly AskedStep[];
  templates: readonly Template[];
  /** wordings of the final answer, from the last call's real reply; empty when none fits. Of an open request: of the question it calls for */
  answers: readonly string[];
  /** of a request that leaves an argument open: that argument, and calls that guess it */
  open?: { pointer: string; guesses: readonly Primitive[] };
  /** a call that was made for this request, is none of its steps, and failed */
  slip?: Primitive;
}

/** What could not become a trajectory, counted by reason. */
export interface Composition {
  ground: GroundLibrary;
  trajectories: readonly Trajectory[];
  /** requests that leave an argument open, so that asking is right and calling is guessing; sorted by group */
  open: readonly Trajectory[];
  /** requests whose call fails, so that telling it is right; requests whose call comes after one that failed; sorted by group */
  failing: readonly Trajectory[];
  discarded: ReadonlyMap<string, number>;
}

/** All trajectories of a ground, in their order. */
export function trajectoriesOf({ trajectories, open, failing }: Composition): readonly Trajectory[] {
  return [...trajectories, ...open, ...failing];
}

/** Every trajectory of a ground: each verified call alone, and each chain that its phrases speak of. Sorted by group. */
export function composeTrajectories(ground: GroundLibrary): Composition {
  const discarded = new Map<string, number>();
  const trajectories: Trajectory[] = [];
  const keep = (steps: readonly Step[], templates: readonly Template[], kept = trajectories) => {
    const asked = steps.map((step) => askedStep(ground, step));
    const fitting = trimmed(templates.filter((template) => templateFits(template, asked, nothingTold)));
    if (fitting.length === 0) {
      discarded.set('no_request_fits', (discarded.get('no_request_fits') ?? 0) + 1);
      return;
    }
    kept.push({
      group: steps.map((step) => step.primitive.id).join('-'),
      ground,
      steps,
      asked,
      templates: fitting,
      answers: answersTo(ground, (steps.at(-1) as Step).primitive),
    });
  };
  const singles = new Map(Object.entries(ground.phrases.tools).map(([tool, { requests }]) => [tool, parseRequests(requests, 1)]));
  for (const primitive of ground.primitives.filter(isMeant)) keep([{ primitive, links: [] }], singles.get(primitive.tool) ?? []);
  for (const chain of ground.phrases.chains) {
    const templates = parseRequests(chain.requests, chain.tools.length);
    for (const steps of chainsOf(ground, chain.tools)) keep(steps, templates);
  }
  trajectories.sort((a, b) => (a.group < b.group ? -1 : 1));
  const alone = shareOutRequests(trajectories);
  if (alone.length < trajectories.length) discarded.set('same_request', trajectories.length - alone.length);
  const failed: Trajectory[] = [];
  for (const primitive of ground.failures.filter(({ mended }) => mended === undefined))
    keep([{ primitive, links: [] }], singles.get(primitive.tool) ?? [], failed);
  failed.sort((a, b) => (a.group < b.group ? -1 : 1));
  return { ground, trajectories: alone, open: openRequests(ground, alone), failing: [...failed, ...afterSlips(ground, alone)], discarded };
}

/** Lone calls as they are due after one that was to do the same and failed. They stay in the group of the call. */
function afterSlips(ground: GroundLibrary, trajectories: readonly Trajectory[]): Trajectory[] {
  const byGroup = new Map(trajectories.map((trajectory) => [trajectory.group, trajectory]));
  return ground.failures.flatMap((slip) => {
    const trajectory = slip.mended === undefined ? undefined : byGroup.get(slip.mended);
    return trajectory === undefined ? [] : [{ ...trajectory, slip }];
  });
}

/**
 * Leaves each request to one trajectory: that whose state took the fewest calls, then that with the fewest arguments. Calls that would
 * be asked for in the same words (one call in two states, a default left out and written out) give the same prompt, and so the same
 * pairs, in both splits.
 */
function shareOutRequests(trajectories: readonly Trajectory[]): Trajectory[] {
  const taken = new Set<string>();
  const stateOf = ({ steps }: Trajectory) => steps[0]?.primitive.after.length ?? 0;
  const sizeOf = ({ steps }: Trajectory) => steps.reduce((sum, { primitive }) => sum + Object.keys(primitive.arguments).length, 0);
  const inOrder = trajectories.toSorted((a, b) => stateOf(a) - stateOf(b) || sizeOf(a) - sizeOf(b) || (a.group < b.group ? -1 : 1));
  const kept = inOrder.flatMap((trajectory) => {
    const templates = trimmed(
      trajectory.templates.filter((template) => {
        const { text } = realiseRequest(template, trajectory.asked, nothingTold, (forms) => forms[0] as string);
        if (taken.has(text)) return false;
        taken.add(text);
        return true;
      }),
    );
    return templates.length === 0 ? [] : [{ ...trajectory, templates }];
  });
  return kept.sort((a, b) => (a.group < b.group ? -1 : 1));
}

const ownAnswers = new WeakMap<Primitive, readonly string[]>();

/** Whether a call may be the right one: those recorded as slips are there only to be mistaken for another. */
export function isMeant({ scenario }: Primitive): boolean {
  return !scenario.startsWith('slip:');
}

/** The wordings of an answer to a call, from its recorded reply or, to say something false, from another's. */
export function answersTo(ground: GroundLibrary, call: Primitive, reply: Primitive = call): readonly string[] {
  const known = reply === call ? ownAnswers.get(call) : undefined;
  if (known !== undefined) return known;
  const { answers: good = [], failures = [] } = ground.phrases.tools[call.tool] ?? {};
  const answers = answersOf(hasFailed(reply) ? failures : good, call.arguments, reply.result);
  if (reply === call) ownAnswers.set(call, answers);
  return answers;
}

/** Answers to a call that leave out one of the things its reply lists: for each thing, the wordings. */
export function answersInPart(ground: GroundLibrary, call: Primitive): readonly (readonly string[])[] {
  return partialAnswersOf(ground.phrases.tools[call.tool]?.answers ?? [], call.arguments, call.result);
}

function askedStep(ground: GroundLibrary, step: Step): AskedStep {
  return {
    arguments: step.primitive.arguments,
    demands: demandsOf(step.primitive, step.links),
    words: ground.phrases.tools[step.primitive.tool]?.words ?? {},
  };
}

/** Every sequence of verified calls of these tools in which each call takes a value from the reply just before it, or takes none and follows on. */
function chainsOf(ground: GroundLibrary, tools: readonly string[]): Step[][] {
  const last = tools.at(-1) as string;
  const grow = (primitive: Primitive, depth: number): Primitive[][] => {
    if (depth === 0) return [[primitive]];
    return sourcesOf(ground, primitive, tools[depth - 1] as string).flatMap((source) =>
      grow(source, depth - 1).map((before) => [...before, primitive]),
    );
  };
  return ground.primitives
    .filter((primitive) => primitive.tool === last && isMeant(primitive))
    .flatMap((primitive) => grow(primitive, tools.length - 1))
    .map((calls) => calls.map((primitive, index) => ({ primitive, links: linksTo(primitive, calls.slice(0, index)) })));
}

/** The calls of one tool whose replies feed this one, in a state from which it follows; when none feeds it, the call that made its state. */
function sourcesOf(ground: GroundLibrary, primitive: Primitive, tool: string): Primitive[] {
  const ids = new Set(primitive.upstream.length > 0 ? primitive.upstream.map((link) => link.call) : primitive.after.slice(-1));
  return [...ids]
    .sort()
    .map((id) => ground.byId.get(id) as Primitive)
    .filter((source) => source.tool === tool && followsOn(primitive, source));
}

/** Whether the state a call ran in is the one another call left behind. */
function followsOn(later: Primitive, earlier: Primitive): boolean {
  const left = earlier.effect === 'changed' ? [...earlier.after, earlier.id] : earlier.after;
  return later.after.join() === left.join();
}

/** For each argument the latest earlier reply that holds its value. */
function linksTo(primitive: Primitive, earlier: readonly Primitive[]): Upstream[] {
  const pointers = [...new Set(primitive.upstream.map((link) => link.pointer))];
  return pointers.flatMap((pointer) => {
    for (const source of earlier.toReversed()) {
      const link = primitive.upstream.find((candidate) => candidate.pointer === pointer && candidate.call === source.id);
      if (link !== undefined) return [link];
    }
    return [];
  });
}
