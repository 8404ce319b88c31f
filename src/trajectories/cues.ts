import type { GroundLibrary } from '../primitives/library.ts';
import { parseRequests, type Template } from './template.ts';

const known = new WeakMap<GroundLibrary, Map<string, Set<string>>>();

/** The words by which requests of a ground ask for each tool, in lower case: in its own templates and in those of chains. */
export function cuesOf(ground: GroundLibrary): ReadonlyMap<string, ReadonlySet<string>> {
  let cues = known.get(ground);
  if (cues === undefined) {
    cues = new Map();
    for (const [tool, { requests }] of Object.entries(ground.phrases.tools)) gather(cues, [tool], parseRequests(requests, 1));
    for (const { tools, requests } of ground.phrases.chains) gather(cues, tools, parseRequests(requests, tools.length));
    known.set(ground, cues);
  }
  return cues;
}

function gather(cues: Map<string, Set<string>>, tools: readonly string[], templates: readonly Template[]): void {
  for (const { parts } of templates) {
    for (const part of parts) {
      const tool = part.part === 'cue' ? tools[part.step] : undefined;
      if (part.part !== 'cue' || tool === undefined) continue;
      const own = cues.get(tool) ?? new Set();
      cues.set(tool, own.add(part.text.toLowerCase()));
    }
  }
}
