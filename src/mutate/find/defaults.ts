import type { Json } from '../../model/json.ts';
import type { GivenSlot } from '../given.ts';

/** What a parameter is when it is left out, as far as it is told; undefined where nothing is. A text, when a description tells it. */
export function defaultOf({ schema, description }: Pick<GivenSlot, 'schema' | 'description'>): Json | undefined {
  if (schema.default !== undefined) return schema.default;
  const told =
    /\b(?:defaults?(?: value)?(?: is| to| of|:| =)?|if (?:not|un)[ -]?(?:specified|provided|given|set),?(?: it)?(?: will)?(?: is| be| uses?)?)\s*:?\s*["'`]?([\w.+-]+)/iu.exec(
      description,
    );
  return told?.[1]?.replace(/\.$/u, '');
}

/** Whether a value is what the parameter is anyway. */
export function isDefault(slot: GivenSlot): boolean {
  const initial = defaultOf(slot);
  return initial !== undefined && String(initial).toLowerCase() === String(slot.value).toLowerCase();
}
