/** The same list in the room it needs. What is filtered or pushed to has room for seventeen, which matters where tens of thousands of short lists are kept. */
export function trimmed<T>(list: readonly T[]): T[] {
  return list.slice();
}
