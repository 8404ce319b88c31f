import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { NearmissError } from '../errors.ts';
import type { Recipe } from '../grounds/recipe.ts';
import { readJson, readText } from './files.ts';

type PinnedServer = Recipe['server'];

/** How an installed server is run, before its own arguments and settings. */
export interface Launch {
  program: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
}

/** What one registry's packages look like in the folder of pinned servers. */
interface Registry {
  /** the file that pins the versions */
  pins: string;
  /** what installs them, `near` being the folder as a person would name it from here */
  cure(near: string): string;
  /** the version that is installed, or null */
  findVersion(server: PinnedServer, servers: string): string | null;
  /** the program's file */
  locate(server: PinnedServer, servers: string): string;
  launch(entry: string, servers: string): Launch;
  /** the command as the records tell it */
  describe(server: PinnedServer): readonly string[];
}

const registries: Readonly<Record<'npm' | 'pypi', Registry>> = {
  npm: {
    pins: 'package.json',
    cure: (near) => `npm ci --prefix ${near}`,
    findVersion: (server, servers) => {
      const manifest = join(servers, 'node_modules', server.package, 'package.json');
      return existsSync(manifest) ? String((readJson(manifest) as { version?: unknown }).version) : null;
    },
    locate: (server, servers) => join(servers, 'node_modules', server.package, server.entry),
    launch: (entry) => ({ program: process.execPath, args: [entry], env: {} }),
    describe: (server) => ['node', `${server.package}/${server.entry}`],
  },
  pypi: {
    pins: 'requirements.txt',
    cure: (near) => `sh ${near}/make-venv.sh`,
    findVersion: (server, servers) => findDistribution(join(servers, '.venv', 'lib'), server.package),
    locate: (server, servers) => join(servers, '.venv', 'bin', server.entry),
    // Through the interpreter: a script's first line holds the path its environment was made at, and that may have moved.
    launch: (entry, servers) => ({ program: join(servers, '.venv', 'bin', 'python'), args: [entry], env: pythonSettings }),
    describe: (server) => [server.entry],
  },
};

/** Sets keep one order from run to run, text is UTF-8, and nothing is read from or left outside the environment. */
const pythonSettings = { PYTHONHASHSEED: '0', PYTHONUTF8: '1', PYTHONNOUSERSITE: '1', PYTHONDONTWRITEBYTECODE: '1' };

/** The command of a shipped server as the records tell it, without any machine's paths. */
export function describeServer(server: PinnedServer, root: string): string[] {
  return [...registryOf(server).describe(server), ...server.args(root)];
}

/**
 * Finds a ground's server in the folder of pinned servers.
 *
 * @throws NearmissError with the command that mends it when the server is missing or another version.
 */
export function findServer(name: string, server: PinnedServer, folder: string): Launch {
  const servers = resolve(folder);
  const registry = registryOf(server);
  const near = relative('.', servers);
  const cure = `run: ${registry.cure(near.startsWith('..') ? folder : near)}`;
  if (!existsSync(join(servers, registry.pins))) {
    throw new NearmissError(
      `${folder} has no ${registry.pins} that pins the servers: shipped grounds are recorded in a checkout of the repository, or with --servers <dir>`,
    );
  }
  const installed = registry.findVersion(server, servers);
  if (installed === null) throw new NearmissError(`ground "${name}": ${server.package} ${server.version} is not installed; ${cure}`);
  if (installed !== server.version) {
    throw new NearmissError(`ground "${name}": ${server.package} is installed as ${installed}, pinned is ${server.version}; ${cure}`);
  }
  const entry = registry.locate(server, servers);
  if (!existsSync(entry)) throw new NearmissError(`ground "${name}": ${server.package} ${server.version} has no ${server.entry}`);
  return registry.launch(entry, servers);
}

function registryOf(server: PinnedServer): Registry {
  return registries[server.registry ?? 'npm'];
}

/**
 * The version of an installed Python distribution, from its METADATA (PyPA core metadata), or null. `lib` holds one folder
 * for each Python the environment was made with, as `python3.12/site-packages`.
 */
function findDistribution(lib: string, name: string): string | null {
  if (!existsSync(lib)) return null;
  for (const python of readdirSync(lib).sort()) {
    const packages = join(lib, python, 'site-packages');
    if (!existsSync(packages)) continue;
    for (const entry of readdirSync(packages).sort()) {
      if (!entry.endsWith('.dist-info') || normaliseName(entry.slice(0, entry.indexOf('-'))) !== normaliseName(name)) continue;
      const metadata = join(packages, entry, 'METADATA');
      const version = existsSync(metadata) ? /^Version: *(\S+)/mu.exec(readText(metadata))?.[1] : undefined;
      if (version !== undefined) return version;
    }
  }
  return null;
}

/** Names that PyPI takes for the same (PEP 503) in one form. */
function normaliseName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/gu, '-');
}
