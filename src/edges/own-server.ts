import { statSync } from 'node:fs';
import { basename, isAbsolute, resolve, sep } from 'node:path';
import { NearmissError } from '../errors.ts';
import type { ServerEntry } from '../model/server-entry.ts';
import type { Stage } from './recorder.ts';
import { copyTree } from './worlds/tree.ts';

/** A server of the user's own. */
export interface OwnServer {
  /** what its ground is called */
  name: string;
  /** how it is reached; a relative program or folder is meant from the working folder of this process */
  entry: ServerEntry;
  /** folder it works on: every process gets a copy, and the command, if it names the folder, that copy's path */
  world: string | null;
  /** values that must not show in any record, by what they are called */
  secrets: Readonly<Record<string, string>>;
  /** whether tools that are not marked read-only may be called */
  allowWrites: boolean;
}

/** How to run a server of the user's own, on copies of its world. */
export function stageOf({ entry, world }: OwnServer): Stage {
  if (world !== null && !statSync(world, { throwIfNoEntry: false })?.isDirectory()) throw new NearmissError(`${world}: no such folder`);
  const spellings = spellPath(world);
  const relocate = (text: string, place: string) => spellings.reduce((changed, path) => replacePath(changed, path, place), text);
  return {
    entry: (place) => {
      if (entry.kind === 'http') return entry;
      const { program, args, env, cwd } = entry;
      return {
        kind: 'stdio',
        // A relative program is meant from where the person stands, not from a copy of the world.
        program: program.includes(sep) || program.includes('/') ? resolve(program) : program,
        args: args.map((arg) => relocate(arg, place)),
        env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, relocate(value, place)])),
        cwd: cwd === null ? (world === null ? resolve('.') : place) : relocate(resolve(cwd), place),
      };
    },
    place: async (place) => {
      if (world !== null) copyTree(resolve(world), place);
    },
  };
}

/**
 * The command as records show it: the world under its virtual root, other paths of this machine by their last part, secrets by what
 * they are called. Of an address only host and path: its query may hold anything.
 */
export function recordCommand({ entry, world, secrets }: OwnServer, root: string): string[] {
  const hide = (text: string) =>
    Object.entries(secrets).reduce((shown, [name, value]) => (value === '' ? shown : shown.replaceAll(value, `\${${name}}`)), text);
  if (entry.kind === 'http') {
    const { origin, pathname } = new URL(entry.url);
    return [hide(`${origin}${pathname}`)];
  }
  const spellings = spellPath(world);
  return [entry.program, ...entry.args].map((word) => {
    const moved = spellings.reduce((changed, path) => replacePath(changed, path, root), word);
    return hide(moved === word && isAbsolute(word) ? basename(word) : moved);
  });
}

/** How a command may spell a world folder. */
function spellPath(world: string | null): string[] {
  return world === null ? [] : [...new Set([resolve(world), world])];
}

/** Replaces a folder's path where it stands as a whole or as the beginning of a longer one. */
function replacePath(text: string, path: string, place: string): string {
  if (path === '' || path === '.') return text === path ? place : text;
  const at = text.indexOf(path);
  if (at < 0) return text;
  const [before, after] = [text.slice(0, at), text.slice(at + path.length)];
  const isWhole = !/[\w.-]$/u.test(before) && !before.endsWith('/') && !/^[\w-]/u.test(after);
  return isWhole ? `${before}${place}${replacePath(after, path, place)}` : text;
}
