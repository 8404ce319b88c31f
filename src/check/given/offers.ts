import { type Schema, Validator } from '@cfworker/json-schema';
import type { Json, JsonObject } from '../../model/json.ts';
import type { OfferedTool } from '../../model/tool.ts';
import { findBadNumber, isObject } from '../json.ts';
import type { CalledTool, Reasons, Row } from '../row.ts';

/** Offers are the same text in many rows: what was read of them is kept by that text, up to this many. */
const MOST_KEPT = 2000;

/** Tools as a row that somebody gave offers them. */
export interface GivenOffer {
  tools: ReadonlyMap<string, CalledTool>;
  faults: readonly string[];
}

/** Reads what given rows offer, each offer once. */
export class GivenOffers {
  readonly #kept = new Map<string, GivenOffer>();

  /** @param toolsText the tools as JSON */
  read(tools: readonly OfferedTool[], toolsText: string): GivenOffer {
    let offer = this.#kept.get(toolsText);
    if (offer === undefined) {
      if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
      offer = readOffer(tools);
      this.#kept.set(toolsText, offer);
    }
    return offer;
  }
}

/** Whether the offered tools are well formed, and every called tool among them. */
export function judgeGivenTools(row: Row, { tools, faults }: GivenOffer): Reasons {
  const after = (['chosen', 'rejected'] as const).flatMap((side) =>
    row[side].continuation.flatMap((message) =>
      message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function) : [],
    ),
  );
  const called = [...row.prompt.calls, ...[row.chosen.call, row.rejected.call].flatMap((call) => call ?? []), ...after];
  const missing = [...new Set(called.map(({ name }) => name))].filter((name) => !tools.has(name));
  return [...faults, ...missing.map((name) => `${name} is called and not offered`)];
}

function readOffer(tools: readonly OfferedTool[]): GivenOffer {
  const faults: string[] = [];
  const known = new Map<string, CalledTool>();
  for (const { function: offer } of tools) {
    if (known.has(offer.name)) faults.push(`${offer.name} is offered twice`);
    if (offer.name.trim() === '') faults.push('a tool is offered without a name');
    const { parameters } = offer;
    const badNumber = findBadNumber(parameters);
    if (badNumber !== null) faults.push(`parameters of ${offer.name}: ${badNumber}`);
    if (parameters.type !== 'object' || !isObject(parameters.properties))
      faults.push(`parameters of ${offer.name} are no object with properties`);
    if ('$schema' in parameters) faults.push(`parameters of ${offer.name} name a dialect`);
    const judge = compile(parameters);
    if (typeof judge === 'string') faults.push(`parameters of ${offer.name}: ${judge}`);
    known.set(offer.name, { parameters, accepts: typeof judge === 'string' ? () => false : judge });
  }
  return { tools: known, faults };
}

function compile(parameters: JsonObject): ((values: JsonObject) => boolean) | string {
  try {
    const validator = new Validator(structuredClone(parameters) as Schema, isOfOldDialect(parameters) ? '7' : '2020-12');
    // What cannot be judged by shows on the first value only.
    validator.validate({});
    return (values) => validator.validate(values).valid;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return `they are no schema (${(error as Error).message.split('\n')[0]})`;
  }
}

/** Whether the schema says something as draft-07 does: a list of items by place, or dependencies. */
function isOfOldDialect(schema: Json): boolean {
  if (Array.isArray(schema)) return schema.some(isOfOldDialect);
  if (!isObject(schema)) return false;
  return Array.isArray(schema.items) || isObject(schema.dependencies) || Object.values(schema).some(isOfOldDialect);
}
