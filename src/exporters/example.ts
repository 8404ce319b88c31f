import type { JsonObject } from '../model/json.ts';
import type { AssistantMessage, Deviation, Message, Pair, Split } from '../model/pair.ts';
import type { OfferedTool } from '../model/tool.ts';

/** Two answers to one prompt, the first one preferred. */
export interface Preference {
  id: string;
  tools: OfferedTool[];
  prompt: Message[];
  chosen: AssistantMessage;
  rejected: AssistantMessage;
  deviation: Deviation | JsonObject;
}

/** A conversation that went well to its end: its last message is an answer. */
export interface WholeTrajectory {
  id: string;
  tools: OfferedTool[];
  messages: Message[];
}

/** One answer to a prompt, and whether it is right. */
export interface Judgement {
  id: string;
  split: Split;
  tools: OfferedTool[];
  prompt: Message[];
  completion: AssistantMessage;
  label: boolean;
  /** whether the prompt ends in a call that was a slip, and failed: no step to imitate */
  afterSlip: boolean;
}

/** What one row of a format is made of. `right`: a judgement whose label is true. */
interface ExampleOf {
  preference: Preference;
  trajectory: WholeTrajectory;
  judgement: Judgement;
  right: Judgement;
}

export type ExampleKind = keyof ExampleOf;
export type Example<K extends ExampleKind = ExampleKind> = ExampleOf[K];
export type Part<K extends ExampleKind = ExampleKind> = K extends ExampleKind ? keyof ExampleOf[K] & string : never;

/** Why a pair gives no example of a kind. */
export const UNFINISHED = 'unfinished';
export const unfinishedMeaning = 'the right trajectory was not recorded to an answer, so it is nothing to imitate whole';

/** The examples of one kind that a pair gives, in order; none where its right trajectory has no end and a whole one is asked for. */
export function examplesOf<K extends ExampleKind>(pair: Pair, kind: K): Example<K>[] {
  return makers[kind](pair) as Example<K>[];
}

const makers: { [K in ExampleKind]: (pair: Pair) => Example<K>[] } = {
  preference: ({ id, tools, prompt, chosen, rejected, deviation }) => [
    { id, tools, prompt, chosen: chosen[0] as AssistantMessage, rejected: rejected[0] as AssistantMessage, deviation },
  ],
  trajectory: ({ id, tools, prompt, chosen, continuation }) => {
    const messages = [...prompt, ...chosen, ...continuation.chosen];
    const last = messages.at(-1);
    return last?.role === 'assistant' && last.tool_calls === undefined ? [{ id, tools, messages }] : [];
  },
  judgement: (pair) => [judge(pair, true), judge(pair, false)],
  right: (pair) => [judge(pair, true)],
};

function judge({ id, split, shape, tools, prompt, chosen, rejected }: Pair, label: boolean): Judgement {
  const completion = (label ? chosen : rejected)[0] as AssistantMessage;
  return { id, split, tools, prompt, completion, label, afterSlip: shape === 'mended' };
}
