import type { Cassette } from '../edges/model/cassette.ts';
import type { Ledger } from '../edges/model/ledger.ts';
import type { Recorder } from '../edges/model/recorder.ts';
import { type Calls, openSession, type Session } from '../edges/model/session.ts';
import { NearmissError } from '../errors.ts';
import type { JobName, ModelReply, ModelRequest } from '../model/model-request.ts';
import type { ModelSettings } from '../model/model-settings.ts';
import { Progress } from './progress.ts';
import type { QueueFlags } from './queue-flags.ts';

/**
 * Asks a model about all subjects until each has what it needs: `nextOf` says what is still to be asked of one. Whatever was answered is
 * in the cassette when this returns or throws. Ctrl-C waits for the calls under way; a second one does not.
 *
 * @throws NearmissError where it had to stop: the budget is used up, the server takes no call, somebody said so
 */
export async function askAll<Subject>(
  job: JobName,
  settings: ModelSettings,
  model: string,
  cassette: Cassette,
  subjects: readonly Subject[],
  nextOf: (subject: Subject) => ModelRequest | null,
  { queue, askAgain }: QueueFlags,
  onReply: (reply: ModelReply) => void = () => undefined,
): Promise<void> {
  const open = subjects.filter((subject) => nextOf(subject) !== null);
  // What an earlier start left with the queue is taken over even so.
  if (open.length === 0 && queue === undefined) return;
  const progress = new Progress(`asking ${model}`, `answers for "${job}"`);
  const byWorkers = async (ledger: Ledger): Promise<Calls> => {
    const { ModelRun } = await import('../edges/queue/model-run.ts');
    const options = { job, model, settings, cassette, ledger, askAgain: askAgain === true, tell: progress.say };
    return ModelRun.open(queue as string, options);
  };
  const session = await openSession(settings, model, cassette, queue === undefined ? null : byWorkers);
  const { recorder } = session;
  const began = performance.now();
  const stop = (): void => {
    progress.say('stopping once the calls under way are answered; once more stops at once');
    session.stop();
  };
  process.once('SIGINT', stop);
  let done = 0;
  try {
    await Promise.all(
      open.map(async (subject) => {
        for (let next = nextOf(subject); next !== null; next = nextOf(subject)) {
          const reply = await recorder.ask(job, next);
          if (reply === null) return;
          onReply(reply);
        }
        done += 1;
        progress.advance(done, open.length, describe(session, settings, model, (performance.now() - began) / 1000, open.length - done));
      }),
    );
  } finally {
    process.off('SIGINT', stop);
    progress.finish();
    await session.close();
    process.stderr.write(`asked ${model}: ${summarise(session, settings, model)}\n`);
  }
  refuseHalt(recorder, cassette, open.length - done);
}

/** Rate, cost so far, what is left and what went wrong. */
function describe(session: Session, settings: ModelSettings, model: string, seconds: number, left: number): string {
  const { answered } = session.recorder.record;
  const rate = answered / Math.max(seconds, 0.001);
  const minutes = left / Math.max(rate, 0.001) / 60;
  return `, ${rate.toFixed(1)}/s, ${minutes < 1 ? 'less than a minute' : `${Math.ceil(minutes)} min`} left; ${summarise(session, settings, model)}`;
}

function summarise(session: Session, { prices }: ModelSettings, model: string): string {
  const { answered, calls, failures } = session.recorder.record;
  const { tokens, money } = session.spent();
  const wrong = [...failures].sort().map(([name, count]) => `${name} ${count}`);
  return [
    `${answered} answers of ${calls} calls`,
    `${tokens} tokens`,
    ...(Object.hasOwn(prices, model) ? [`${money.toFixed(4)} of money`] : []),
    ...wrong,
  ].join(', ');
}

function refuseHalt({ halt, record }: Recorder, { path }: Cassette, left: number): void {
  const kept = `What was answered is kept in ${path}; the same command goes on from there`;
  if (halt?.why === 'budget')
    throw new NearmissError(`the budget of ${halt.what} holds no further call: ${left} requests are left. ${kept}`);
  if (halt?.why === 'server') throw new NearmissError(`the server takes no call: ${halt.message}`);
  if (halt?.why === 'stopped') throw new NearmissError(`stopped: ${left} requests are left. ${kept}`);
  const lost = record.failures.get('lost') ?? 0;
  if (lost > 0)
    throw new NearmissError(
      `${lost} calls were lost with their workers: whether they are paid for nobody knows, so they were not made again; ${left} requests are left. ${kept}, with --ask-again also with those, or with --partial without`,
    );
  if (record.failed > 0)
    throw new NearmissError(
      `${record.failed} calls failed for good (the last: ${record.lastFailure}): ${left} requests are left. ${kept}, or with --partial without those`,
    );
}
