import { hash } from 'node:crypto';
import { type Schema, Validator } from '@cfworker/json-schema';
import type { Ground } from '../model/ground.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Phrases } from '../model/phrases.ts';
import type { Primitive } from '../model/primitive.ts';
import type { GroundTool } from '../model/tool.ts';
import { isObject, lookUp, sortedText } from './json.ts';
import { Kept } from './kept.ts';
import { offerParameters } from './parameters.ts';
import {
  type Asking,
  fitsPlace,
  flattenPieces,
  hearSmall,
  listPlaces,
  type Mark,
  type MarkPlace,
  readTemplates,
  withoutCapitals,
} from './templates.ts';
import { compileSystem } from './told.ts';

/** A listed tool, ready to judge offers and calls. */
export interface KnownTool {
  listed: GroundTool;
  parameters: JsonObject;
  /** description and parameters as a model must see them, in one spelling */
  offer: string;
  accepts(values: JsonObject): boolean;
}

/** What a value may be, and the ways in which people say it. */
export interface Spoken {
  ways: readonly string[];
  values: readonly Json[];
}

/** What is known of one ground: its tools, its recordings by id and by call, and how people ask. */
export class KnownGround {
  readonly name: string;
  readonly root: string;
  readonly phrases: Phrases;
  readonly askings: readonly Asking[];
  readonly primitives: ReadonlyMap<string, Primitive>;
  readonly #tools: ReadonlyMap<string, GroundTool>;
  readonly #known = new Map<string, KnownTool>();
  /** by tool, then by arguments: in one spelling, and as recorded */
  readonly #byCall = new Map<string, Map<string, Primitive[]>>();
  readonly #replies = new Map<string, string>();
  readonly #plainReplies = new Map<string, string>();
  readonly #cues = new Map<string, string[]>();
  readonly #literals = new Map<string, Json[]>();
  readonly #labels = new Map<string, Json[]>();
  readonly #systems: readonly ((content: string) => boolean)[];
  readonly #spoken = new Map<string, Map<string, Spoken[]>>();
  readonly #places = new Map<string, Map<string, MarkPlace[]>>();
  readonly #askingsFor = new Map<string, Asking[]>();

