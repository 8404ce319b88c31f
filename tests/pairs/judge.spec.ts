import { describe, expect, it } from 'vitest';
import { requestAlone } from '../../src/operators/operator.ts';
import { createJudge } from '../../src/pairs/judge.ts';
import type { Decision } from '../../src/trajectories/decision.ts';
import { composeTrajectories } from '../../src/trajectories/trajectory.ts';
import { shippedLibraries } from '../support/shipped.ts';

describe('the judge', () => {
  const { trajectories } = composeTrajectories(shippedLibraries().find(({ name }) => name === 'excel') as never);
  const written = trajectories.find(({ steps: [step, other] }) => other === undefined && step?.primitive.arguments.range === 'A1:C1');
  const decision = { trajectory: written, step: 0, due: 'call' } as Decision;
  const judge = createJudge();
  const judgeRange = (to: string) =>
    judge(decision, {
      change: { op: 'replace', pointer: '/arguments/range', from: 'A1:C1', to },
      setting: requestAlone,
      stated: '/range',
    });

  it('should prove wrong what is written into other cells, though nobody did so', () => {
    expect(Array.isArray(written?.steps[0]?.primitive.arguments.values)).toBe(true);
    expect(judgeRange('B7:D7')).toMatchObject({ proved: { recorded: null } });
  });

  it('should not prove so of a table in cells that it does not fill: such a call just fails', () => {
    expect(judgeRange('A1:D1')).toEqual({ discarded: 'unrecorded' });
    expect(judgeRange('A1:C2')).toEqual({ discarded: 'unrecorded' });
  });
});
