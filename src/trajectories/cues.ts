import type { GroundLibrary } from '../primitives/library.ts';
import { type Part, parseRequests, type Template } from './template.ts';

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

/** The words of a template that say which tool is wanted at a step: its first cue for it. */
export function cueOf({ parts }: Template, step: number): string | undefined {
  return cuesIn(parts)
    .find((cue) => cue.step === step)
    ?.text.toLowerCase();
}

function gather(cues: Map<string, Set<string>>, tools: readonly string[], templates: readonly Template[]): void {
  for (const { parts } of templates) {
    for (const { step, text } of cuesIn(parts)) {
      const tool = tools[step];
      if (tool === undefined) continue;
      const own = cues.get(tool) ?? new Set();
      cues.set(tool, own.add(text.toLowerCase()));
    }
  }
}

function cuesIn(parts: readonly Part[]): Extract<Part, { part: 'cue' }>[] {
  return parts.flatMap((part) => (part.part === 'clause' ? cuesIn(part.parts) : part.part === 'cue' ? [part] : []));
}
