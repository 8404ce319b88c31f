import { NearmissError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { anthropic } from './anthropic.ts';
import { atif } from './atif.ts';
import { chat } from './chat.ts';
import type { Importer } from './importer.ts';
import { otel } from './otel.ts';
import { responses } from './responses.ts';
import { sharegpt } from './sharegpt.ts';

/** Every shape that is read, the most telling first. */
export const allImporters: readonly Importer[] = [atif, otel, sharegpt, anthropic, responses, chat];

/** The shape of this name; a name that is none is a one-line error. */
export function findImporter(name: string): Importer {
  const found = allImporters.find((importer) => importer.name === name);
  const known = allImporters.map((importer) => importer.name);
  if (found === undefined) throw new NearmissError(`unknown shape "${name}"${nearest(name, known)}: there are ${known.join(', ')}`);
  return found;
}
