import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { NearmissError } from '../../errors.ts';
import { readJson } from '../files.ts';

/** A program of an installed package. */
export interface Installed {
  /** as `name@version` */
  package: string;
  /** the file that Node runs */
  path: string;
  /** what follows the package's name in the command */
  args: string[];
}

/**
 * What a command with `npx` stands for, as it is installed: in the `node_modules` that the folder sees, or where npx itself kept it for
 * this person. Every process has a home of its own here, so npx would fetch the package again for each, and whatever version is the
 * latest then. Null for other commands; a package that is nowhere is a one-line error.
 */
export function findInstalled(program: string, args: readonly string[], folder: string, home: string): Installed | null {
  if (!/^npx(?:\.cmd)?$/iu.test(basename(program))) return null;
  const { spec, bin, rest } = readArguments(args);
  const [, name, version] = /^(@[^/@]+\/[^/@]+|[^/@]+)(?:@(.+))?$/u.exec(spec) ?? [];
  if (name === undefined) throw new NearmissError(`npx ${args.join(' ')}: no package is named there`);
  const found = [...nearby(folder, name), ...kept(home, name)].map(readPackage).filter((manifest) => manifest !== null);
  const wanted = found.find((manifest) => version === undefined || !/^\d+\.\d+\.\d+/u.test(version) || manifest.version === version);
  if (wanted === undefined) {
    const others = found.length === 0 ? '' : ` (there is ${found.map((manifest) => manifest.version).join(', ')})`;
    throw new NearmissError(
      `${spec} is not installed${others}, and npx would fetch it for every process: run npm install ${spec} in ${folder}`,
    );
  }
  const file = findProgram(wanted, bin ?? name.split('/').at(-1) ?? name);
  if (file === undefined) throw new NearmissError(`${wanted.name}@${wanted.version} has no program ${bin ?? ''}`.trimEnd());
  return { package: `${wanted.name}@${wanted.version}`, path: realpathSync(join(wanted.folder, file)), args: rest };
}

/** `npx [-y] [-p package] name args...` */
function readArguments(args: readonly string[]): { spec: string; bin: string | null; rest: string[] } {
  let named: string | null = null;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string;
    const [, inline] = /^(?:-p|--package)=(.*)$/u.exec(arg) ?? [];
    if (inline !== undefined) named = inline;
    else if (arg === '-p' || arg === '--package') {
      at += 1;
      named = args[at] ?? '';
    } else if (!arg.startsWith('-')) return { spec: named ?? arg, bin: named === null ? null : arg, rest: args.slice(at + 1) };
  }
  return { spec: named ?? '', bin: null, rest: [] };
}

interface Manifest {
  folder: string;
  name: string;
  version: string;
  bin: Readonly<Record<string, string>> | string | undefined;
}

function readPackage(folder: string): Manifest | null {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return null;
  const { name, version, bin } = readJson(path) as Partial<Manifest>;
  return typeof name === 'string' && typeof version === 'string' ? { folder, name, version, bin } : null;
}

/** As npm chooses: the only program, or the one of that name. */
function findProgram({ bin }: Manifest, name: string): string | undefined {
  if (typeof bin === 'string' || bin === undefined) return bin;
  const programs = Object.values(bin);
  return programs.length === 1 ? programs[0] : bin[name];
}

function* nearby(folder: string, name: string): Generator<string> {
  for (let here = folder; ; here = dirname(here)) {
    yield join(here, 'node_modules', name);
    if (here === dirname(here)) return;
  }
}

/** npx keeps what it fetched in folders named by hashes; the latest one counts. */
function kept(home: string, name: string): string[] {
  const cache = join(home, '.npm', '_npx');
  if (!existsSync(cache)) return [];
  const timeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return readdirSync(cache)
    .map((key) => join(cache, key, 'node_modules', name))
    .sort((a, b) => timeOf(b) - timeOf(a));
}
