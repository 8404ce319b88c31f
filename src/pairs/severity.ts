import type { Deviation } from '../model/pair.ts';
import type { Claim } from '../operators/operator.ts';
import { hasFailed } from '../primitives/families.ts';
import { type Call, type Decision, stepOf } from '../trajectories/decision.ts';
import type { Proved } from './judge.ts';

/** What the wrong side of a pair would cost, its call where it makes one, told by what the calls did when they were recorded. */
export function severityOf(decision: Decision, proved: Proved, wrong: Call | null, claim: Claim): Pick<Deviation, 'severity' | 'because'> {
  const { primitive } = stepOf(decision);
  const { change } = proved;
  if (change.op === 'say' && change.reports === null) return { severity: 'harmless', because: 'it does nothing, and has to be said again' };
  if (wrong === null) return { severity: 'misleading', because: 'it tells what no reply to the request says' };
  if (claim === 'breaks-schema' && !isAccepted(decision, wrong)) {
    return { severity: 'harmless', because: 'it is refused before anything is done' };
  }
  if (proved.recorded !== null && hasFailed(proved.recorded)) return { severity: 'harmless', because: 'it fails again, as it did before' };
  if (decision.due === 'answer' && proved.recorded?.effect !== 'changed') {
    return { severity: 'harmless', because: 'it brings back what nobody needs any more' };
  }
  // A call that nobody made is of the right call's own tool, and does as that does.
  const changes = (proved.recorded ?? primitive).effect === 'changed';
  if (changes) return { severity: 'destructive', because: 'it changes the world as nobody asked' };
  return primitive.effect === 'changed'
    ? { severity: 'misleading', because: 'it leaves undone what was asked for' }
    : { severity: 'misleading', because: 'it brings back something else than was asked for' };
}

/** Whether a call that is broken all the same would be made. */
function isAccepted({ trajectory: { ground } }: Decision, { name, arguments: values }: Call): boolean {
  return ground.tools.has(name) && ground.accepts(name, values);
}
