import type { Family } from '../model/pair.ts';
import { allOperators } from '../operators/index.ts';
import { mistakes } from '../operators/values/index.ts';

/** Operators that need the conversation and not only two values. */
const OF_CONVERSATIONS = ['distractor-value', 'stale-value', 'swapped-arguments', 'dropped-constraint', 'repeated-call', 'sibling-tool'];

const names = new Set([...mistakes.map(({ name }) => name), ...OF_CONVERSATIONS]);

/** What given rows can be changed by: mistakes as a build makes them. A slip of scale is left out, for it may be another unit. */
export const givenOperators: readonly { name: string; family: Family; summary: string }[] = allOperators
  .filter(({ name }) => names.has(name) && name !== 'scale-slip')
  .map(({ name, family, summary }) => ({ name, family, summary }));
