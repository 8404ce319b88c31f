import { permutationOf } from '../random/permutation.ts';
import { type Composition, type Trajectory, trajectoriesOf } from '../trajectories/trajectory.ts';

/** Trajectories looked at for each pair, and those looked at in any case. */
const PER_PAIR = 1;
const AT_LEAST = 500;
/** Those looked at of each sort in any case. */
const OF_A_SORT = 2;

/**
 * By ground, as many trajectories as so many pairs need to be drawn from, a keyed sample: a small build need not look at all that a large one is
 * drawn from. Every sort, which is the tools of a ground in the order they are called, gives the same share of its own.
 */
export function sampleTrajectories(compositions: readonly Composition[], pairs: number, seed: string): (readonly Trajectory[])[] {
  const total = compositions.reduce((sum, composition) => sum + trajectoriesOf(composition).length, 0);
  const share = (AT_LEAST + PER_PAIR * pairs) / total;
  if (share >= 1) return compositions.map(trajectoriesOf);
  const lot = permutationOf(`${seed} sample`, total);
  let at = 0;
  const draw = (all: readonly Trajectory[]): Trajectory[] => {
    const lots = new Map(all.map((trajectory) => [trajectory, lot(at++)]));
    const sorts = Map.groupBy(all, ({ steps }) => steps.map(({ primitive }) => primitive.tool).join(' '));
    const drawn = new Set(
      [...sorts.values()].flatMap((sort) =>
        sort
          .toSorted((a, b) => (lots.get(a) as number) - (lots.get(b) as number))
          .slice(0, Math.max(OF_A_SORT, Math.ceil(share * sort.length))),
      ),
    );
    return all.filter((trajectory) => drawn.has(trajectory));
  };
  return compositions.map(({ trajectories, open, failing }) => [...draw(trajectories), ...draw(open), ...draw(failing)]);
}
