import { outcomesDiffer } from '../primitives/families.ts';
import { stepOf } from '../trajectories/decision.ts';
import { type Operator, requestAlone } from './operator.ts';
import { otherReports } from './other-reports.ts';

export const contradictsResult: Operator = {
  name: 'contradicts-result',
  family: 'wrong_answer',
  summary: 'Answers with what another call would give, though the reply to the right one is there.',
  claim: 'breaks-intent',
  weight: 1,
  targets: (decision) => (decision.due === 'answer' && decision.trajectory.answers.length > 0 ? [{ pointer: '' }] : []),
  *mutate(decision, _target, stream) {
    const { primitive } = stepOf(decision);
    if (primitive.effect === 'changed') return;
    for (const reports of otherReports(decision.trajectory, stream)) {
      if (!outcomesDiffer(reports, primitive)) continue;
      yield { change: { op: 'answer', reports, asked: primitive }, setting: requestAlone, stated: '' };
    }
  },
  take: (decision, _target, reports) => ({
    change: { op: 'answer', reports, asked: stepOf(decision).primitive },
    setting: requestAlone,
    stated: '',
  }),
};
