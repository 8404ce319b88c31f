import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { z } from 'zod';
import type { ModelReply, ModelRequest } from '../../model/model-request.ts';
import type { ModelSettings } from '../../model/model-settings.ts';

/**
 * Ways in which a call fails. `refused` is for this question; `key` and `missing` are for any. `lost`: who made it was not heard of again, so
 * it may be paid for, and is not made again; `withdrawn`: it was not made. The others may go well another time.
 */
export type FailureClass =
  | 'manner'
  | 'rate_limit'
  | 'server_error'
  | 'timeout'
  | 'connection'
  | 'cut_off'
  | 'malformed'
  | 'no_finish_reason'
  | 'refused'
  | 'key'
  | 'missing'
  | 'lost'
  | 'withdrawn';

/** A call that gave no answer. */
export class ModelFailure extends Error {
  readonly class: FailureClass;
  /** milliseconds the server asks us to wait; null where it does not say */
  readonly retryAfter: number | null;

  constructor(kind: FailureClass, message: string, retryAfter: number | null = null) {
    super(message);
    this.name = 'ModelFailure';
    this.class = kind;
    this.retryAfter = retryAfter;
  }

  /** Whether the same call may go well another time. */
  get isPassing(): boolean {
    return !['refused', 'key', 'missing', 'lost', 'withdrawn'].includes(this.class);
  }

  /** Whether the server said no before it worked on the question: then nothing was spent. */
  get isFree(): boolean {
    return ['manner', 'rate_limit', 'server_error', 'refused', 'key', 'missing', 'withdrawn'].includes(this.class);
  }
}

/** Makes one call, booked in the ledger under a number. Rejects with a ModelFailure only. */
export type CallModel = (request: ModelRequest, booking: number) => Promise<ModelReply>;

/** How a question is put: what differs between servers that speak one and the same API. Found out from what they refuse. */
interface Manner {
  /** how the answer is held to its schema: by the schema, as some JSON, or by our words alone */
  format: 'json_schema' | 'json_object' | 'none';
  limit: 'max_tokens' | 'max_completion_tokens';
}

/**
 * A model behind a server that speaks OpenAI's chat API. A server that refuses JSON Schemas is asked for JSON, then for words, and asked
 * so from then on. `key` is sent and told to nobody else: it is struck out of all that comes back.
 */
export function openModel({ baseUrl, timeoutSeconds }: ModelSettings, key: string | undefined): CallModel {
  const client = new OpenAI({
    apiKey: key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: timeoutSeconds * 1000,
    logLevel: 'off',
  });
  const strike = (text: string): string => (key === undefined || key.length < 4 ? text : text.replaceAll(key, '[key]'));
  let manner: Manner = { format: 'json_schema', limit: 'max_tokens' };

  return async (request) => {
    const tried = manner;
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    try {
      return readCompletion(await client.chat.completions.create(bodyOf(request, tried), { signal }), request, strike);
    } catch (error) {
      const other = adapt(tried, error);
      if (other === null) throw explain(error, signal.aborted, strike);
      // Another call may have found out meanwhile.
      if (manner === tried) manner = other;
      throw new ModelFailure('manner', 'the server wants to be asked in another way', 0);
    }
  };
}

function bodyOf(
  { model, messages, schema, parameters }: ModelRequest,
  { format, limit }: Manner,
): OpenAI.ChatCompletionCreateParamsNonStreaming {
  return {
    model,
    messages,
    [limit]: parameters.maxTokens,
    ...(parameters.temperature === null ? {} : { temperature: parameters.temperature }),
    ...(format === 'json_schema'
      ? { response_format: { type: 'json_schema', json_schema: { name: schema.name, strict: true, schema: schema.schema } } }
      : format === 'json_object'
        ? { response_format: { type: 'json_object' } }
        : {}),
  };
}

/** Another manner, where the server refused the question for the one it was put in; null where that was not why. */
function adapt(manner: Manner, error: unknown): Manner | null {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return null;
  const about = `${error.message} ${error.param ?? ''}`;
  if (manner.limit === 'max_tokens' && /max_completion_tokens/u.test(about)) return { ...manner, limit: 'max_completion_tokens' };
  if (manner.format === 'none' || !/response_format|json_schema|json_object|structured output/iu.test(about)) return null;
  return { ...manner, format: manner.format === 'json_schema' ? 'json_object' : 'none' };
}

const completionSchema = z.object({
  model: z.string().optional(),
  choices: z.tuple([z.object({ finish_reason: z.string().nullish(), message: z.object({ content: z.string().nullish() }) })], z.unknown()),
  usage: z.object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0) }).nullish(),
});

function readCompletion(completion: unknown, request: ModelRequest, strike: (text: string) => string): ModelReply {
  const read = completionSchema.safeParse(completion);
  if (!read.success) throw new ModelFailure('malformed', 'the reply is no chat completion');
  const { choices, usage, model } = read.data;
  const [{ finish_reason: finish, message }] = choices;
  if (finish == null || finish === '') throw new ModelFailure('no_finish_reason', 'the reply ends without a finish reason');
  return {
    content: strike(message.content ?? ''),
    finish,
    model: strike(model ?? request.model),
    tokens: usage == null ? null : { input: usage.prompt_tokens, output: usage.completion_tokens },
  };
}

function explain(error: unknown, timedOut: boolean, strike: (text: string) => string): ModelFailure {
  if (error instanceof ModelFailure) return error;
  const message = strike(String((error as Error)?.message ?? error))
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .slice(0, 300);
  if (timedOut || error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError)
    return new ModelFailure('timeout', 'no answer in time');
  if (error instanceof APIConnectionError) return new ModelFailure('connection', strike(describeCause(error)));
  if (error instanceof APIError && error.status !== undefined) {
    return new ModelFailure(classOf(error.status), message, waitOf(error.headers));
  }
  if (error instanceof SyntaxError) return new ModelFailure('malformed', 'the reply is not JSON');
  return new ModelFailure('cut_off', message);
}

function classOf(status: number): FailureClass {
  if (status === 429) return 'rate_limit';
  if (status === 401 || status === 403) return 'key';
  if (status === 404) return 'missing';
  return status >= 500 || status === 408 || status === 409 ? 'server_error' : 'refused';
}

/** What the connection broke of, as far as the system says. */
function describeCause(error: Error): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
  }
  return error.message;
}

function waitOf(headers: Headers | undefined): number | null {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact)) return Math.max(0, exact);
  const text = headers?.get('retry-after') ?? '';
  if (text.trim() === '') return null;
  const seconds = Number(text);
  const until = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(until) ? Math.max(0, until) : null;
}
