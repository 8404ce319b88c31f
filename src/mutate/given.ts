import type { Json, JsonObject } from '../model/json.ts';
import type { Deviation, Message, ToolCall } from '../model/pair.ts';
import type { OfferedTool } from '../model/tool.ts';
import type { Sampler } from '../schema/sample.ts';

/** A tool as a given row offers it, made ready once for all rows that do. */
export interface GivenTool {
  offered: OfferedTool;
  /** the words of its name */
  words: readonly string[];
  /** what a wrong call of it costs */
  severity: Pick<Deviation, 'severity' | 'because'>;
  /** its schema compiled, on first use; null when it cannot be judged by */
  sampler(): Sampler | null;
}

/** One row that somebody gave: a conversation that went well. */
export interface GivenRow {
  /** its `id`, or its line number */
  source: string;
  /** from 1 */
  line: number;
  tools: readonly GivenTool[];
  messages: readonly Message[];
  /** index of the first message that may be decided about */
  decisionsFrom: number;
}

/** One place of a row where the assistant calls a tool. */
export interface GivenDecision {
  row: GivenRow;
  prompt: readonly Message[];
  /** what the assistant says beside its call */
  content: string;
  call: ToolCall;
  tool: GivenTool;
  /** the other calls of its turn: what they take is asked for as well */
  beside: readonly ToolCall[];
  /** calls since the last user message, before this one */
  step: number;
  continuation: readonly Message[];
}

/** One value of a call, and what is known of its place. */
export interface GivenSlot {
  pointer: string;
  value: Json;
  /** name of the parameter; of a list's member, the name of the list */
  name: string;
  /** the words of that name */
  words: readonly string[];
  /** names from the outermost in, without places in lists */
  path: readonly string[];
  schema: JsonObject;
  /** the description of the parameter, or of its list */
  description: string;
  /** whether the call needs it: the place can never be left out */
  required: boolean;
  /** members of the list it stands in, itself among them; empty outside of lists */
  list: readonly Json[];
}

/** Words of the conversation that state a value. Offsets are UTF-16 code units of the message's content. */
export interface Saying {
  /** index in the prompt */
  message: number;
  start: number;
  end: number;
  /** whether the words state the whole value; else a part of it that stands alone, such as the city of "city, state" */
  whole: boolean;
}
