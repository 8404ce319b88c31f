import { isAlias, LineCounter, parseDocument, visit } from 'yaml';
import { NearmissError } from '../../errors.ts';
import { segmentsOf } from '../../model/pointer.ts';
import { locateInJson, type Position } from '../locate.ts';
import { makePrintable, shorten } from '../values.ts';

/** A text that has been read. */
export interface Parsed {
  document: unknown;
  /** the text without a byte order mark */
  text: string;
  /** where things stand in the text, by JSON Pointer; what is not there stands where its nearest holder does */
  locate(pointers: ReadonlySet<string>): Map<string, Position>;
}

/**
 * Reads JSON, or YAML 1.2 where the name ends in `.yaml` or `.yml`, or where a text that is not called `.json` is no JSON. A text that is
 * neither is a NearmissError of one line.
 */
export function parseText(text: string, name: string): Parsed {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  const isYaml = /\.ya?ml$/iu.test(name);
  if (!isYaml) {
    try {
      return { document: JSON.parse(plain), text: plain, locate: (pointers) => locateInJson(plain, pointers) };
    } catch (error) {
      if (/\.json$/iu.test(name) || /^\s*[[{]/u.test(plain))
        throw new NearmissError(`${name}: not JSON: ${sayOneLine((error as Error).message)}`, { cause: error });
    }
  }
  return parseYaml(plain, name);
}

function parseYaml(text: string, name: string): Parsed {
  const lines = new LineCounter();
  let document: unknown;
  let tree: ReturnType<typeof parseDocument>;
  try {
    tree = parseDocument(text, { lineCounter: lines, logLevel: 'silent', uniqueKeys: true });
    const [error] = tree.errors;
    if (error !== undefined) throw error;
    let aliases = 0;
    visit(tree, (_, node) => {
      if (isAlias(node)) aliases += 1;
    });
    if (aliases > 1_000) throw new Error(`${aliases} aliases`);
    document = tree.toJS({ maxAliasCount: 1_000 });
  } catch (error) {
    throw new NearmissError(`${name}: not YAML: ${sayOneLine((error as Error).message)}`, { cause: error });
  }
  return {
    document,
    text,
    locate: (pointers) =>
      new Map(
        [...pointers].map((pointer) => {
          const offset = offsetIn(tree, pointer);
          const { line, col } = lines.linePos(offset);
          return [pointer, { line: Math.max(1, line), column: Math.max(1, col) }];
        }),
      ),
  };
}

function offsetIn(tree: ReturnType<typeof parseDocument>, pointer: string): number {
  const segments = [...segmentsOf(pointer)];
  for (;;) {
    const node = tree.getIn(segments, true) as { range?: [number, number, number] } | undefined;
    if (node?.range !== undefined) return node.range[0];
    if (segments.pop() === undefined) return 0;
  }
}

function sayOneLine(message: string): string {
  return shorten(makePrintable(message.replace(/\s+/gu, ' ')), 160);
}
