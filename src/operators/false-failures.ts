import type { Primitive } from '../model/primitive.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import type { Stream } from '../random/stream.ts';
import { answersTo } from '../trajectories/trajectory.ts';

/** Failures of a call's tool, each of another sort, that can be told of this call as if they had been its own. */
export function failuresToReport(ground: GroundLibrary, asked: Primitive, stream: Stream): Primitive[] {
  const sorts = new Map<string, Primitive>();
  const own = ground.failures.filter(({ tool, mended }) => tool === asked.tool && mended === undefined);
  for (const failure of stream.shuffle(own)) {
    const [words] = answersTo(ground, asked, failure);
    if (words !== undefined && !sorts.has(words)) sorts.set(words, failure);
  }
  return [...sorts.values()];
}
