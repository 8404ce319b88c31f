import type { Primitive } from '../model/primitive.ts';
import type { Stream } from '../random/stream.ts';
import { answersTo, type Step, type Trajectory } from '../trajectories/trajectory.ts';

/** How many other replies one decision offers to report. */
const MOST_REPORTS = 3;

/** Calls that differ from the last one in one argument, whose replies can be reported as if they were its own, in words that are not its own. */
export function* otherReports({ ground, steps }: Trajectory, stream: Stream): Generator<Primitive> {
  const { primitive } = steps.at(-1) as Step;
  // What is true, and what was said before: two replies can be reported in the same words.
  const said = new Set(answersTo(ground, primitive));
  // The reply of a call that is still to be made would be no false report.
  const due = new Set(steps.map((step) => step.primitive));
  const siblings = Object.keys(primitive.roles).flatMap((pointer) => ground.families.siblingsAt(primitive, pointer));
  const others = siblings.filter((sibling) => !due.has(sibling));
  let found = 0;
  for (const reports of stream.shuffle([...new Set(others)])) {
    if (found === MOST_REPORTS) return;
    const claims = answersTo(ground, primitive, reports);
    if (claims.length === 0 || claims.some((claim) => said.has(claim))) continue;
    for (const claim of claims) said.add(claim);
    found += 1;
    yield reports;
  }
}
