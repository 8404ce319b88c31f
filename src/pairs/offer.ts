import type { OfferedTool } from '../model/tool.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import type { Stream } from '../random/stream.ts';

/** Distractors beside the tools that are called: from the same ground, and from others. */
const FROM_OWN = { least: 1, most: 4 };
const FROM_OTHERS = { least: 0, most: 3 };

interface Distractor {
  ground: GroundLibrary;
  name: string;
  tool: OfferedTool;
}

/** Tools that may stand beside those called: of the same ground, and of others. */
interface Distractors {
  near: readonly Distractor[];
  foreign: readonly Distractor[];
}

const known = new WeakMap<readonly GroundLibrary[], Map<GroundLibrary, Distractors>>();

/** Listed once for all pairs of a ground. */
function distractorsFor(own: GroundLibrary, all: readonly GroundLibrary[]): Distractors {
  const ofGround = known.get(all) ?? new Map<GroundLibrary, Distractors>();
  known.set(all, ofGround);
  let distractors = ofGround.get(own);
  if (distractors === undefined) {
    distractors = { near: toolsOf(own), foreign: all.filter((ground) => ground !== own).flatMap(toolsOf) };
    ofGround.set(own, distractors);
  }
  return distractors;
}

function toolsOf(ground: GroundLibrary): Distractor[] {
  return [...ground.tools].map(([name, tool]) => ({ ground, name, tool }));
}

/** The tools a model is offered: those called, believable distractors, in an order of their own. `never`: a name that must not be on offer. */
export function offerTools(
  called: readonly string[],
  own: GroundLibrary,
  all: readonly GroundLibrary[],
  stream: Stream,
  never: string | null = null,
): { tools: OfferedTool[]; grounds: string[] } {
  const { near, foreign } = distractorsFor(own, all);
  const names = [...new Set(called)];
  for (const { name } of drawSome(near, FROM_OWN, stream)) if (!names.includes(name)) names.push(name);
  const tools = names.map((name) => own.tools.get(name) as OfferedTool);
  const grounds = [own.name];
  for (const { ground, name, tool } of drawSome(foreign, FROM_OTHERS, stream)) {
    if (names.includes(name) || own.tools.has(name) || name === never) continue;
    names.push(name);
    tools.push(tool);
    if (!grounds.includes(ground.name)) grounds.push(ground.name);
  }
  return { tools: stream.shuffle(tools), grounds };
}

/** So many elements, each of them any. */
function drawSome<T>(list: readonly T[], { least, most }: { least: number; most: number }, stream: Stream): T[] {
  const count = least + stream.below(most - least + 1);
  const drawn: T[] = [];
  while (drawn.length < count && list.length > 0) drawn.push(stream.pick(list));
  return drawn;
}
