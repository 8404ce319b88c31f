import { NearmissError } from '../errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { findUnportable } from '../model/number.ts';
import { offerTool } from '../schema/normalise.ts';
import { prepareSampler, type Sampler } from '../schema/sample.ts';
import type { GivenTool } from './given.ts';
import { severityOf } from './severity.ts';
import { nameWords } from './words.ts';

/** Tools kept ready at most: more than the rows of one agent's logs name, few enough to hold. From half of them on the order of use counts. */
const MOST_TOOLS = 4096;

/** Letters of a tool's text in which nearly all differ: its name stands there, or what it is for. */
const BEGINNING = 96;
/** Tools with one beginning that are compared: more are looked up whole. */
const MOST_ALIKE = 8;

/** The tools that rows offer, each made ready once however many rows repeat it. The least used of late go first. */
export class ToolShelf {
  readonly #tools = new Map<string, GivenTool | string>();
  /** texts of the tools by what they begin with: to look a line's tool up by all of its letters takes longer than to compare them with one text */
  readonly #beginnings = new Map<string, string[]>();

  /** The text of a tool that was taken before, where it stands at a place of a line. */
  readonly find = (line: string, at: number): string | undefined =>
    this.#beginnings.get(line.slice(at, at + BEGINNING))?.find((text) => line.slice(at, at + text.length) === text);

  /** The tool of a JSON text ready for use, or why it cannot be. */
  take(text: string): GivenTool | string {
    const known = this.#tools.get(text);
    if (known !== undefined) {
      if (this.#tools.size > MOST_TOOLS / 2) {
        this.#tools.delete(text);
        this.#tools.set(text, known);
      }
      return known;
    }
    const made = parseTool(text);
    // A copy: a piece of a line would hold on to the whole of it.
    this.#put(Buffer.from(text).toString(), made);
    if (this.#tools.size > MOST_TOOLS) this.#drop(this.#tools.keys().next().value as string);
    return made;
  }

  #put(text: string, tool: GivenTool | string): void {
    this.#tools.set(text, tool);
    if (text.length < BEGINNING) return;
    const beginning = text.slice(0, BEGINNING);
    const alike = this.#beginnings.get(beginning);
    if (alike === undefined) this.#beginnings.set(beginning, [text]);
    else if (alike.length < MOST_ALIKE) alike.push(text);
  }

  #drop(text: string): void {
    this.#tools.delete(text);
    const beginning = text.slice(0, BEGINNING);
    const others = this.#beginnings.get(beginning)?.filter((other) => other !== text) ?? [];
    if (others.length > 0) this.#beginnings.set(beginning, others);
    else this.#beginnings.delete(beginning);
  }
}

function parseTool(text: string): GivenTool | string {
  try {
    return readTool(JSON.parse(text) as Json);
  } catch (error) {
    if (error instanceof SyntaxError) return 'not JSON';
    throw error;
  }
}

function readTool(given: Json): GivenTool | string {
  if (!isObject(given)) return 'a tool is no object';
  const body = given.function === undefined ? given : given.function;
  if (!isObject(body)) return 'a tool\'s "function" is no object';
  const { name, description } = body;
  if (typeof name !== 'string' || name === '') return 'a tool has no name';
  const schema = body.parameters ?? body.inputSchema ?? body.input_schema ?? {};
  if (!isObject(schema)) return `the parameters of ${name} are no object`;
  const annotations = given.annotations ?? body.annotations;
  const hints = isObject(annotations) ? annotations : {};
  const flag = (value: Json | undefined) => (typeof value === 'boolean' ? value : null);
  try {
    const offered = offerTool({
      name,
      description: typeof description === 'string' ? description : '',
      inputSchema: schema,
      hash: '',
      admitted: true,
      reason: '',
    });
    if (findUnportable(offered.function.parameters) !== undefined) return `the schema of ${name} holds a number that some readers change`;
    let sampler: Sampler | null | undefined;
    return {
      offered,
      words: nameWords(name),
      severity: severityOf(name, { readOnly: flag(hints.readOnlyHint), destructive: flag(hints.destructiveHint) }),
      sampler: () => {
        if (sampler === undefined) {
          const prepared = prepareSampler(offered.function.parameters);
          sampler = 'refused' in prepared ? null : prepared;
        }
        return sampler;
      },
    };
  } catch (error) {
    // A reference that no reader follows.
    if (error instanceof NearmissError || error instanceof URIError) return `the schema of ${name} cannot be read`;
    throw error;
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
