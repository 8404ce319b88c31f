import type { JsonObject } from '../model/json.ts';
import type { AssistantMessage, Message } from '../model/pair.ts';
import { type Exporter, type ExportRow, Refusal, type Table, tableOf, type WrittenTable } from './exporter.ts';
import { assistant, callsOf, joinSystem, list, OpenCalls, object, splitSystem, text } from './messages.ts';
import { textOf } from './read-pair.ts';
import { factoryRecipes } from './recipes.ts';

/** A message in the words of sharegpt. */
type Turn = { from: 'human' | 'gpt' | 'observation' | 'function_call'; value: string };

const refuses = {
  text_beside_call: 'a message says something and makes a call: a function_call turn holds the call alone',
  several_replies: 'two results in a row: turns have to alternate',
  no_alternation: 'two messages of one side in a row: LLaMA-Factory drops such rows',
  markup_in_call: 'an argument holds <tool_call> or <think>, which LLaMA-Factory takes out of the text of a call',
};

class Unfit extends Error {
  readonly reason: keyof typeof refuses;

  constructor(reason: keyof typeof refuses) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * LLaMA-Factory's sharegpt rows. Everything is text, which no version of `datasets` can fill with nulls. `dataset_info.json` names the files
 * of all three stages.
 */
export const llamafactory: Exporter = {
  name: 'llamafactory',
  consumer: 'LLaMA-Factory, formatting sharegpt',
  versions: '0.9.4 and 0.9.5',
  version: 1,
  template: 'none',
  beside: (written) => ({ ...describeFiles(written), ...factoryRecipes(written) }),
  tables: () => [preferences, trajectories, judgements],
};

const system = 'the system message; empty where there is none';
const tools = 'the tools as JSON text';

const preferences = tableOf<'preference'>({
  name: 'dpo',
  takes: 'preference',
  columns: {
    conversations: 'the prompt as turns {from, value}',
    chosen: 'the right turn',
    rejected: 'the near miss',
    system,
    tools,
  },
  refuses,
  carries: ['tools', 'prompt', 'chosen', 'rejected'],
  loses: ['call-ids'],
  write: ({ prompt, chosen, rejected, tools: offered }) =>
    attempt(() => ({
      conversations: toTurns(prompt, 'prompt'),
      chosen: toTurn(chosen),
      rejected: toTurn(rejected),
      ...head(prompt, offered),
    })),
  read: (row) => {
    const reader = new TurnReader();
    const prompt = reader.readAll(row);
    const [chosen, rejected] = [row.chosen, row.rejected].map((turn) => reader.read(object(turn) as unknown as Turn));
    return { tools: JSON.parse(text(row.tools)), prompt, chosen: chosen as AssistantMessage, rejected: rejected as AssistantMessage };
  },
});

const trajectories = tableOf<'trajectory'>({
  name: 'sft',
  takes: 'trajectory',
  columns: { conversations: 'the whole trajectory as turns {from, value}', system, tools },
  refuses,
  carries: ['tools', 'messages'],
  loses: ['call-ids'],
  write: ({ messages, tools: offered }) => attempt(() => ({ conversations: toTurns(messages, 'trajectory'), ...head(messages, offered) })),
  read: (row) => ({ tools: JSON.parse(text(row.tools)), messages: new TurnReader().readAll(row) }),
});

const judgements = tableOf<'judgement'>({
  name: 'kto',
  takes: 'judgement',
  columns: {
    conversations: 'the prompt as turns {from, value}, and the judged one last',
    kto_tag: 'whether the last turn is right',
    system,
    tools,
  },
  refuses,
  carries: ['tools', 'prompt', 'completion', 'label'],
  loses: ['call-ids'],
  write: ({ prompt, completion, label, tools: offered }) =>
    attempt(() => ({ conversations: toTurns([...prompt, completion], 'trajectory'), kto_tag: label, ...head(prompt, offered) })),
  read: (row) => {
    const messages = new TurnReader().readAll(row);
    return {
      tools: JSON.parse(text(row.tools)),
      prompt: messages.slice(0, -1),
      completion: messages.at(-1) as AssistantMessage,
      label: row.kto_tag as boolean,
    };
  },
});

function attempt(write: () => ExportRow): ExportRow | Refusal {
  try {
    return write();
  } catch (error) {
    if (error instanceof Unfit) return new Refusal(error.reason);
    throw error;
  }
}

function head(messages: readonly Message[], offered: readonly unknown[]): { system: string; tools: string } {
  return { system: splitSystem(messages).system ?? '', tools: textOf(offered) };
}

/** Turns that alternate, the user's side first: a prompt ends on that side, a trajectory on the other. */
function toTurns(messages: readonly Message[], what: 'prompt' | 'trajectory'): Turn[] {
  const turns = splitSystem(messages).rest.map(toTurn);
  for (const [place, { from }] of turns.entries()) {
    const isUserSide = from === 'human' || from === 'observation';
    if (isUserSide === (place % 2 === 0)) continue;
    throw new Unfit(from === 'observation' && turns[place - 1]?.from === 'observation' ? 'several_replies' : 'no_alternation');
  }
  if ((turns.length % 2 === 1) !== (what === 'prompt')) throw new Unfit('no_alternation');
  return turns;
}

function toTurn(message: Message): Turn {
  if (message.role === 'user') return { from: 'human', value: message.content };
  if (message.role === 'tool') return { from: 'observation', value: message.content };
  if (message.role === 'system') throw new Unfit('no_alternation');
  const calls = callsOf(message).map(({ function: { name, arguments: args } }) => ({ name, arguments: args }));
  if (calls.length === 0) return { from: 'gpt', value: message.content };
  if (message.content !== '') throw new Unfit('text_beside_call');
  const value = JSON.stringify(calls.length === 1 ? calls[0] : calls);
  if (/<(?:tool_call|think)>/u.test(value)) throw new Unfit('markup_in_call');
  return { from: 'function_call', value };
}

class TurnReader {
  readonly #open = new OpenCalls();

