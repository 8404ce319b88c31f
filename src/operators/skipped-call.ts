import type { Json } from '../model/json.ts';
import { callOf, stepOf } from '../trajectories/decision.ts';
import { type Operator, requestAlone } from './operator.ts';

export const skippedCall: Operator = {
  name: 'skipped-call',
  family: 'wrong_number',
  summary: 'Makes the next call before the one whose reply it needs, and so with a value that nobody gave it.',
  claim: 'breaks-intent',
  weight: 0.6,
  targets: (decision) => (decision.due === 'call' && decision.step + 1 < decision.trajectory.steps.length ? [{ pointer: '' }] : []),
  *mutate(decision) {
    const { primitive } = stepOf(decision);
    const next = decision.trajectory.steps[decision.step + 1];
    // A value that the request says itself needs no reply.
    const needsReply = next?.links.some(
      ({ call, label, pointer }) => call === primitive.id && (label !== null || next.primitive.roles[pointer]?.origin === 'upstream'),
    );
    if (next === undefined || needsReply !== true || next.primitive.tool === primitive.tool) return;
    const [from, to] = [callOf(primitive), callOf(next.primitive)].map((call) => call as unknown as Json) as [Json, Json];
    yield { change: { op: 'replace', pointer: '', from, to }, setting: requestAlone, stated: '' };
  },
};
