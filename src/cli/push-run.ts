import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasAudit } from '../audit/card.ts';
import { isFolder, listFiles, sizeOf } from '../edges/dataset-folder.ts';
import { readJson, readText, sha256OfFile } from '../edges/files.ts';
import { type HubFile, HubRepo } from '../edges/hub.ts';
import { NearmissError } from '../errors.ts';
import { Progress } from './progress.ts';
import { tableOf } from './table.ts';

/** What the command line says. */
export interface PushFlags {
  repo: string;
  public?: boolean;
  yes?: boolean;
}

const MANIFEST = 'manifest.json';

/** Checks the folder against its manifest, then uploads file by file: the card and the manifest last. */
export async function runPush(dir: string, flags: PushFlags): Promise<void> {
  if (!/^[\w.-]+\/[\w.-]+$/u.test(flags.repo)) throw new NearmissError(`--repo ${flags.repo}: a repository is named owner/name`);
  const files = findFiles(dir);
  const visibility = flags.public === true ? 'public' : 'private';
  if (flags.yes !== true) {
    const rows = files.map(({ path, file, sha256 }) => [path, String(sizeOf(file)), sha256.slice(0, 12)]);
    console.log(
      `would put ${files.length} files into the dataset repository ${flags.repo} (${visibility} where it has to be made), and has done nothing:\n\n` +
        `${tableOf(['file', 'bytes', 'sha256'], rows)}\n${adviceFor(dir)}--yes does it`,
    );
    return;
  }
  const token = process.env.HF_TOKEN ?? '';
  if (token === '') throw new NearmissError('HF_TOKEN holds no token: make one that may write at the hub, and give it in this variable');
  if (!token.startsWith('hf_')) throw new NearmissError('HF_TOKEN holds no token of the hub: those begin with hf_');
  const repo = await HubRepo.open({ repo: flags.repo, token, url: process.env.HF_ENDPOINT });
  await repo.create(visibility);
  const missing = await repo.missing(files);
  const progress = new Progress('pushing', 'files');
  for (const [done, file] of missing.entries()) {
    progress.advance(done, missing.length);
    await repo.upload(file);
  }
  progress.finish();
  console.log(`${flags.repo} holds all ${files.length} files: ${missing.length} uploaded, ${files.length - missing.length} were there.`);
}

/** What a dataset's card could still tell. */
function adviceFor(dir: string): string {
  const card = join(dir, 'README.md');
  if (!existsSync(join(dir, 'pairs')) || !existsSync(card) || hasAudit(readText(card))) return '';
  return `The card has no figures of an audit: "nearmiss audit ${dir} --card" puts them in.\n`;
}

/** The files that the manifest names and itself; one that is missing, changed or unknown is an error. */
function findFiles(dir: string): HubFile[] {
  if (!isFolder(dir)) throw new NearmissError(`${dir}: no such folder; give the folder that a build or an export wrote`);
  if (!existsSync(join(dir, MANIFEST)))
    throw new NearmissError(`${dir} holds no ${MANIFEST}: give the folder of a built dataset, or of one exported format`);
  const { files: named = {} } = readJson(join(dir, MANIFEST)) as { files?: Record<string, { sha256: string }> };
  const unknown = listFiles(dir).find(({ path }) => path !== MANIFEST && !Object.hasOwn(named, path));
  if (unknown !== undefined)
    throw new NearmissError(`${join(dir, unknown.path)}: the manifest does not name it; take it away, or push another folder`);
  const order = (path: string): number => (path === MANIFEST ? 2 : path === 'README.md' ? 1 : 0);
  return [...Object.keys(named), MANIFEST]
    .sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1))
    .map((path) => {
      const file = join(dir, ...path.split('/'));
      const sha256 = sha256OfFile(file);
      if (path !== MANIFEST && sha256 !== named[path]?.sha256)
        throw new NearmissError(`${file}: it is not the file that the manifest names: "nearmiss check" says more`);
      return { path, file, sha256 };
    });
}
