import { breakValue, isObject, placeAt, placesOf, renameIn } from './call-shape.ts';
import { misname } from './misnaming.ts';
import type { Operator } from './operator.ts';

/** How many wrong names one argument is given. */
const MOST_NAMES = 3;

export const unknownParameter: Operator = {
  name: 'unknown-parameter',
  family: 'broken_call',
  summary: 'Gives an argument under a name that the tool does not know.',
  claim: 'breaks-schema',
  weight: 1,
  targets: (decision) =>
    decision.due === 'call' ? placesOf(decision).filter(({ value }) => isObject(value) && Object.keys(value).length > 0) : [],
  *mutate(decision, { pointer }) {
    const place = placeAt(decision, pointer);
    if (place === undefined || !isObject(place.value)) return;
    const { value, schema } = place;
    const declared = isObject(schema.properties) ? Object.keys(schema.properties) : [];
    const taken = new Set([...declared, ...Object.keys(value)]);
    for (const name of Object.keys(value)) {
      for (const to of misname(name, taken).slice(0, MOST_NAMES)) yield breakValue(place, renameIn(value, name, to));
    }
  },
};