  readAll(row: ExportRow): Message[] {
    const system = text(row.system);
    return joinSystem(
      system === '' ? null : system,
      list(row.conversations).map((turn) => this.read(turn as unknown as Turn)),
    );
  }

  read({ from, value }: Turn): Message {
    if (from === 'human') return { role: 'user', content: value };
    if (from === 'observation') return this.#open.answer(value);
    if (from === 'gpt') return assistant(value);
    const calls = JSON.parse(value) as { name: string; arguments: JsonObject } | { name: string; arguments: JsonObject }[];
    return assistant(
      '',
      (Array.isArray(calls) ? calls : [calls]).map((call) => this.#open.make(call.name, call.arguments)),
    );
  }
}

/** The entries of LLaMA-Factory's registry of datasets: name them with `dataset: nearmiss_dpo` and `dataset_dir` this folder. */
function describeFiles(written: readonly WrittenTable[]): Record<string, string> {
  const entries = written
    .filter(({ files }) => files.length > 0)
    .map(({ table, split, stem, files }) => {
      const columns = { messages: 'conversations', ...columnsOf(table), system: 'system', tools: 'tools' };
      const name = `nearmiss_${table.name}${split === 'train' ? '' : '_test'}`;
      // A folder's name stands for all files in it.
      const file = files[0]?.includes('/') ? stem : files[0];
      return [name, { file_name: file, formatting: 'sharegpt', ...(table.name === 'dpo' ? { ranking: true } : {}), columns }];
    });
  return { 'dataset_info.json': `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n` };
}

function columnsOf({ name }: Table): Record<string, string> {
  if (name === 'dpo') return { chosen: 'chosen', rejected: 'rejected' };
  return name === 'kto' ? { kto_tag: 'kto_tag' } : {};
}
