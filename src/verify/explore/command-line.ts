import { NearmissError } from '../../errors.ts';

/**
 * Splits a command line into its words without any shell: white space separates, quotes of either sort hold together, a
 * backslash takes the next character as it is (inside double quotes only before `"` and `\`). Nothing is expanded.
 */
export function splitCommand(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (char === "'" || char === '"') {
      const end = endOfQuote(line, at);
      word = (word ?? '') + (char === "'" ? line.slice(at + 1, end) : line.slice(at + 1, end).replace(/\\(["\\])/gu, '$1'));
      at = end;
    } else if (char === '\\' && at + 1 < line.length) {
      at += 1;
      word = (word ?? '') + line.charAt(at);
    } else if (/\s/u.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (word !== undefined) words.push(word);
  if (words.length === 0) throw new NearmissError('the server command is empty');
  return words;
}

function endOfQuote(line: string, start: number): number {
  const quote = line.charAt(start);
  for (let at = start + 1; at < line.length; at += 1) {
    if (quote === '"' && line.charAt(at) === '\\') at += 1;
    else if (line.charAt(at) === quote) return at;
  }
  throw new NearmissError(`the server command has a quote that does not close: ${line.slice(start, start + 40)}`);
}
