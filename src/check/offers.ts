import type { OfferedTool } from '../model/tool.ts';
import { isBroken } from './broken.ts';
import { type KnownGround, spellOffer } from './ground.ts';
import { findBadNumber } from './json.ts';
import { findTool, type Reasons, type Row, type Side } from './row.ts';

/** What was read of an offered tool. */
interface ReadOffer {
  /** description and parameters in one spelling */
  offered: string;
  badNumber: string | null;
}

/** Judges the tools of rows. Rows share them: each is read once. */
export class OfferJudge {
  readonly #read = new WeakMap<OfferedTool, ReadOffer>();

  judge(row: Row): Reasons {
    const { tools, meta } = row.pair;
    if (row.grounds.length < meta.grounds.length) {
      return meta.grounds
        .filter((name) => !row.grounds.some((ground) => ground.name === name))
        .map((name) => `the manifest names no ground "${name}"`);
    }
    const faults = this.#judgeOffers(tools, row.grounds);
    const offered = new Set(tools.map((tool) => tool.function.name));
    const called = [...row.prompt.calls, row.chosen.call, row.rejected.call, ...callsAfter(row.chosen), ...callsAfter(row.rejected)];
    for (const name of new Set(called.flatMap((call) => (call === null ? [] : [call.name])))) {
      const mayBeUnknown = isBroken(row) && name === row.rejected.call?.name;
      if (!offered.has(name) && !mayBeUnknown) faults.push(`${name} is called and not offered`);
    }
    const wanted = row.chosen.call ?? row.rejected.call;
    if (wanted !== null && offered.has(wanted.name) && row.grounds[0]?.tool(wanted.name) === undefined) {
      faults.push(`${wanted.name} is no tool of the row's first ground, ${row.grounds[0]?.name}`);
    }
    return faults;
  }

  #judgeOffers(tools: readonly OfferedTool[], grounds: readonly KnownGround[]): string[] {
    const faults: string[] = [];
    const names = new Set<string>();
    for (const tool of tools) {
      const { function: offer } = tool;
      if (names.has(offer.name)) faults.push(`${offer.name} is offered twice`);
      names.add(offer.name);
      const { offered, badNumber } = this.#readOffer(tool);
      const listed = grounds.flatMap((ground) => ground.tool(offer.name) ?? []);
      const match = listed.find((tool) => tool.offer === offered);
      if (badNumber !== null) faults.push(`parameters of ${offer.name}: ${badNumber}`);
      if (listed.length === 0) faults.push(`${offer.name} is listed by no ground of the row`);
      else if (match === undefined) faults.push(`${offer.name} differs from the listed tool: ${nameDifference(offer, listed)}`);
      else if (!match.listed.admitted) faults.push(`${offer.name} was not admitted: ${match.listed.reason}`);
    }
    return faults;
  }

  #readOffer(tool: OfferedTool): ReadOffer {
    let read = this.#read.get(tool);
    if (read === undefined) {
      const { description, parameters } = tool.function;
      read = { offered: spellOffer(description, parameters), badNumber: findBadNumber(parameters) };
      this.#read.set(tool, read);
    }
    return read;
  }
}

function callsAfter(side: Side): { name: string }[] {
  return side.continuation.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function) : [],
  );
}

function nameDifference(offer: OfferedTool['function'], listed: readonly { listed: { description: string } }[]): string {
  return listed.some((tool) => tool.listed.description === offer.description) ? 'its parameters' : 'its description';
}

/** The arguments of both calls against the ground's own schema, and what the evidence says of them. */
export function judgeSchema(row: Row): Reasons {
  const faults: string[] = [];
  for (const side of ['chosen', 'rejected'] as const) {
    const { call } = row[side];
    const recorded = row.pair.evidence.schema[side];
    if (call === null) {
      if (recorded !== null) faults.push(`evidence.schema.${side} is ${recorded} though ${side} makes no call`);
      continue;
    }
    const tool = findTool(row, call.name);
    const fits = tool?.accepts(call.arguments) ?? false;
    if (side === 'rejected' && isBroken(row)) {
      if (recorded !== fits) faults.push(`evidence.schema.rejected is ${recorded}, and the schema makes it ${fits}`);
      continue;
    }
    if (recorded !== true) faults.push(`evidence.schema.${side} is ${recorded}; a call has to be valid`);
    if (tool !== undefined && !fits) faults.push(`the arguments of ${side} are invalid under the schema of ${call.name}`);
  }
  return faults;
}
