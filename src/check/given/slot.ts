import type { Json, JsonObject } from '../../model/json.ts';
import { isObject, lookUp, splitPointer } from '../json.ts';

/** One place of a call's arguments. */
export interface Slot {
  /** name of the parameter; of a member of a list, the name of the list */
  name: string;
  description: string;
  schema: JsonObject;
}

/** What the tool's parameters say of the place a pointer names. */
export function findSlot(parameters: JsonObject, pointer: string): Slot {
  let here: Json | undefined = parameters;
  let slot: Slot = { name: '', description: '', schema: parameters };
  for (const segment of splitPointer(pointer)) {
    const isItem: boolean = /^\d+$/u.test(segment) && !isObject(lookUp(here, '/properties'));
    here = isItem
      ? lookUp(here, '/items')
      : (lookUp(here, `/properties/${segment.replace(/~/gu, '~0').replace(/\//gu, '~1')}`) ?? lookUp(here, '/additionalProperties'));
    const schema: JsonObject = isObject(here) ? here : {};
    const description = typeof schema.description === 'string' ? schema.description : isItem ? slot.description : '';
    slot = { name: isItem ? slot.name : segment, description, schema };
  }
  return slot;
}

/** A default that the schema declares or its description tells ("defaults to 10"); undefined where there is none. */
export function defaultOf({ schema, description }: Slot): Json | undefined {
  if (schema.default !== undefined) return schema.default;
  const told =
    /(?:\bdefaults?(?: value)?(?: is| to|s to|:)?|\bif (?:not|nothing is|none is) (?:specified|given|said|provided|set)[^.]*?\b(?:is|to|uses?)|\bunless (?:said|told|specified) otherwise[^.]*?\b(?:is|to))\s+(?:set to |is |to )?["'`‘“]?([^"'`’”.,;()]+(?:\.\d+)?)/iu.exec(
      description,
    );
  return told?.[1]?.trim();
}
