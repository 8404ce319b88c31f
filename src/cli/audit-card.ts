import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditReport } from '../audit/audit.ts';
import { withAudit, withoutAudit } from '../audit/card.ts';
import { readJson, readText, writeFileWhole } from '../edges/files.ts';
import { NearmissError } from '../errors.ts';
import { sha256Hex } from '../model/hash.ts';
import type { Manifest } from '../model/manifest.ts';

const CARD = 'README.md';
const MANIFEST = 'manifest.json';

/** Why the figures of an audit cannot go into a dataset's card; null where they can. */
export function whyNoCard(dir: string): string | null {
  if (![CARD, MANIFEST].every((name) => existsSync(join(dir, name))))
    return `${dir} has no card and manifest of a build, so the figures have no place`;
  const { files } = readJson(join(dir, MANIFEST)) as Partial<Manifest>;
  const card = readText(join(dir, CARD));
  const named = files?.[CARD]?.sha256;
  // A card with new figures beside a manifest that does not name it yet is one that was being written.
  if ([card, withoutAudit(card)].some((text) => sha256Hex(text) === named)) return null;
  return `${join(dir, CARD)}: it is not the card that the manifest names, and would be lost: take your changes out, or build again`;
}

/** Puts the figures into the dataset's card, and names the new card in the manifest. `command`: what gives them again. */
export function writeCard(dir: string, report: AuditReport, command: string): void {
  const [path, manifestPath] = [join(dir, CARD), join(dir, MANIFEST)];
  const card = withAudit(readText(path), report, command);
  // As it stands in the file, so that nothing else of it changes.
  const manifest = readJson(manifestPath) as Manifest;
  const files = { ...manifest.files, [CARD]: { ...manifest.files[CARD], sha256: sha256Hex(card), bytes: Buffer.byteLength(card) } };
  try {
    writeFileWhole(path, card);
    writeFileWhole(manifestPath, `${JSON.stringify({ ...manifest, files }, null, 2)}\n`);
  } catch (cause) {
    throw new NearmissError(`cannot write into ${dir}: ${(cause as Error).message.split('\n')[0]}`, { cause });
  }
}
