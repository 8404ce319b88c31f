import type { Json } from '../model/json.ts';
import { breakValue, placeAt, placesOf } from './call-shape.ts';
import type { Operator } from './operator.ts';

export const mistypedParameter: Operator = {
  name: 'mistyped-parameter',
  family: 'broken_call',
  summary: 'Gives a value of the wrong type: a number as text, a text as a list, a list as one text.',
  claim: 'breaks-schema',
  weight: 1,
  targets: (decision) => (decision.due === 'call' ? placesOf(decision).filter(({ pointer }) => pointer !== '') : []),
  *mutate(decision, { pointer }) {
    const place = placeAt(decision, pointer);
    if (place === undefined) return;
    for (const to of mistype(place.value)) yield breakValue(place, to);
  },
};

/** The value as another type, as near to it as can be. */
function mistype(value: Json): Json[] {
  if (typeof value === 'number') return [String(value)];
  if (typeof value === 'boolean') return [String(value), value ? 'yes' : 'no'];
  if (typeof value === 'string') return [[value]];
  if (value === null) return ['null'];
  const written = JSON.stringify(value);
  const joined = Array.isArray(value) && value.every((item) => typeof item === 'string') ? [value.join(', ')] : [];
  return [...new Set([...joined, written])];
}
