import type { AssistantMessage, Message } from '../model/pair.ts';
import { type Exporter, Refusal, tableOf } from './exporter.ts';
import { list, text } from './messages.ts';
import { assistantTwice, hasAssistantTwice, readTranscript, writeMessages, writeTools } from './transcript.ts';

/** TRL's rows for a process reward model: every step since the last request, and whether it is right. Wrong can be the last, and a slip before it that failed. */
export const prm: Exporter = {
  name: 'prm',
  consumer: 'TRL PRMTrainer (experimental); Axolotl process_reward_model',
  versions: 'trl 0.13 or newer',
  version: 1,
  template: 'none',
  tables: () => [
    tableOf<'judgement'>({
      name: 'prm',
      takes: 'judgement',
      columns: {
        prompt: 'the tools and the conversation up to the last request, as lines',
        completions: 'the steps since, as lines: replies to the step before, then what the assistant says or calls',
        labels: 'whether each step is right',
      },
      refuses: assistantTwice,
      carries: ['tools', 'prompt', 'completion', 'label'],
      loses: ['call-ids'],
      write: ({ tools, prompt, completion, label, afterSlip }) => {
        const messages = [...prompt, completion];
        if (hasAssistantTwice(messages)) return new Refusal('assistant_twice');
        const asked = prompt.findLastIndex(({ role }) => role === 'user') + 1;
        const steps = cutSteps(messages.slice(asked));
        return {
          prompt: `${writeTools(tools)}\n${writeMessages(prompt.slice(0, asked))}`,
          completions: steps.map(writeMessages),
          labels: steps.map((_, place) => (place < steps.length - 1 ? !afterSlip : label)),
        };
      },
      read: (row) => {
        const { tools, messages } = readTranscript([text(row.prompt), ...list<string>(row.completions)].join('\n'));
        return {
          tools,
          prompt: messages.slice(0, -1),
          completion: messages.at(-1) as AssistantMessage,
          label: list<boolean>(row.labels).at(-1) as boolean,
        };
      },
    }),
  ],
};

/** Messages cut after each assistant message. */
function cutSteps(messages: readonly Message[]): Message[][] {
  const steps: Message[][] = [];
  let step: Message[] = [];
  for (const message of messages) {
    step.push(message);
    if (message.role !== 'assistant') continue;
    steps.push(step);
    step = [];
  }
  return steps;
}
