import type { Primitive } from '../model/primitive.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import type { Stream } from '../random/stream.ts';
import { answersTo } from '../trajectories/trajectory.ts';
import { isOfSameSort } from './nearness.ts';

/** Failures of a call's tool, each of another sort, that can be told of this call as if they had been its own. */
export function failuresToReport(ground: GroundLibrary, asked: Primitive, stream: Stream): Primitive[] {
  const told = new Set<string>();
  const own = ground.failures.filter(
    (failure) => failure.tool === asked.tool && failure.mended === undefined && isOfSameSort(failure, asked),
  );
  return stream.shuffle(own).filter((failure) => {
    const claims = answersTo(ground, asked, failure);
    const isNew = claims.length > 0 && !claims.some((claim) => told.has(claim));
    for (const claim of claims) told.add(claim);
    return isNew;
  });
}
