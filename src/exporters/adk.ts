import type { JsonObject } from '../model/json.ts';
import type { Message, ToolCall, ToolMessage } from '../model/pair.ts';
import { type Exporter, Refusal, tableOf } from './exporter.ts';
import { assistant, callOf, callsOf, list, object, splitSystem, text } from './messages.ts';

/** An eval set of Google's Agent Development Kit, one document a split: right trajectories as the expected ones. */
export const adk: Exporter = {
  name: 'adk',
  consumer: 'Google ADK: adk eval',
  versions: 'google-adk 1.x and 2.x',
  version: 1,
  template: 'none',
  frame: { open: '{"eval_set_id":"nearmiss","name":"nearmiss","eval_cases":[\n', between: ',\n', close: '\n]}\n' },
  tables: () => [
    tableOf<'trajectory'>({
      name: 'eval-set',
      takes: 'trajectory',
      columns: {
        eval_id: 'id of the pair',
        conversation: 'an invocation for each request: what the user said, the calls and their results, the final answer',
        session_input: 'app_name, user_id and state',
      },
      refuses: {
        text_beside_call: 'a message says something and makes a call: an invocation does not say which call a text stood beside',
        several_calls: 'a message makes several calls: an invocation does not say which were made at once',
        no_final_answer: 'a request is not answered before the next one',
      },
      carries: ['id', 'messages'],
      loses: ['system'],
      write: ({ id, messages }) => {
        const conversation: JsonObject[] = [];
        for (const turn of cutTurns(splitSystem(messages).rest)) {
          const written = toInvocation(turn, `${id}-${conversation.length + 1}`);
          if (written instanceof Refusal) return written;
          conversation.push(written);
        }
        return { eval_id: id, conversation, session_input: { app_name: 'nearmiss', user_id: 'user', state: {} } };
      },
      read: (row) => ({ id: text(row.eval_id), messages: list(row.conversation).flatMap(fromInvocation) }),
    }),
  ],
};

/** Messages cut before each request. */
function cutTurns(messages: readonly Message[]): Message[][] {
  const turns: Message[][] = [];
  for (const message of messages) {
    if (message.role === 'user' || turns.length === 0) turns.push([message]);
    else turns.at(-1)?.push(message);
  }
  return turns;
}

function toInvocation(turn: readonly Message[], id: string): JsonObject | Refusal {
  const [request, ...steps] = turn;
  const answer = steps.pop();
  if (request?.role !== 'user' || answer?.role !== 'assistant' || callsOf(answer).length > 0) return new Refusal('no_final_answer');
  const calls: ToolCall[] = [];
  const replies: ToolMessage[] = [];
  for (const step of steps) {
    if (step.role === 'tool') replies.push(step);
    if (step.role !== 'assistant') continue;
    if (step.content !== '') return new Refusal('text_beside_call');
    if (callsOf(step).length > 1) return new Refusal('several_calls');
    calls.push(...callsOf(step));
  }
  return {
    invocation_id: id,
    user_content: { role: 'user', parts: [{ text: request.content }] },
    final_response: { role: 'model', parts: [{ text: answer.content }] },
    intermediate_data: {
      tool_uses: calls.map((call) => ({ id: call.id, name: call.function.name, args: call.function.arguments })),
      tool_responses: replies.map(({ tool_call_id, name, content }) => ({ id: tool_call_id, name, response: { result: content } })),
      intermediate_responses: [],
    },
  };
}

function fromInvocation({ user_content, final_response, intermediate_data }: JsonObject): Message[] {
  const textOf = (content: JsonObject): string => text(list(content.parts)[0]?.text);
  const { tool_uses, tool_responses } = object(intermediate_data);
  const steps = list(tool_uses).flatMap((use): Message[] => {
    const call = assistant('', [callOf(text(use.id), text(use.name), object(use.args))]);
    const reply = list(tool_responses).find(({ id }) => id === use.id);
    if (reply === undefined) return [call];
    return [call, { role: 'tool', tool_call_id: text(use.id), name: text(reply.name), content: text(object(reply.response).result) }];
  });
  return [{ role: 'user', content: textOf(object(user_content)) }, ...steps, assistant(textOf(object(final_response)))];
}
