/** A request in our own words, and the words in it that have to stay as they are: values, and what says which tool is wanted. */
export interface OwnRequest {
  text: string;
  /** in the order in which they stand */
  kept: readonly string[];
}

/** The name of an own request: two of one name are the same. */
export function nameOf({ text, kept }: OwnRequest): string {
  return JSON.stringify([text, ...kept]);
}
