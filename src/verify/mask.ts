import type { Mask } from '../grounds/recipe.ts';
import type { Json } from '../model/json.ts';
import type { Result } from '../model/primitive.ts';
import { mapStrings } from './strings.ts';

/** A reply after its masks, and the names of those that changed it, in their order. */
export interface Masked {
  result: Result;
  masks: string[];
}

/** Applies masks to every string of a reply, each everywhere it matches. */
export function maskResult(result: Result, masks: readonly Mask[]): Masked {
  const used = new Set<string>();
  const masked = mapStrings(result as unknown as Json, (text) => {
    let changed = text;
    for (const mask of masks) {
      const pattern = new RegExp(mask.pattern.source, mask.pattern.flags.replace(/[gy]/gu, '').concat('g'));
      const next = changed.replace(pattern, mask.replacement);
      if (next !== changed) used.add(mask.name);
      changed = next;
    }
    return changed;
  });
  return { result: masked as unknown as Result, masks: masks.map((mask) => mask.name).filter((name) => used.has(name)) };
}
