import { type OfferedTool, offeredToolSchema, splitTools } from '../model/tool.ts';

/** The members of a line as JSON.stringify writes them, by name. */
export type Texts = ReadonlyMap<string, string>;

/** A canonical line, parsed. */
export interface Line {
  value: unknown;
  texts: Texts;
  /** whether the line was seen to be what JSON.stringify writes, and each of its tools to be one */
  isSound: boolean;
}

/** Tools that are kept. */
const MOST_KEPT = 5000;

/** Where the tools of a line stand. */
const BEGIN = ',"tools":[';
const END = '],"prompt":[';

/**
 * Reads canonical lines. The tools are most of a line, and the same ones stand in thousands of lines, in ever new lists: each is parsed, and
 * held against its record, once. A line in which anything is unusual is parsed as a whole, and its reader has to look at all of it.
 */
export class LineReader {
  readonly #tools = new Map<string, OfferedTool>();

  /** The line, or null where it is no JSON. */
  read(text: string): Line | null {
    const shared = this.#readShared(text);
    if (shared !== null) return shared;
    const value = parse(text);
    if (value === undefined) return null;
    return { value, texts: writeMembers(value), isSound: false };
  }

  #readShared(text: string): Line | null {
    const begin = text.indexOf(BEGIN);
    const end = text.indexOf(END, begin);
    // Nothing opens before: these are the tools of the row, and of no part of it.
    if (begin < 0 || end < 0 || /[[{]/u.test(text.slice(1, begin))) return null;
    const written = text.slice(begin + BEGIN.length, end);
    const tools = this.#readTools(written);
    if (tools === null) return null;
    const without = `${text.slice(0, begin)}${BEGIN}${text.slice(end)}`;
    const value = parse(without) as { tools: unknown } | undefined;
    if (value === undefined) return null;
    const texts = writeMembers(value);
    if (!isWhole(texts, without)) return null;
    value.tools = tools;
    return { value, texts: texts.set('tools', `[${written}]`), isSound: true };
  }

  /** The tools of a list's text, without its brackets; null where one is not a tool, or is not written as we write it. */
  #readTools(written: string): OfferedTool[] | null {
    const split = splitTools(written);
    if (split === null) return null;
    const tools: OfferedTool[] = [];
    for (const text of split) {
      const tool = this.#readTool(text);
      if (tool === null) return null;
      tools.push(tool);
    }
    return tools;
  }

  #readTool(written: string): OfferedTool | null {
    const known = this.#tools.get(written);
    if (known !== undefined) return known;
    const tool = parse(written) as OfferedTool | undefined;
    if (tool === undefined || !offeredToolSchema.safeParse(tool).success) return null;
    // A part of a line would keep the whole line from being forgotten.
    const text = JSON.stringify(tool);
    if (text !== written) return null;
    if (this.#tools.size >= MOST_KEPT) this.#tools.clear();
    this.#tools.set(text, tool);
    return tool;
  }
}

function writeMembers(value: unknown): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, member] of Object.entries(value ?? {})) texts.set(name, JSON.stringify(member));
  return texts;
}

/** Whether a text is the object with these members as JSON.stringify writes it. */
function isWhole(texts: Texts, text: string): boolean {
  let at = 0;
  for (const [name, member] of texts) {
    const key = `${at === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    const from = at + key.length;
    at = from + member.length;
    // Long texts are compared as wholes: asked how a text starts, the engine looks at one character after another.
    if (!text.startsWith(key, from - key.length) || text.slice(from, at) !== member) return false;
  }
  return at > 0 && at === text.length - 1 && text[at] === '}';
}

/** What a text says; undefined where it is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
