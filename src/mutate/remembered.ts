/** Texts remembered at most, and how long the longest of them is. */
const MOST = 1 << 13;
const LONGEST = 160;

/** The same function with its answers kept: names and values come again in row after row. For functions of a text alone, whose answers nobody changes. */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  let known = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST) return read(text);
    let answer = known.get(text);
    if (answer === undefined) {
      answer = read(text);
      if (known.size >= MOST) known = new Map();
      known.set(text, answer);
    }
    return answer;
  };
}
