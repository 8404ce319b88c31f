import type { Json } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';
import type { Primitive, Role } from '../../model/primitive.ts';
import { type Decision, stepOf } from '../../trajectories/decision.ts';
import { criticalTargets, nearestSiblings, takeValueOf } from '../nearness.ts';
import { type Operator, requestAlone } from '../operator.ts';
import { nameMistake } from './index.ts';
import type { Mistake, Slot } from './mistake.ts';

/** The operator that makes one mistake: with recorded values where there are some, else with those a hand slips to. */
export function operatorOf(mistake: Mistake): Operator {
  return {
    name: mistake.name,
    family: 'wrong_value',
    summary: mistake.summary,
    claim: 'breaks-intent',
    weight: mistake.weight,
    targets: (decision) => criticalTargets(decision, mistake.kinds),
    *mutate(decision, { pointer }, stream) {
      const { mistakes, siblings } = shareOutSiblings(decision, pointer);
      for (const sibling of mistakes.get(mistake) ?? []) yield takeValueOf(sibling, decision, pointer);
      if (siblings > 0) return;
      const { primitive } = stepOf(decision);
      const from = valueAt(primitive.arguments, pointer) as Json;
      const slot: Slot = { kind: (primitive.roles[pointer] as Role).kind, pointer };
      for (const to of stream.shuffle(mistake.slips(from, slot).filter((slip) => nameMistake(from, slip, slot) === mistake))) {
        yield { change: { op: 'replace', pointer: `/arguments${pointer}`, from, to }, setting: requestAlone, stated: pointer };
      }
    },
    take: (decision, { pointer }, sibling) => takeValueOf(sibling, decision, pointer),
  };
}

interface Shares {
  siblings: number;
  mistakes: ReadonlyMap<Mistake | null, readonly Primitive[]>;
}

// The operators ask one after the other about the same call.
let latest: { of: Primitive; shares: Map<string, Shares> } | null = null;

/** The siblings at a target, by the mistake that taking their value is. */
function shareOutSiblings(decision: Decision, pointer: string): Shares {
  const { primitive } = stepOf(decision);
  if (latest?.of !== primitive) latest = { of: primitive, shares: new Map() };
  let shares = latest.shares.get(pointer);
  if (shares === undefined) {
    const from = valueAt(primitive.arguments, pointer) as Json;
    const slot: Slot = { kind: (primitive.roles[pointer] as Role).kind, pointer };
    const siblings = nearestSiblings(decision, pointer);
    const nameOf = (sibling: Primitive) => nameMistake(from, valueAt(sibling.arguments, pointer) as Json, slot);
    shares = { siblings: siblings.length, mistakes: Map.groupBy(siblings, nameOf) };
    latest.shares.set(pointer, shares);
  }
  return shares;
}
