import type { Json } from '../model/json.ts';
import { shortestSecret } from './redact.ts';
import { escapePattern, stringsIn } from './strings.ts';

/** What would tell on the machine that recorded a reply. */
export interface Machine {
  /** parts of paths that only exist there: the scratch folder, its name alone */
  scratch: readonly string[];
  /** home folder of the person who records */
  home: string;
  user: string;
  host: string;
  /** settings handed to the server, by name */
  secrets: Readonly<Record<string, string>>;
}

/** Names that many machines share: they say nothing, and ordinary text holds them. */
const commonNames = new Set([
  'root',
  'user',
  'admin',
  'runner',
  'node',
  'ubuntu',
  'debian',
  'docker',
  'home',
  'localhost',
  'vscode',
  'test',
]);

/**
 * What in a value tells on the recording machine, or undefined when nothing does. Names that `known` text holds as well (the
 * world may have a person called like the user) are not held against it.
 */
export function findLeak(value: Json, machine: Machine, known: string): string | undefined {
  const names: [string, string][] = [];
  for (const [what, name] of [
    ['the home folder of the recording machine', machine.home],
    ['the user name of the recording machine', machine.user],
    ['the host name of the recording machine', machine.host],
  ] as const) {
    const isTelling = name.length >= 3 && !commonNames.has(name.toLowerCase()) && !known.includes(name);
    if (isTelling) names.push([what, name]);
  }
  const patterns = names.map(
    ([what, name]) => [what, new RegExp(`(?<![\\p{L}\\p{N}_-])${escapePattern(name)}(?![\\p{L}\\p{N}_-])`, 'u')] as const,
  );
  for (const text of stringsIn(value)) {
    if (machine.scratch.some((path) => text.includes(path))) return 'the scratch folder of the recording machine';
    const secret = Object.entries(machine.secrets).find(([, value]) => value.length >= shortestSecret && text.includes(value));
    if (secret !== undefined) return `the value of ${secret[0]}`;
    const found = patterns.find(([, pattern]) => pattern.test(text));
    if (found !== undefined) return found[0];
  }
  return undefined;
}
