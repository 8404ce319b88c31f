import type { LoggedTool } from './failure.ts';

/** Words of tools' names that say something is changed; all others are taken for looking. */
const CHANGES = new Set(
  (
    'add append apply approve archive assign attach block book buy cancel checkout cherry clean clear click close comment commit copy create delete deploy disable drop ' +
    'edit enable execute fill format init insert install invite link lock make mark merge modify move new order patch pay pin post protect publish pull purchase push put ' +
    'rebase record refund register remove rename replace reply reset restore revert run save schedule send set share sign start stash stop submit subscribe ' +
    'tag transfer type undo uninstall unlink unlock unprotect update upload upsert write'
  ).split(' '),
);
/** Words that say so of nothing: `list_records`, `get_order`. */
const LOOKS =
  /^(?:get|list|read|search|find|show|describe|view|fetch|lookup|query|count|check|status|log|diff|preview|validate|compare|analy[sz]e)$/u;

/** Whether a tool changes something: as the log says, else as its name does. */
export function changesSomething(name: string, tools: ReadonlyMap<string, LoggedTool> | null): boolean {
  const readOnly = tools?.get(name)?.readOnly ?? null;
  if (readOnly !== null) return !readOnly;
  const words = name
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/u);
  const telling = words.find((word) => CHANGES.has(word) || LOOKS.test(word));
  return telling !== undefined && CHANGES.has(telling);
}

/** The operator that takes the one tool for the other, by what both do. */
export function nameWrongTool(right: string, wrong: string, tools: ReadonlyMap<string, LoggedTool> | null): string {
  const [ours, theirs] = [right, wrong].map((name) => changesSomething(name, tools));
  if (ours === theirs) return 'sibling-tool';
  return ours ? 'read-for-write' : 'write-for-read';
}
