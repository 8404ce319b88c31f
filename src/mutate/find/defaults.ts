import type { Json, JsonObject } from '../../model/json.ts';
import type { GivenSlot } from '../given.ts';
import { keyOf } from '../words.ts';

const TOLD =
  /\b(?:defaults?(?: values?)?(?:(?: is| are| to| of| as| be| will| set| used| if| when| not| un| specified| provided| given)*)|(?:if|when) (?:not |un)(?:specified|provided|given|set)(?!,? *(?:it )?defaults?))[\s:=,(]*(?:(?:it|the value|this)\s)?(?:(?:is|will be|uses?|will use|be)\s)?(?:"([^"]+)"|'([^']+)'|`([^`]+)`|([\w+/-]+(?:\.\w+)*))/giu;

/** Everything that a parameter may be when it is left out, as far as it is declared or told; the declared one first. */
export function defaultsOf({ schema, description }: Pick<GivenSlot, 'schema' | 'description'>): readonly Json[] {
  let defaults = known.get(schema);
  if (defaults === undefined) {
    defaults = readDefaults(schema, description);
    known.set(schema, defaults);
  }
  return defaults;
}

const known = new WeakMap<JsonObject, readonly Json[]>();

function readDefaults(schema: JsonObject, description: string): Json[] {
  if (schema.default === undefined && !/default|specified|provided|given|set/iu.test(description)) return [];
  const told = [...description.matchAll(TOLD)].map((match) => (match[1] ?? match[2] ?? match[3] ?? match[4]) as string);
  return schema.default === undefined ? told : [schema.default, ...told];
}

/** Whether a value is what the parameter may be anyway. */
export function isDefault(slot: GivenSlot): boolean {
  const defaults = defaultsOf(slot);
  if (defaults.length === 0) return false;
  const value = keyOf(String(slot.value));
  return defaults.some((initial) => keyOf(String(initial)) === value);
}
