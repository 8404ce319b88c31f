import type { JsonObject } from '../model/json.ts';
import type { AssistantMessage, Message } from '../model/pair.ts';
import { type Exporter, Refusal, tableOf } from './exporter.ts';
import { assistant, callsOf, list, OpenCalls, object, text } from './messages.ts';
import { assistantTwice, hasAssistantTwice, readTranscript, writeMessages } from './transcript.ts';

/** Rows for the trajectory metrics of Vertex AI's evaluation: the right calls as reference, the near miss as prediction. */
export const vertex: Exporter = {
  name: 'vertex',
  consumer: 'Vertex AI evaluation: trajectory metrics',
  versions: 'API of 2026',
  version: 1,
  template: 'none',
  tables: () => [
    tableOf<'preference'>({
      name: 'trajectories',
      takes: 'preference',
      columns: {
        prompt: 'the conversation up to the decision, as lines',
        reference_trajectory: 'the right calls',
        predicted_trajectory: 'the calls of the near miss',
      },
      refuses: { ...assistantTwice, no_call: 'neither side makes a call' },
      carries: ['prompt', 'chosen', 'rejected'],
      loses: ['call-ids', 'talk'],
      write: ({ prompt, chosen, rejected }) => {
        if (callsOf(chosen).length + callsOf(rejected).length === 0) return new Refusal('no_call');
        if (hasAssistantTwice(prompt)) return new Refusal('assistant_twice');
        return { prompt: writeMessages(prompt), reference_trajectory: toUses(chosen), predicted_trajectory: toUses(rejected) };
      },
      read: (row) => {
        const open = new OpenCalls();
        const prompt = readTranscript(text(row.prompt), open).messages;
        const [chosen, rejected] = [row.reference_trajectory, row.predicted_trajectory].map((uses) => fromUses(list(uses), open));
        return { prompt, chosen: chosen as AssistantMessage, rejected: rejected as AssistantMessage };
      },
    }),
  ],
};

function toUses(message: Message): JsonObject[] {
  return callsOf(message).map(({ function: { name, arguments: args } }) => ({ tool_name: name, tool_input: args }));
}

function fromUses(uses: readonly JsonObject[], open: OpenCalls): AssistantMessage {
  return assistant(
    '',
    uses.map(({ tool_name, tool_input }) => open.make(text(tool_name), object(tool_input))),
  );
}
