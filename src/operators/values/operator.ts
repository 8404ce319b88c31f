import type { Json } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';
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
      const { primitive } = stepOf(decision);
      const from = valueAt(primitive.arguments, pointer) as Json;
      const slot: Slot = { kind: slotKind(decision, pointer), pointer };
      const isOurs = (to: Json): boolean => nameMistake(from, to, slot) === mistake;
      const siblings = nearestSiblings(decision, pointer);
      for (const sibling of siblings) {
        if (isOurs(valueAt(sibling.arguments, pointer) as Json)) yield takeValueOf(sibling, decision, pointer);
      }
      if (siblings.length > 0) return;
      for (const to of stream.shuffle(mistake.slips(from, slot).filter(isOurs))) {
        yield { change: { op: 'replace', pointer: `/arguments${pointer}`, from, to }, setting: requestAlone, stated: pointer };
      }
    },
  };
}

function slotKind(decision: Decision, pointer: string): Slot['kind'] {
  return (stepOf(decision).primitive.roles[pointer] as { kind: Slot['kind'] }).kind;
}
