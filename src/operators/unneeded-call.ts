import type { Primitive } from '../model/primitive.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import { stepOf } from '../trajectories/decision.ts';
import { mistakenCalls } from './mistaken-tools.ts';
import { type Operator, requestAlone } from './operator.ts';

/** How many calls too many one decision offers. */
const MOST_CALLS = 6;

export const unneededCall: Operator = {
  name: 'unneeded-call',
  family: 'wrong_number',
  summary: 'Goes on calling when the reply is there: opens what it found, looks at it in another way.',
  claim: 'breaks-intent',
  weight: 0.8,
  targets: (decision) => (decision.due === 'answer' ? [{ pointer: '' }] : []),
  *mutate(decision, _target, stream) {
    const { ground, steps } = decision.trajectory;
    const { primitive } = stepOf(decision);
    const made = new Set(steps.map((step) => step.primitive));
    // The neighbours of a call that changed the world were recorded in the world before it; and nobody who has read something goes on to delete it.
    const neighbours =
      primitive.effect === 'none'
        ? mistakenCalls(decision)
            .flatMap(({ recorded }) => recorded ?? [])
            .filter(({ effect }) => effect === 'none')
        : [];
    const further = [...followersOf(ground, primitive), ...neighbours].filter((again) => !made.has(again) && again.tool !== primitive.tool);
    for (const again of stream.shuffle([...new Set(further)]).slice(0, MOST_CALLS)) {
      yield { change: { op: 'call', again }, setting: requestAlone, stated: '' };
    }
  },
};

const known = new WeakMap<GroundLibrary, Map<string, Primitive[]>>();

/** Calls that take a value from the reply of this one, in the state it leaves. */
function followersOf(ground: GroundLibrary, primitive: Primitive): readonly Primitive[] {
  let followers = known.get(ground);
  if (followers === undefined) {
    followers = new Map();
    for (const later of ground.primitives) {
      for (const call of new Set(later.upstream.map((link) => link.call))) followers.set(call, [...(followers.get(call) ?? []), later]);
    }
    known.set(ground, followers);
  }
  const left = primitive.effect === 'changed' ? [...primitive.after, primitive.id] : primitive.after;
  return (followers.get(primitive.id) ?? []).filter(({ after }) => after.join() === left.join());
}