  constructor(ground: Ground, phrases: Phrases, primitives: Iterable<Primitive>) {
    this.name = ground.name;
    this.root = ground.root;
    this.phrases = phrases;
    this.askings = readTemplates(phrases);
    this.#tools = new Map(ground.tools.map((tool) => [tool.name, tool]));
    this.#systems = phrases.systems.map((system) => compileSystem(system, ground.root, phrases.today));
    for (const [tool, { words }] of Object.entries(phrases.tools)) {
      const spoken = Object.entries(words).map(([pointer, values]) => [pointer, spell(values)] as const);
      this.#spoken.set(tool, new Map(spoken));
    }
    const byId = new Map<string, Primitive>();
    for (const primitive of primitives) {
      byId.set(primitive.id, primitive);
      this.#keep(primitive);
      for (const { pointer, call, label } of primitive.upstream) {
        const value = lookUp(primitive.arguments, pointer);
        if (label !== null && value !== undefined) add(this.#labels, keyWords(primitive.tool, pointer, call, label.text), value);
      }
    }
    this.primitives = byId;
    for (const asking of this.askings) {
      const { tools, pieces } = asking;
      add(this.#askingsFor, keyWords(...tools), asking);
      for (const place of listPlaces(asking)) this.#keepPlace(place);
      for (const piece of flattenPieces(pieces)) {
        const tool = tools[piece.step];
        if (tool === undefined) continue;
        if (piece.is === 'cue') add(this.#cues, piece.words, tool);
        if (piece.is === 'literal') add(this.#literals, keyWords(tool, piece.pointer, piece.words), piece.value);
      }
    }
  }

  /** The templates that ask for just these tools, in this order. */
  askingsFor(tools: readonly string[]): readonly Asking[] {
    return this.#askingsFor.get(keyWords(...tools)) ?? [];
  }

  /** Whether the stretch `start..end` of a text can be that mark of a template: `fitsAround` of any. */
  hasMark(text: string, start: number, end: number, { tool, pointer, words }: Mark): boolean {
    const [heard, said] = [hearSmall(text), withoutCapitals(words)];
    const places = this.#places.get(tool)?.get(pointer) ?? [];
    return places.some((place) => fitsPlace(place, heard, start, end, said));
  }

  #keepPlace(place: MarkPlace): void {
    if (place.tool === undefined) return;
    const known = this.#places.get(place.tool) ?? new Map<string, MarkPlace[]>();
    this.#places.set(place.tool, known);
    add(known, place.pointer, place);
  }

  /** Whether a system message is one of the ground's. */
  isOwnSystem(content: string): boolean {
    return this.#systems.some((isFilled) => isFilled(content));
  }

  /** The ways in which the values of this argument are said; undefined where they are said as they are. */
  waysToSay(tool: string, pointer: string): readonly Spoken[] | undefined {
    return this.#spoken.get(tool)?.get(pointer);
  }

  /** The tools whose templates have these words as a cue. */
  toolsCued(words: string): readonly string[] {
    return this.#cues.get(words.toLowerCase()) ?? [];
  }

  /** The values that literal slots for this argument state with these words. */
  valuesWritten(tool: string, pointer: string, words: string): readonly Json[] {
    return this.#literals.get(keyWords(tool, pointer, words.toLowerCase())) ?? [];
  }

  /** The values that recordings of this tool take from the reply of `call`, where these words name the element. */
  valuesLabelled(tool: string, pointer: string, call: string, words: string): readonly Json[] {
    return this.#labels.get(keyWords(tool, pointer, call, words)) ?? [];
  }

  tool(name: string): KnownTool | undefined {
    const listed = this.#tools.get(name);
    if (listed === undefined) return undefined;
    let known = this.#known.get(name);
    if (known === undefined) {
      known = describeTool(listed);
      this.#known.set(name, known);
    }
    return known;
  }

  /** Every recording of a call, whatever state it ran in. */
  recordings(tool: string, values: JsonObject): readonly Primitive[] {
    const known = this.#byCall.get(tool);
    if (known === undefined) return [];
    // Most calls stand as they were recorded, which is told without sorting their keys.
    return known.get(JSON.stringify(values)) ?? known.get(sortedText(values)) ?? [];
  }

  #keep(primitive: Primitive): void {
    const known = this.#byCall.get(primitive.tool) ?? new Map<string, Primitive[]>();
    this.#byCall.set(primitive.tool, known);
    const sorted = sortedText(primitive.arguments);
    add(known, sorted, primitive);
    known.set(JSON.stringify(primitive.arguments), known.get(sorted) as Primitive[]);
  }

  /** The reply as a model reads it: texts, and other content as its JSON, joined by line feeds. */
  replyOf(primitive: Primitive): string {
    let reply = this.#replies.get(primitive.id);
    if (reply === undefined) {
      const items = primitive.result.content as ({ type: string } & Record<string, unknown>)[];
      reply = items.map((item) => (item.type === 'text' ? String(item.text) : JSON.stringify(item))).join('\n');
      this.#replies.set(primitive.id, reply);
    }
    return reply;
  }

  /** The reply with every white space as one: what two replies are told apart by. */
  plainReplyOf(primitive: Primitive): string {
    let reply = this.#plainReplies.get(primitive.id);
    if (reply === undefined) {
      reply = this.replyOf(primitive).replace(/\s+/gu, ' ').trim();
      this.#plainReplies.set(primitive.id, reply);
    }
    return reply;
  }

  /** Recordings whose id is not the hash of what they say, or that follow calls nobody recorded. */
  misnamed(): string[] {
    return [...this.primitives.values()].flatMap((primitive) => {
      const { id, tool, after, result } = primitive;
      const digest = hash(
        'sha256',
        sortedText({ ground: this.name, tool, arguments: primitive.arguments, after, result: result as Json }),
        'hex',
      );
      if (!digest.startsWith(id)) return [`${this.name}: the recording ${id} has another content than its id says`];
      return after.every((earlier) => this.primitives.has(earlier)) ? [] : [`${this.name}: ${id} ran after a call that is not recorded`];
    });
  }

  /** The state a call ran in: the ids of the earlier calls that changed the world, oldest first; null where one is unknown. */
  stateOf(primitive: Primitive): string | null {
    const changes: string[] = [];
    for (const id of primitive.after) {
      const earlier = this.primitives.get(id);
      if (earlier === undefined) return null;
      if (earlier.effect === 'changed') changes.push(id);
    }
    return changes.join(' ');
  }

  /** The state a call left. */
  stateAfter(primitive: Primitive): string | null {
    const before = this.stateOf(primitive);
    if (before === null || primitive.effect === 'none') return before;
    return before === '' ? primitive.id : `${before} ${primitive.id}`;
  }
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

function keyWords(...parts: string[]): string {
  return JSON.stringify(parts);
}

function spell(values: Readonly<Record<string, readonly string[]>>): Spoken[] {
  return Object.entries(values).map(([key, ways]) => ({ ways, values: [key, parseKey(key)] }));
}

/** The keys of `words` are strings as they are, other values as their JSON. */
function parseKey(key: string): Json {
  try {
    return JSON.parse(key) as Json;
  } catch {
    return key;
  }
}

function describeTool(listed: GroundTool): KnownTool {
  const parameters = offerParameters(listed.inputSchema);
  const { $schema } = listed.inputSchema;
  const draft = typeof $schema === 'string' && /draft-0[4-7]/u.test($schema) ? '7' : '2020-12';
  const validator = new Validator(structuredClone(parameters) as Schema, draft);
  const judged = new Kept(200, (text) => validator.validate(JSON.parse(text)).valid);
  return {
    listed,
    parameters,
    offer: spellOffer(listed.description, parameters),
    accepts: (values) => judged.of(JSON.stringify(values)),
  };
}

/** Description and parameters of a tool in one spelling. */
export function spellOffer(description: string, parameters: Json): string {
  return sortedText([description, isObject(parameters) ? parameters : null]);
}
