import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NearmissError } from '../errors.ts';
import { groundSchema } from '../model/ground.ts';
import type { UsedGround } from '../model/manifest.ts';
import { phrasesSchema } from '../model/phrases.ts';
import { primitiveSchema } from '../model/primitive.ts';
import type { GroundRecords } from '../primitives/library.ts';
import { readJson, readJsonlSync, sha256OfFile } from './files.ts';
import { recoverFolder, recoverFolders } from './whole-folder.ts';

/** The primitives that come with the package. */
export const shippedPrimitives: string = fileURLToPath(new URL('../../tool-primitives', import.meta.url));

const FILES = { ground: 'ground.json', phrases: 'phrases.json', primitives: 'primitives.jsonl' } as const;

/** Names of the grounds recorded in a folder of primitives, sorted. */
export function listGrounds(folder: string): string[] {
  if (!existsSync(folder)) throw new NearmissError(`${folder}: no such folder of primitives`);
  recoverFolders(folder);
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && existsSync(join(folder, name, FILES.primitives)))
    .sort();
}

/** Reads one recorded ground. A file that is missing, cut short or wrong is a one-line error with its name and line. */
export function readGround(folder: string, name: string): GroundRecords {
  const path = (file: string) => join(folder, name, file);
  recoverFolder(join(folder, name));
  if (!existsSync(path(FILES.ground))) {
    throw new NearmissError(`unknown ground "${name}": ${folder} holds ${listGrounds(folder).join(', ') || 'none'}`);
  }
  const ground = readJson(path(FILES.ground), groundSchema);
  if (!existsSync(path(FILES.phrases))) {
    throw new NearmissError(`ground "${name}" has no ${FILES.phrases}: write how people ask for its tools in ${path(FILES.phrases)}`);
  }
  const phrases = readJson(path(FILES.phrases), phrasesSchema);
  const primitives = readJsonlSync(path(FILES.primitives), primitiveSchema);
  return { ground, phrases, primitives };
}

/** What a manifest records of a ground's files. */
export function digestGround(folder: string, records: GroundRecords): UsedGround {
  const digest = (file: string) => sha256OfFile(join(folder, records.ground.name, file));
  return {
    ground: digest(FILES.ground),
    phrases: digest(FILES.phrases),
    primitives: digest(FILES.primitives),
    count: records.primitives.length,
  };
}
