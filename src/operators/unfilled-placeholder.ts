import { breakValue, nameOf, placeAt, placesOf } from './call-shape.ts';
import type { Operator } from './operator.ts';
import { isPlaceholder, placeholdersFor } from './placeholders.ts';

/** How many placeholders one argument is given. */
const MOST_FORMS = 2;

/**
 * Most schemas take a placeholder, for it is text. It is a broken call all the same: nothing but a mark for what was to be filled in, in
 * one of a few fixed forms (`placeholders.ts`), where the right call has a value. The form is the proof; what the schema says is recorded.
 */
export const unfilledPlaceholder: Operator = {
  name: 'unfilled-placeholder',
  family: 'broken_call',
  summary: 'Leaves a placeholder where a value belongs.',
  claim: 'breaks-schema',
  weight: 1,
  targets: (decision) =>
    decision.due === 'call'
      ? placesOf(decision).filter(
          ({ pointer, value }) =>
            (typeof value === 'number' && !/\/\d+$/u.test(pointer)) || (typeof value === 'string' && !isPlaceholder(value)),
        )
      : [],
  *mutate(decision, { pointer }, stream) {
    const place = placeAt(decision, pointer);
    if (place === undefined) return;
    for (const to of stream.shuffle(placeholdersFor(nameOf(pointer))).slice(0, MOST_FORMS)) yield breakValue(place, to);
  },
};
