import { stepOf } from '../trajectories/decision.ts';
import { breakCall } from './call-shape.ts';
import { misname } from './misnaming.ts';
import type { Operator } from './operator.ts';

/** How many wrong names one tool is given. */
const MOST_NAMES = 4;

export const unknownTool: Operator = {
  name: 'unknown-tool',
  family: 'broken_call',
  summary: 'Calls a tool that is not on offer, by a name like that of the right one.',
  claim: 'breaks-schema',
  weight: 1,
  targets: (decision) => (decision.due === 'call' ? [{ pointer: '' }] : []),
  *mutate(decision) {
    const { tool } = stepOf(decision).primitive;
    const listed = decision.trajectory.ground.ground.tools.map(({ name }) => name);
    for (const to of misname(tool, new Set(listed)).slice(0, MOST_NAMES)) {
      yield breakCall({ op: 'replace', pointer: '/name', from: tool, to });
    }
  },
};
