import { NearmissError } from '../errors.ts';
import { type Respelling, respellingSchema } from '../model/control.ts';
import type { Primitive } from '../model/primitive.ts';
import { canonicalCall } from '../pairs/equivalence.ts';
import { shareOut } from '../pairs/share.ts';
import { splitOf } from '../pairs/split.ts';
import { outcomesDiffer } from '../primitives/families.ts';
import { permutationOf } from '../random/permutation.ts';
import { callOf, type Decision, decisionsOf, stepOf } from '../trajectories/decision.ts';
import type { Template } from '../trajectories/template.ts';
import type { Composition } from '../trajectories/trajectory.ts';
import { type Respelt, respellingsOf } from './respellings.ts';

/** What one control is made of: a right call of a test trajectory, and the same call written otherwise. */
export interface ControlDraw {
  decision: Decision;
  respelt: Respelt;
  /** the recording of the call as respelt; null where none was made */
  recorded: Primitive | null;
  template: Template;
}

export interface ControlPlan {
  controls: number;
  /** controls to be made, and those there could be, by how the call is written otherwise */
  quotas: readonly { kind: Respelling; controls: number; capacity: number }[];
  /** The makings of the control at a position, from 0. */
  drawAt(position: number): ControlDraw;
}

export interface ControlSettings {
  /** how many: a number from 1, or as a share of the pairs below 1 */
  controls: number;
  pairs: number;
  seed: string;
  testShare: number;
}

/**
 * Decides which controls are made: every way of respelling as often as the others, as far as there are calls for it, those that were
 * executed first. Only test trajectories are used, so that no model was trained on the calls.
 */
export function planControls(compositions: readonly Composition[], settings: ControlSettings): ControlPlan {
  const { seed, pairs } = settings;
  const total = settings.controls < 1 ? Math.round(settings.controls * pairs) : settings.controls;
  if (settings.testShare === 0 && total > 0)
    throw new NearmissError('controls are made of test trajectories, and there are none: "testShare" is 0');
  const byKind = Map.groupBy(findControls(compositions, settings), ({ respelt }) => respelt.kind);
  const kinds = respellingSchema.options.map((kind) => {
    const [executed, others] = [true, false].map((wanted) =>
      (byKind.get(kind) ?? []).filter(({ recorded }) => (recorded !== null) === wanted),
    );
    return { kind, executed: executed as ControlDraw[], others: others as ControlDraw[], capacity: byKind.get(kind)?.length ?? 0 };
  });
  const counts = shareOut(
    total,
    kinds.map(({ capacity }) => ({ weight: 1, capacity })),
  );
  const most = kinds.reduce((sum, { capacity }) => sum + capacity, 0);
  if (most < total)
    throw new NearmissError(`too many controls asked for: ${total}; the test trajectories of these primitives give ${most}`);
  const places = kinds.flatMap(({ kind, executed, others }, index) => {
    const count = counts[index] as number;
    const first = Math.min(count, executed.length);
    return [...pick(executed, first, `${seed} controls ${kind} executed`), ...pick(others, count - first, `${seed} controls ${kind}`)];
  });
  const placeAt = total > 0 ? permutationOf(`${seed} controls`, total) : () => 0;
  return {
    controls: total,
    quotas: kinds.map(({ kind, capacity }, index) => ({ kind, controls: counts[index] as number, capacity })),
    drawAt: (position) => places[placeAt(position)] as ControlDraw,
  };
}

function pick<T>(all: readonly T[], count: number, key: string): T[] {
  if (count === 0) return [];
  const placeAt = permutationOf(key, all.length);
  return Array.from({ length: count }, (_, position) => all[placeAt(position)] as T);
}

type Proved = Pick<ControlDraw, 'respelt' | 'recorded'>;

/** A cell that holds "5" is no cell that holds 5, and a search may mind capitals: only what was executed tells. A list that is written keeps its order. */
const NEEDS_RECORDING: ReadonlySet<Respelling> = new Set(['number-form', 'letter-case']);

/** Every respelling of every call of the test trajectories that is proved to mean the same, once for each template. */
function findControls(compositions: readonly Composition[], settings: ControlSettings): ControlDraw[] {
  return compositions.flatMap(({ trajectories }) =>
    trajectories
      .filter(({ group }) => splitOf(group, settings) === 'test')
      .flatMap((trajectory) =>
        decisionsOf(trajectory)
          .filter(({ due }) => due === 'call')
          .flatMap((decision) =>
            provedSame(decision).flatMap((proved) =>
              trajectory.templates
                .filter((template) => asksFor(template, decision.step))
                .map((template) => ({ decision, ...proved, template })),
            ),
          ),
      ),
  );
}

/** The respellings of the due call that fit its schema and mean the same: executed with the same outcome, or one call once every value is written one way. */
function provedSame(decision: Decision): Proved[] {
  const { ground } = decision.trajectory;
  const { primitive } = stepOf(decision);
  const tool = ground.tools.get(primitive.tool);
  const meaning = canonicalCall(callOf(primitive), primitive.roles, tool);
  return respellingsOf(primitive, ground).flatMap((respelt): Proved[] => {
    if (!ground.accepts(primitive.tool, respelt.arguments)) return [];
    const other = ground.families.recorded(primitive.tool, respelt.arguments, primitive.after) ?? null;
    // A recording is found by its content: the order of keys is none.
    const recorded = other === primitive ? null : other;
    if (recorded !== null) return outcomesDiffer(recorded, primitive) ? [] : [{ respelt, recorded }];
    const isSaid = !NEEDS_RECORDING.has(respelt.kind) && (respelt.kind !== 'list-order' || primitive.effect === 'none');
    const isSame = isSaid && canonicalCall({ name: primitive.tool, arguments: respelt.arguments }, primitive.roles, tool) === meaning;
    return isSame ? [{ respelt, recorded }] : [];
  });
}

/** Whether the words that ask for the call of this step have a cue: what a conversation is composed around. */
function asksFor({ cues }: Template, step: number): boolean {
  return cues.has(step);
}
