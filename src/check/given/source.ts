import type { Json, JsonObject } from '../../model/json.ts';
import type { Manifest, SourceFile } from '../../model/manifest.ts';
import type { AssistantMessage, Message, Pair } from '../../model/pair.ts';
import { quote } from '../claims.ts';
import { isObject, sortedText } from '../json.ts';
import { offerParameters } from '../parameters.ts';
import type { Reasons } from '../row.ts';

/** What a message says, whatever form a log has for it: without call ids, arguments read, content as one text. */
interface Spoken {
  role: string;
  content: string;
  calls: readonly (readonly [name: string, values: Json])[];
}

/** A file of given rows, at hand. */
export interface GivenFile extends Pick<SourceFile, 'sha256' | 'rows'> {
  /** The rows of that name: an id, or a line number where a row has none. More than one where an id stands twice. */
  rowsNamed(name: string): Iterable<Json>;
}

/** Whether a row says where it comes from as its dataset does: all rows were given, or none. */
export function judgeProvenance({ meta }: Pair, { source }: Manifest): string[] {
  const isGiven = meta.request === 'given';
  if (isGiven !== (source !== null))
    return [`its request is ${meta.request}, and the manifest names ${source === null ? 'no' : 'a'} file of given rows`];
  const faults: string[] = [];
  if (isGiven !== (meta.source !== null)) faults.push(isGiven ? 'it names no given row' : `it names the given row ${quote(meta.source)}`);
  if (isGiven && meta.grounds.length > 0) faults.push(`a given row has no ground, and it names ${meta.grounds.join(', ')}`);
  return faults;
}

/** Where the file is not the one that the manifest names. */
export function judgeFile(file: GivenFile, { source }: Manifest): string[] {
  if (source === null) return ['the manifest names no file of given rows'];
  const faults = file.sha256 === source.sha256 ? [] : [`the source file has the sha256 ${file.sha256}; the manifest says ${source.sha256}`];
  return file.rows === source.rows ? faults : [...faults, `the source file has ${file.rows} rows; the manifest says ${source.rows}`];
}

/** Whether prompt, chosen side, what follows it and the tools of a pair stand in the row it names. */
export function judgeSource(pair: Pair, file: GivenFile): Reasons {
  const name = pair.meta.source;
  let best: readonly string[] = [`the file has no row ${quote(name)}`];
  for (const given of name === null ? [] : file.rowsNamed(name)) {
    best = compareWith(pair, given);
    if (best.length === 0) return [];
  }
  return best;
}

function compareWith(pair: Pair, given: Json): readonly string[] {
  const { source } = pair.meta;
  if (!isObject(given)) return [`row ${quote(source)} is no object`];
  const messages = messagesOf(given);
  if (messages === null) return [`row ${quote(source)} has no messages`];
  const prompt = pair.prompt.map(spell);
  const wrong = prompt.findIndex((message, index) => !isSaid(message, messages[index]));
  if (wrong >= 0) return [`message ${wrong} of the prompt is not that of row ${quote(source)}`];
  const faults: string[] = [];
  const next = messages[prompt.length];
  const [chosen] = pair.chosen as [AssistantMessage];
  if (next === undefined || !isChosenIn(spell(chosen), next)) faults.push(`chosen is not what follows in row ${quote(source)}`);
  const after = pair.continuation.chosen.findIndex((message, index) => !isSaid(spell(message), messages[prompt.length + 1 + index]));
  if (after >= 0) faults.push(`message ${after} of continuation.chosen is not that of row ${quote(source)}`);
  if (pair.continuation.rejected.length > 0) faults.push('nothing can follow the rejected side: nobody recorded it');
  return [...faults, ...judgeTools(pair, given)];
}

function isSaid(one: Spoken, other: Spoken | undefined): boolean {
  return other !== undefined && sortedText(one as unknown as Json) === sortedText(other as unknown as Json);
}

/** One call of several that the message makes is enough. */
function isChosenIn(chosen: Spoken, next: Spoken): boolean {
  if (chosen.role !== next.role || chosen.content !== next.content) return false;
  const [call] = chosen.calls;
  return call === undefined
    ? next.calls.length === 0
    : next.calls.some((made) => sortedText(made as unknown as Json) === sortedText(call as unknown as Json));
}

function messagesOf(given: JsonObject): Spoken[] | null {
  const list = (value: Json | undefined): Json[] | null => {
    const read = typeof value === 'string' ? parse(value) : value;
    return Array.isArray(read) ? read : null;
  };
  const messages = list(given.messages);
  if (messages !== null) return messages.map(hearMessage);
  const parts = [list(given.prompt), list(given.chosen), isObject(given.continuation) ? list(given.continuation.chosen) : []];
  return parts[0] === null || parts[1] === null ? null : parts.flatMap((part) => part ?? []).map(hearMessage);
}

function spell(message: Message): Spoken {
  const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
  return {
    role: message.role,
    content: message.content,
    calls: calls.map((call) => [call.function.name, withoutNulls(call.function.arguments)]),
  };
}

/** Arguments without those that are null: logs write null for what was left out. */
function withoutNulls(values: Json): Json {
  return isObject(values) ? Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) : values;
}

const ROLES: Readonly<Record<string, string>> = { developer: 'system', function: 'tool' };

function hearMessage(given: Json): Spoken {
  if (!isObject(given)) return { role: '', content: '', calls: [] };
  const role = String(given.role);
  const made = given.tool_calls ?? (isObject(given.function_call) ? [{ function: given.function_call }] : []);
  const calls = (Array.isArray(made) ? made : []).map((call): [string, Json] => {
    const body: JsonObject = isObject(call) ? (isObject(call.function) ? call.function : call) : {};
    const values = body.arguments ?? {};
    return [String(body.name), withoutNulls(typeof values === 'string' ? (values.trim() === '' ? {} : (parse(values) ?? null)) : values)];
  });
  return { role: ROLES[role] ?? role, content: hearContent(given.content), calls };
}

function hearContent(content: Json | undefined): string {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return JSON.stringify(content);
  return content
    .map((part) => (typeof part === 'string' ? part : isObject(part) && typeof part.text === 'string' ? part.text : ''))
    .join('\n');
}

function judgeTools(pair: Pair, given: JsonObject): string[] {
  const listed = typeof given.tools === 'string' ? parse(given.tools) : given.tools;
  const tools = (Array.isArray(listed) ? listed : []).map((tool) => {
    const body: JsonObject = isObject(tool) ? (isObject(tool.function) ? tool.function : tool) : {};
    const schema = body.parameters ?? body.inputSchema ?? body.input_schema;
    return { name: String(body.name), description: String(body.description ?? ''), parameters: isObject(schema) ? schema : {} };
  });
  const faults = pair.tools.flatMap(({ function: offer }) => {
    const tool = tools.find(({ name }) => name === offer.name);
    if (tool === undefined) return [`${offer.name} is no tool of row ${quote(pair.meta.source)}`];
    const parts = [
      ...(tool.description === offer.description ? [] : ['description']),
      ...(sortedText(withoutType(offerParameters(tool.parameters))) === sortedText(withoutType(offer.parameters)) ? [] : ['parameters']),
    ];
    return parts.map((part) => `the ${part} of ${offer.name} are not those of row ${quote(pair.meta.source)}`);
  });
  return pair.tools.length === tools.length
    ? faults
    : [...faults, `it offers ${pair.tools.length} tools; row ${quote(pair.meta.source)} has ${tools.length}`];
}

function withoutType({ type: _, ...schema }: JsonObject): JsonObject {
  return schema;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
