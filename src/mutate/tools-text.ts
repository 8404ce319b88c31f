/** Gives the text of a tool that is known and stands at a place of a line, so that its end need not be looked for. */
export type FindKnown = (line: string, at: number) => string | undefined;

/** A row's line without its tools, and the JSON texts of those. */
export interface CutLine {
  tools: string[];
  /** the line with `null` in the place of the tools */
  rest: string;
}

const FIRST = /^\s*\{\s*(?:"id"\s*:\s*(?:"[^"\\]*"|-?\d+)\s*,\s*)?"tools"\s*:\s*\[/u;
const LAST = /"tools"\s*:\s*\[/uy;

/**
 * Cuts the tools out of a row's line unread, since they are most of it and the same in thousands of rows. Null where they are not where people have
 * them, at the begin or the end of the row: then the line has to be read as a whole. Takes any text; what it gives may be no JSON either.
 */
export function cutTools(line: string, known: FindKnown = () => undefined): CutLine | null {
  const first = FIRST.exec(line);
  if (first !== null) return cutAt(line, first[0].length - 1, known)?.cut ?? null;
  LAST.lastIndex = line.lastIndexOf('"tools"');
  if (LAST.lastIndex < 0 || !LAST.test(line)) return null;
  const last = cutAt(line, LAST.lastIndex - 1, known);
  // Nothing but the row's own brace after it: it is a member of the row.
  return last !== null && /^\s*\}\s*$/u.test(line.slice(last.end)) ? last.cut : null;
}

function cutAt(line: string, open: number, known: FindKnown): { cut: CutLine; end: number } | null {
  const tools: string[] = [];
  let at = skipSpace(line, open + 1);
  while (line[at] === '{') {
    const text = known(line, at);
    const end = text === undefined ? endOfObject(line, at) : at + text.length;
    if (end < 0) return null;
    tools.push(text ?? line.slice(at, end));
    at = skipSpace(line, end);
    if (line[at] !== ',') break;
    at = skipSpace(line, at + 1);
  }
  if (line[at] !== ']' || tools.length === 0) return null;
  return { cut: { tools, rest: `${line.slice(0, open)}null${line.slice(at + 1)}` }, end: at + 1 };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** Where the object that begins here has ended; negative where it has no end. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfText(text, at);
      if (at < 0) return -1;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) return at + 1;
  }
  return -1;
}

/** Where the closing quote stands. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === BACKSLASH) before--;
    if ((end - before) % 2 === 0) return end;
  }
  return -1;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
