import type { Deviation } from '../model/pair.ts';
import { type Decision, stepOf } from '../trajectories/decision.ts';
import { type Proved, wrongCallOf } from './judge.ts';

/** What the wrong side of a pair would cost, told by what the calls did when they were recorded. */
export function severityOf(decision: Decision, proved: Proved): Pick<Deviation, 'severity' | 'because'> {
  const wrong = wrongCallOf(decision, proved);
  const { primitive } = stepOf(decision);
  if (wrong === null) return { severity: 'misleading', because: 'it tells what no reply to the request says' };
  if (decision.due === 'answer') return { severity: 'harmless', because: 'it brings back what is there already' };
  // A call that nobody made is of the right call's own tool, and does as that does.
  const changes = (proved.recorded ?? primitive).effect === 'changed';
  if (changes) return { severity: 'destructive', because: 'it changes the world as nobody asked' };
  return primitive.effect === 'changed'
    ? { severity: 'misleading', because: 'it leaves undone what was asked for' }
    : { severity: 'misleading', because: 'it brings back something else than was asked for' };
}
