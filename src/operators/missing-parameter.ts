import { pointerOf, segmentsOf } from '../model/pointer.ts';
import { argumentAt, breakCall, placesOf, requiredIn } from './call-shape.ts';
import type { Operator } from './operator.ts';

export const missingParameter: Operator = {
  name: 'missing-parameter',
  family: 'broken_call',
  summary: 'Leaves out an argument that the tool requires.',
  claim: 'breaks-schema',
  weight: 1,
  targets: (decision) =>
    decision.due === 'call'
      ? placesOf(decision).flatMap((place) =>
          requiredIn(place).map((name) => ({ pointer: pointerOf([...segmentsOf(place.pointer), name]) })),
        )
      : [],
  *mutate(decision, { pointer }) {
    const from = argumentAt(decision, pointer);
    if (from !== undefined) yield breakCall({ op: 'remove', pointer: `/arguments${pointer}`, from });
  },
};
