import type { ListedTool, ToolFormat } from '../tool.ts';
import { isObject, own } from '../values.ts';

/** Where an entry was found. */
export interface Origin {
  source: string;
  server: string;
  /** JSON Pointer of the entry in its document */
  at: string;
  /** read it as this, whatever it looks like */
  format: ToolFormat | undefined;
}

/** How each format names the parts of a tool. `holder` is the member that holds them, where they do not stand in the entry itself. */
const dialects: Record<
  Exclude<ToolFormat, 'openapi'>,
  { holder: readonly string[]; input: readonly string[]; inner?: string; output: readonly string[] }
> = {
  mcp: { holder: [], input: ['inputSchema'], output: ['outputSchema'] },
  openai: { holder: ['function'], input: ['parameters'], output: [] },
  'openai-responses': { holder: [], input: ['parameters'], output: ['output_schema'] },
  anthropic: { holder: [], input: ['input_schema'], output: [] },
  gemini: {
    holder: [],
    input: ['parameters', 'parametersJsonSchema', 'parameters_json_schema'],
    output: ['response', 'responseJsonSchema'],
  },
  bedrock: { holder: ['toolSpec'], input: ['inputSchema'], inner: 'json', output: [] },
  'ai-sdk': { holder: [], input: ['inputSchema', 'parameters'], inner: 'jsonSchema', output: ['outputSchema'] },
};

/** One entry of a tool list under our names, whatever it is. `name` is given where the entry does not hold it. */
export function readEntry(entry: unknown, origin: Origin, name?: string): ListedTool {
  const format = origin.format ?? guessFormat(entry, name);
  const { holder, input, inner, output } = dialects[format === 'openapi' ? 'mcp' : format];
  const held = holder.find((key) => isObject(own(entry, key)));
  const body = held === undefined ? entry : own(entry, held);
  const at = held === undefined ? origin.at : `${origin.at}/${held}`;
  const inputKey = input.find((key) => own(body, key) !== undefined) ?? (input[0] as string);
  const outputKey = output.find((key) => own(body, key) !== undefined);
  const outer = own(body, inputKey);
  const isWrapped = inner !== undefined && isObject(own(outer, inner));
  return {
    format,
    server: origin.server,
    source: origin.source,
    entry,
    name: own(body, 'name') ?? name,
    title: own(body, 'title'),
    description: own(body, 'description'),
    inputSchema: isWrapped ? own(outer, inner) : outer,
    outputSchema: outputKey === undefined ? undefined : own(body, outputKey),
    annotations: own(body, 'annotations'),
    examples: own(body, 'input_examples') ?? own(body, 'inputExamples'),
    isStructured: false,
    places: [
      { part: '/inputSchema', at: `${at}/${inputKey}${isWrapped ? `/${inner}` : ''}` },
      { part: '/outputSchema', at: `${at}/${outputKey ?? 'outputSchema'}` },
      { part: '', at },
    ],
  };
}

function guessFormat(entry: unknown, name: string | undefined): Exclude<ToolFormat, 'openapi'> {
  if (isObject(own(entry, 'function'))) return 'openai';
  if (isObject(own(entry, 'toolSpec'))) return 'bedrock';
  const isFunction = own(entry, 'type') === 'function';
  if (own(entry, 'input_schema') !== undefined) return 'anthropic';
  if (own(entry, 'inputSchema') !== undefined) return isFunction || name !== undefined ? 'ai-sdk' : 'mcp';
  if (own(entry, 'parametersJsonSchema') !== undefined) return 'gemini';
  if (name !== undefined) return 'ai-sdk';
  if (isFunction) return 'openai-responses';
  return own(entry, 'parameters') === undefined ? 'mcp' : 'openai';
}
