import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeFileWhole } from './files.ts';

/** What is remembered of an entry that somebody allowed. The hash decides; the rest is for people who read the file. */
const trustSchema = z.strictObject({
  schema: z.literal('nearmiss/trust@1'),
  allowed: z.record(z.string().regex(/^[0-9a-f]{64}$/u), z.strictObject({ name: z.string(), command: z.string() })),
});
type TrustFile = z.output<typeof trustSchema>;

/** The servers that this person allowed to be started, kept between runs. */
export interface TrustStore {
  /** where they are kept */
  readonly path: string;
  isAllowed(hash: string): boolean;
  allow(hash: string, about: { name: string; command: string }): void;
}

/**
 * Opens the memory of allowed servers in a folder of settings. A file that is missing, broken or of another version allows nothing:
 * then it is asked again.
 */
export function openTrust(folder: string): TrustStore {
  const path = join(folder, 'allowed-servers.json');
  const read = (): TrustFile['allowed'] => {
    try {
      return existsSync(path) ? readJson(path, trustSchema).allowed : {};
    } catch {
      return {};
    }
  };
  return {
    path,
    isAllowed: (hash) => Object.hasOwn(read(), hash),
    allow(hash, about) {
      const file: TrustFile = { schema: 'nearmiss/trust@1', allowed: { ...read(), [hash]: about } };
      writeFileWhole(path, `${JSON.stringify(file, null, 2)}\n`);
    },
  };
}

/** Where this program keeps its settings for a person: as the XDG Base Directory Specification says, on Windows under APPDATA. */
export function settingsFolder(env: Readonly<Record<string, string | undefined>>, home: string): string {
  // A relative path is invalid there and has to be passed over.
  const { XDG_CONFIG_HOME: given, APPDATA: roaming } = env;
  if (given?.startsWith('/') === true) return join(given, 'nearmiss');
  return roaming === undefined || process.platform !== 'win32' ? join(home, '.config', 'nearmiss') : join(roaming, 'nearmiss');
}
