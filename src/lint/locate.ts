/** A place in a text, both from 1; columns count UTF-16 code units. */
export interface Position {
  line: number;
  column: number;
}

/**
 * Where values stand in a valid JSON text, by JSON Pointer: at their key, or at the value itself in an array. A pointer that leads nowhere
 * gets the place of what holds it. One pass, without recursion.
 */
export function locateInJson(text: string, pointers: ReadonlySet<string>): Map<string, Position> {
  const wanted = new Set<string>();
  for (const pointer of pointers) {
    for (let here = pointer; ; here = here.slice(0, here.lastIndexOf('/'))) {
      wanted.add(here);
      if (here === '') break;
    }
  }
  const offsets = new Map<string, number>();
  for (const [pointer, offset] of walkJson(text, wanted)) if (!offsets.has(pointer)) offsets.set(pointer, offset);
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return new Map([...pointers].map((pointer) => [pointer, positionAt(nearestOffset(offsets, pointer), starts)]));
}

function nearestOffset(offsets: ReadonlyMap<string, number>, pointer: string): number {
  for (let here = pointer; ; here = here.slice(0, here.lastIndexOf('/'))) {
    const offset = offsets.get(here);
    if (offset !== undefined) return offset;
    if (here === '') return 0;
  }
}

function positionAt(offset: number, starts: readonly number[]): Position {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}

interface Level {
  pointer: string;
  /** below here something is looked for */
  isWanted: boolean;
  isArray: boolean;
  index: number;
}

/** The wanted pointers of a text with the offsets of their keys or items. */
function* walkJson(text: string, wanted: ReadonlySet<string>): Generator<[pointer: string, offset: number]> {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gsuy;
  const levels: Level[] = [];
  let pending: { pointer: string; isWanted: boolean } | undefined = { pointer: '', isWanted: wanted.has('') };
  let isKeyNext = false;
  const spaces = /\s*/uy;
  for (let at = 0; at < text.length; ) {
    spaces.lastIndex = at;
    spaces.exec(text);
    token.lastIndex = spaces.lastIndex;
    const start = token.lastIndex;
    const found = token.exec(text)?.[0];
    if (found === undefined) return;
    at = token.lastIndex;
    const level = levels.at(-1);
    if (found === '}' || found === ']') {
      levels.pop();
      isKeyNext = false;
    } else if (found === ',') {
      if (level !== undefined && !level.isArray) isKeyNext = true;
      else if (level !== undefined) level.index += 1;
    } else if (found === ':') {
      isKeyNext = false;
    } else if (isKeyNext && level !== undefined) {
      pending = under(level, found);
      if (pending.isWanted) yield [pending.pointer, start];
    } else {
      const here: { pointer: string; isWanted: boolean } =
        level?.isArray === true ? under(level, level.index) : (pending ?? { pointer: '', isWanted: false });
      if (here.isWanted) yield [here.pointer, start];
      pending = undefined;
      if (found === '{' || found === '[') {
        levels.push({ ...here, isArray: found === '[', index: 0 });
        isKeyNext = found === '{';
      }
    }
  }

  function under(level: Level, key: string | number): { pointer: string; isWanted: boolean } {
    if (!level.isWanted) return { pointer: '', isWanted: false };
    const segment = typeof key === 'number' ? String(key) : (JSON.parse(key) as string).replaceAll('~', '~0').replaceAll('/', '~1');
    const pointer = `${level.pointer}/${segment}`;
    return { pointer, isWanted: wanted.has(pointer) };
  }
}
