import { listGrounds, readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { type GroundLibrary, openGround } from '../../src/primitives/library.ts';

/** The grounds that come with the package, ready for composition. */
export function shippedLibraries(): GroundLibrary[] {
  return listGrounds(shippedPrimitives).map((name) => openGround(readGround(shippedPrimitives, name)));
}
