/** What went wrong, as a closed set: `input` is the user's to mend (exit code 2), `claim` a dataset that fails its check (exit code 1). */
export type ErrorCode = 'input' | 'claim';

/** An expected failure: shown as one line, without a stack. Anything else that is thrown is a bug. */
export class NearmissError extends Error {
  readonly code: ErrorCode;

  constructor(message: string, options: { code?: ErrorCode; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'NearmissError';
    this.code = options.code ?? 'input';
  }
}
