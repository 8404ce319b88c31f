import type { Json } from '../../model/json.ts';
import type { JsonType } from './demand.ts';

/** The end of a range that a value should stand at: its least or greatest, or the one just inside. */
export type Edge = 'least' | 'nextLeast' | 'nextMost' | 'most';

/** Where a value stands and what is said about it: what its meaning is guessed from. */
export interface Hint {
  /** The name of the parameter; of an item, the name of its list; empty for the whole. */
  name: string;
  title: string;
  description: string;
  /** The names above it, outermost first. */
  above: readonly string[];
}

/** What a caller wants of one place. */
export interface Pin {
  /** The member is there, or is not. */
  present?: boolean;
  /** The value itself. */
  value?: Json;
  edge?: Edge;
  type?: JsonType;
  /** The option to take of each open choice there, by its number. */
  options?: readonly (number | undefined)[];
}
