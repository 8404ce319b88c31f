import type { Primitive } from '../model/primitive.ts';
import type { Stream } from '../random/stream.ts';
import { stepOf } from '../trajectories/decision.ts';
import type { Trajectory } from '../trajectories/trajectory.ts';
import type { Draw } from './draw.ts';

/** How often a lone request comes after an earlier turn. */
const FOLLOWUP_SHARE = 0.25;

/** The turn before: the one the mutation needs, else now and then any other of the ground. */
export function chooseEarlierTurn(draw: Draw, turns: readonly Trajectory[], stream: Stream): Trajectory | null {
  const { setting } = draw.proved;
  const { trajectory } = draw.drawn.decision;
  const { primitive } = stepOf(draw.drawn.decision);
  if (setting.needs === 'turn') return turns.find((turn) => turn.group === setting.about.id) ?? null;
  const mayFollow =
    trajectory.steps.length === 1 && trajectory.slip === undefined && setting.needs === 'request' && draw.drawn.decision.due === 'call';
  if (!mayFollow || turns.length === 0 || stream.next() >= FOLLOWUP_SHARE) return null;
  const turn = stream.pick(turns);
  const first = turn.steps[0]?.primitive as Primitive;
  const spoils = first.id === primitive.id || first.id === draw.proved.recorded?.id || first.after.join() !== primitive.after.join();
  return spoils || !canTell(turn, draw.system) ? null : turn;
}

/** Whether the system message tells what this turn takes for granted. */
export function canTell(turn: Trajectory, system: string | null): boolean {
  return system !== null || turn.steps.every(({ primitive }) => Object.values(primitive.roles).every(({ origin }) => origin !== 'world'));
}
