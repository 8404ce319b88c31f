import { NearmissError } from '../../errors.ts';
import type { ModelSettings } from '../../model/model-settings.ts';
import { type CallOutcome, callSchema, type RunOf } from '../../model/queue.ts';
import { ModelFailure, openModel } from '../model/client.ts';
import { readKey } from '../model/session.ts';
import type { Skill } from './hand.ts';

/** Milliseconds that an answer may take from here to Redis, beyond the longest wait for it. */
const KEEPING = 2000;

/**
 * Makes calls of a model, with this worker's own settings and key: what a run announces decides where no key is sent.
 *
 * @throws NearmissError where the settings name no model, another server, or no key for it
 */
export function prepareModel(
  { title, baseUrl, timeoutSeconds }: RunOf<'model'>,
  settings: ModelSettings | undefined,
  concurrency: number,
): Skill {
  if (settings === undefined) throw new NearmissError(`${title} asks ${baseUrl}, and the config here names no model`);
  if (settings.baseUrl !== baseUrl) throw new NearmissError(`${title} asks ${baseUrl}, and the config here says ${settings.baseUrl}`);
  const call = openModel({ ...settings, timeoutSeconds }, readKey(settings));
  return {
    concurrency,
    once: timeoutSeconds * 1000 + KEEPING,
    async act(data): Promise<CallOutcome> {
      const { request, booking } = callSchema.parse(data);
      try {
        return { reply: await call(request, booking) };
      } catch (error) {
        if (!(error instanceof ModelFailure)) throw error;
        const { class: kind, message, retryAfter } = error;
        return { class: kind, message, retryAfter };
      }
    },
    close: async () => undefined,
  };
}
