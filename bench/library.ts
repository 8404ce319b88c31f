import { listGrounds, readGround, shippedPrimitives } from '../src/edges/grounds.ts';
import { openGround } from '../src/primitives/library.ts';
import { type Composition, composeTrajectories } from '../src/trajectories/trajectory.ts';

/** The shipped grounds, composed; `copy` gives them other names, as if they were others. */
export function* composeShipped(copy = 0): Generator<Composition> {
  for (const name of listGrounds(shippedPrimitives)) {
    const { ground, phrases, primitives } = readGround(shippedPrimitives, name);
    const other = copy === 0 ? name : `${name}-${copy}`;
    yield composeTrajectories(openGround({ ground: { ...ground, name: other }, phrases: { ...phrases, ground: other }, primitives }));
  }
}
