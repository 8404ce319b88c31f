import { createInterface } from 'node:readline/promises';
import { near, type Shown, type Source } from '../edges/sources/source.ts';
import type { TrustStore } from '../edges/trust.ts';
import { NearmissError } from '../errors.ts';

/** How leave is asked for. */
export interface Asking {
  trust: TrustStore;
  /** leave was given beforehand, for this run */
  isAllowed: boolean;
  /** asks a person; null where there is none */
  ask: ((question: string) => Promise<boolean>) | null;
  /** shows lines to a person */
  tell(text: string): void;
}

/**
 * Gets leave to start a server, whose command may do anything: shows what would be run and what it is given, and asks once. A yes is
 * remembered for exactly this; anything but a yes is an error in one line.
 */
export async function allowServer(source: Source, shown: Shown, { trust, isAllowed, ask, tell }: Asking): Promise<void> {
  if (trust.isAllowed(shown.hash)) return;
  if (isAllowed) {
    tell(sayLaunch(source, shown));
    return;
  }
  const what = shown.kind === 'stdio' ? 'starting it runs its command' : 'it is sent what you give it';
  if (ask === null)
    throw new NearmissError(
      `${source.name}: ${what}, which needs your leave: ${sayCommand(shown)}${sayGiven(shown)}; say --yes, or allow it once at a terminal`,
    );
  tell(sayLaunch(source, shown));
  if (!(await ask(`${shown.kind === 'stdio' ? 'Start' : 'Use'} it, now and in later runs? [y/N] `)))
    throw new NearmissError(`${source.name}: not allowed, so not started`);
  trust.allow(shown.hash, { name: source.name, command: sayCommand(shown) });
}

/** What would be started, as lines. */
export function sayLaunch({ name, label, from }: Source, shown: Shown): string {
  const rows: [string, string][] = [
    [shown.kind === 'stdio' ? 'runs' : 'address', sayCommand(shown)],
    ...(shown.package === null ? [] : [['that is', shown.package] as [string, string]]),
    ...(shown.cwd === null ? [] : [['in', near(shown.cwd)] as [string, string]]),
    ...(shown.world === null ? [] : [['works on', `copies of ${near(shown.world)}`] as [string, string]]),
    ...(shown.network ? [['may use', 'the network'] as [string, string]] : []),
    ...(shown.given.length === 0
      ? []
      : [['is given', `${shown.given.join(', ')} (${shown.kind === 'stdio' ? 'variables' : 'headers'})`] as [string, string]]),
    ...(shown.taken.length === 0 ? [] : [['from here', `the values of ${shown.taken.join(', ')}`] as [string, string]]),
  ];
  const called = label === name ? `"${name}"` : `"${label}", here called ${name}`;
  return [`${called}, named by ${from}:`, ...rows.map(([what, value]) => `  ${what.padEnd(9)} ${value}`)].map(showPlainly).join('\n');
}

/** Asks on stderr, so that what is printed on stdout stays clean. Null where nobody sits at a terminal. */
export function askAtTerminal(): Asking['ask'] {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return null;
  return async (question) => {
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return /^y(?:es)?$/iu.test((await reader.question(question)).trim());
    } finally {
      reader.close();
    }
  };
}

/** Words with white space in them stand in quotes. */
function sayCommand({ command }: Shown): string {
  return showPlainly(command.map((word) => (/^[^\s"'\\]+$/u.test(word) ? word : JSON.stringify(word))).join(' '));
}

/** What would steer a terminal or hide in a line is shown as its code. */
function showPlainly(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function sayGiven({ given }: Shown): string {
  return given.length === 0 ? '' : ` (given ${given.join(', ')})`;
}
