import type { JsonObject } from '../model/json.ts';
import type { AssistantMessage, Message, Pair } from '../model/pair.ts';
import type { Primitive } from '../model/primitive.ts';
import { Conversation, type StandingCall } from './conversation.ts';
import type { KnownGround } from './ground.ts';
import { isSame } from './json.ts';

/** A recording and its ground. */
export interface Recorded {
  ground: KnownGround;
  primitive: Primitive;
}

/** What is known of a tool that a call is made of. */
export interface CalledTool {
  parameters: JsonObject;
  accepts(values: JsonObject): boolean;
}

/** One side of a pair. */
export interface Side {
  message: AssistantMessage;
  /** its call, or null where it answers in words */
  call: { id: string; name: string; arguments: JsonObject } | null;
  /** the recording that the evidence names for its call */
  executed: Recorded | null;
  /** the recording that the evidence names for its answer */
  reported: Recorded | null;
  continuation: readonly Message[];
  /** the conversation as it goes on when this side is taken */
  way: Conversation;
}

/** A row with what it refers to looked up. */
export interface Row {
  pair: Pair;
  /** grounds of the row that are known; the first is that of the call */
  grounds: readonly KnownGround[];
  /** tools as a given row offers them; null where grounds list them */
  offered: ReadonlyMap<string, CalledTool> | null;
  prompt: Conversation;
  chosen: Side;
  rejected: Side;
  /** the recordings that gave a standing call its reply, as far as somebody asked */
  replies: Map<StandingCall, readonly Recorded[]>;
}

/** What is wrong with a row under one claim: empty where the claim holds, null where it says nothing of this row. */
export type Reasons = readonly string[] | null;

export function readRow(pair: Pair, known: ReadonlyMap<string, KnownGround>, offered: Row['offered'] = null): Row {
  const grounds = pair.meta.grounds.flatMap((name) => known.get(name) ?? []);
  const prompt = Conversation.read(pair.prompt, pair.meta.request === 'given');
  return {
    pair,
    grounds,
    offered,
    prompt,
    chosen: readSide(pair, 'chosen', grounds, prompt),
    rejected: readSide(pair, 'rejected', grounds, prompt),
    replies: new Map(),
  };
}

function readSide(pair: Pair, side: 'chosen' | 'rejected', grounds: readonly KnownGround[], prompt: Conversation): Side {
  const message = pair[side][0] as AssistantMessage;
  const call = message.tool_calls?.[0];
  const continuation = pair.continuation[side];
  return {
    message,
    call: call === undefined ? null : { id: call.id, name: call.function.name, arguments: call.function.arguments },
    executed: findRecorded(pair.evidence.executed[side], grounds),
    reported: findRecorded(pair.evidence.reported[side], grounds),
    continuation,
    way: prompt.goOn(message, continuation),
  };
}

function findRecorded(id: string | null, grounds: readonly KnownGround[]): Recorded | null {
  if (id === null) return null;
  for (const ground of grounds) {
    const primitive = ground.primitives.get(id);
    if (primitive !== undefined) return { ground, primitive };
  }
  return null;
}

/** Whether two calls are the same tool with the same arguments. */
export function isSameCall(left: { name: string; arguments: JsonObject }, right: { name: string; arguments: JsonObject }): boolean {
  return left.name === right.name && isSame(left.arguments, right.arguments);
}

/** The tool of that name in the grounds of the row, or as a given row offers it. */
export function findTool(row: Row, name: string): CalledTool | undefined {
  if (row.offered !== null) return row.offered.get(name);
  for (const ground of row.grounds) {
    const tool = ground.tool(name);
    if (tool !== undefined) return tool;
  }
  return undefined;
}
