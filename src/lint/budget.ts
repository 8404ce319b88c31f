import { createContext, Script } from 'node:vm';

const script = new Script('action()');
let context: { action?: () => void } | undefined;

/** What an action gives, or undefined when it takes longer than that many milliseconds: then it is stopped, whatever it is doing. */
export function runWithin<T>(milliseconds: number, action: () => T): { value: T } | undefined {
  context ??= createContext({}) as { action?: () => void };
  let outcome: { value: T } | undefined;
  context.action = () => {
    outcome = { value: action() };
  };
  try {
    script.runInContext(context, { timeout: milliseconds });
    return outcome;
  } catch (error) {
    if ((error as NodeJS.ErrnoException | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  } finally {
    delete context.action;
  }
}
