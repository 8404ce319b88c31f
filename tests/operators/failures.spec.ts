import { describe, expect, it } from 'vitest';
import { claimsFailedAction } from '../../src/operators/claims-failed-action.ts';
import { ignoresError } from '../../src/operators/ignores-error.ts';
import { inventsError } from '../../src/operators/invents-error.ts';
import { retriedFailure } from '../../src/operators/retried-failure.ts';
import { streamOf } from '../../src/random/stream.ts';
import { decisionsOf, failedBefore } from '../../src/trajectories/decision.ts';
import { answersTo, composeTrajectories, type Trajectory } from '../../src/trajectories/trajectory.ts';
import { shippedLibraries } from '../support/shipped.ts';

const grounds = shippedLibraries().filter(({ name }) => ['git', 'notes', 'memory'].includes(name));
const compositions = grounds.map(composeTrajectories);
const failing = compositions.flatMap((composition) => composition.failing);

/** What an operator answers in the place of a right answer, with what it claims to have been asked. */
function told(operator: typeof ignoresError, trajectories: readonly Trajectory[]) {
  return trajectories.flatMap((trajectory) =>
    decisionsOf(trajectory).flatMap((decision) =>
      operator
        .targets(decision)
        .flatMap((target) => [...operator.mutate(decision, target, streamOf('failures', trajectory.group))])
        .flatMap(({ change }) => (change.op === 'answer' ? [{ ground: trajectory.ground, ...change }] : [])),
    ),
  );
}

describe('what comes after a call that failed', () => {
  it('should be one decision: to tell it, or to make the call that was meant', () => {
    for (const trajectory of failing) {
      const [decision, ...more] = decisionsOf(trajectory);
      expect(more).toEqual([]);
      expect(decision?.due).toBe(trajectory.slip === undefined ? 'answer' : 'call');
    }
    expect(failing.some(({ slip }) => slip !== undefined)).toBe(true);
  });

  it('should be wrong to make it again, of every one', () => {
    for (const trajectory of failing) {
      const [decision] = decisionsOf(trajectory);
      if (decision === undefined) throw new Error('no decision');
      const [mutation] = [...retriedFailure.mutate(decision, { pointer: '' }, streamOf('failures'))];
      expect(mutation?.change).toEqual({ op: 'call', again: failedBefore(decision) });
    }
  });

  it('should tell of every failure that no slip led to', () => {
    const mute = failing.filter(({ slip, answers }) => slip === undefined && answers.length === 0);
    expect(mute.map(({ group }) => group)).toEqual([]);
  });

  it('should never be said of another mode: a deletion that failed is no creation', () => {
    const usual = compositions.flatMap(({ trajectories }) => trajectories);
    const all = [...told(ignoresError, failing), ...told(claimsFailedAction, failing), ...told(inventsError, usual)];
    expect(all.length).toBeGreaterThan(500);
    const modeOf = (args: Record<string, unknown>) => [args.mode, args.operation, args.createBranch];
    for (const { asked, reports } of all) expect(modeOf(reports.arguments)).toEqual(modeOf(asked.arguments));
  });

  it('should claim no success that names another thing', () => {
    for (const { ground, asked, reports } of told(claimsFailedAction, failing)) {
      const own = JSON.stringify(asked.arguments);
      const other = String(reports.arguments.path ?? reports.arguments.stashRef ?? '');
      if (other === '' || own.includes(other)) continue;
      for (const claim of answersTo(ground, asked, reports)) expect(claim).not.toContain(other);
    }
  });
});
