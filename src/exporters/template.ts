import { Environment, Interpreter, parse, tokenize } from '@huggingface/jinja';
import { NearmissError } from '../errors.ts';
import { sha256Hex } from '../model/hash.ts';
import type { Json } from '../model/json.ts';
import { nearest } from '../nearest.ts';
import type { ChatTemplate } from './exporter.ts';
import { listedTemplates } from './template-list.ts';

/**
 * The project's own template: ChatML, tools and calls as JSON between tags as in the Hermes and Qwen families. What is said is left as it is, so
 * that the text can be read back.
 */
export const chatmlSource = `{%- if messages[0].role == 'system' %}{% set first = messages[0].content %}{% set rest = messages[1:] %}
{%- else %}{% set first = '' %}{% set rest = messages %}{% endif %}
{%- if tools or messages[0].role == 'system' %}
{{- '<|im_start|>system\\n' + first }}
{%- if tools %}
{{- '\\n<tools>' }}
{%- for tool in tools %}{{ '\\n' + (tool | tojson) }}{% endfor %}
{{- '\\n</tools>\\nTo call a tool: <tool_call>{"name": ..., "arguments": {...}}</tool_call>' }}
{%- endif %}
{{- '<|im_end|>\\n' }}
{%- endif %}
{%- for message in rest %}
{{- '<|im_start|>' + message.role + '\\n' + message.content }}
{%- for call in message.tool_calls or [] %}
{{- '\\n<tool_call>\\n{"name": ' + (call.function.name | tojson) + ', "arguments": ' + (call.function.arguments | tojson) + '}\\n</tool_call>' }}
{%- endfor %}
{{- '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}`;

export const CHATML = 'chatml';

/** What is read of a tokenizer's configuration. */
interface Tokens {
  bos_token?: string;
  eos_token?: string;
}

/**
 * A chat template of its source: Jinja, or a `tokenizer_config.json` with one inside. Its text has to be on the list of those that are known to
 * render the same here and in Python, unless any is taken; one that is not, or that cannot be read, is a one-line error.
 */
export function openTemplate(source: string, place: string, anyTemplate: boolean): ChatTemplate {
  const { jinja: written, tokens } = place.endsWith('.json') ? readConfig(source, place) : { jinja: source, tokens: {} };
  const jinja = written.replaceAll(/\r\n?/gu, '\n');
  const sha256 = sha256Hex(jinja);
  const listed = Object.entries(listedTemplates).find(([, hash]) => hash === sha256)?.[0];
  if (listed === undefined && !anyTemplate && place !== CHATML)
    throw new NearmissError(
      `${place}: this template (sha256 ${sha256.slice(0, 12)}) is not among those known to render the same here and in Python ` +
        `(${Object.keys(listedTemplates).join(', ')}): --any-template takes it all the same`,
    );
  return compileTemplate(jinja, listed ?? place, sha256, tokens);
}

/** The template that comes with the program under this name. */
export function shippedTemplate(name: string): ChatTemplate {
  if (name !== CHATML) {
    const listed = Object.hasOwn(listedTemplates, name) ? `: "${name}" is on the list, but only its file has its text` : '';
    throw new NearmissError(`--template ${name}: no such file, and no template of that name${nearest(name, [CHATML])}${listed}`);
  }
  return openTemplate(chatmlSource, CHATML, false);
}

function readConfig(source: string, place: string): { jinja: string; tokens: Tokens } {
  const config = JSON.parse(source) as Record<string, Json>;
  const template = config.chat_template;
  const jinja = Array.isArray(template) ? defaultOf(template) : template;
  if (typeof jinja !== 'string') throw new NearmissError(`${place}: it holds no chat_template`);
  const tokens: Tokens = {};
  for (const key of ['bos_token', 'eos_token'] as const) {
    const token = config[key];
    if (typeof token === 'string') tokens[key] = token;
    else if (typeof token === 'object' && token !== null && !Array.isArray(token) && typeof token.content === 'string')
      tokens[key] = token.content;
  }
  return { jinja, tokens };
}

function defaultOf(templates: readonly Json[]): Json | undefined {
  const named = templates as { name?: string; template?: string }[];
  return (named.find(({ name }) => name === 'tool_use') ?? named.find(({ name }) => name === 'default'))?.template;
}

function compileTemplate(jinja: string, name: string, sha256: string, tokens: Tokens): ChatTemplate {
  let program: ReturnType<typeof parse>;
  try {
    program = parse(tokenize(jinja, { lstrip_blocks: true, trim_blocks: true }));
  } catch (cause) {
    throw new NearmissError(`${name}: not a template: ${(cause as Error).message.split('\n')[0]}`, { cause });
  }
  return {
    name,
    sha256,
    render(messages, tools, addGenerationPrompt) {
      const environment = new Environment();
      // No clock among them: the same messages give the same text on any day.
      for (const [key, value] of Object.entries({ ...constants, ...tokens })) environment.set(key, value);
      environment.set('messages', messages);
      if (tools.length === 0) environment.set('tools', null);
      else environment.setVariable('tools', runtimeValueOf(tools));
      environment.set('add_generation_prompt', addGenerationPrompt);
      return String(new Interpreter(environment).run(program).value);
    },
  };
}

type RuntimeValue = Parameters<Environment['setVariable']>[1];

const toolValues = new WeakMap<object, RuntimeValue>();

/** Tools as the renderer holds them: each made once for all rows that offer it. */
function runtimeValueOf(tools: readonly Json[]): RuntimeValue {
  const list = new Environment().set(
    'tools',
    tools.map(() => null),
  );
  for (const [place, tool] of tools.entries()) {
    let value = toolValues.get(tool as object);
    if (value === undefined) {
      value = new Environment().set('tool', tool);
      toolValues.set(tool as object, value);
    }
    (list.value as RuntimeValue[])[place] = value;
  }
  return list;
}

const constants = {
  true: true,
  false: false,
  none: null,
  True: true,
  False: false,
  None: null,
  raise_exception: (message: string) => {
    throw new Error(message);
  },
  range: (from: number, end?: number, step = 1) => {
    const [first, last] = end === undefined ? [0, from] : [from, end];
    return Array.from({ length: Math.max(0, Math.ceil((last - first) / step)) }, (_, place) => first + place * step);
  },
};
