import { createHash } from 'node:crypto';
import { type Files, hashBlob } from '../../grounds/history/objects.ts';
import { settledTime } from './tree.ts';

const ORDINARY_FILE = 0o100644;
/** Bytes of an entry before its name. */
const FIXED_PART = 62;
const LONGEST_NAME = 0xfff;

/**
 * The index of a repository (version 2, gitformat-index) that holds these files and takes them for unchanged since the world
 * was settled. Git writes what it saw of the disk into it (inode, times); this one has nothing of the machine, so that the
 * world's bytes are the same everywhere and a call that stages something shows. The repository's `core.checkStat` must be `minimal`.
 */
export function indexOf(files: Files): Buffer {
  const entries = [...files]
    .map(([path, text]) => ({ path: Buffer.from(path), text }))
    .sort((a, b) => Buffer.compare(a.path, b.path))
    .map(({ path, text }) => writeEntry(path, text));
  const header = Buffer.alloc(12);
  header.write('DIRC');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(entries.length, 8);
  const body = Buffer.concat([header, ...entries]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
}

function writeEntry(path: Buffer, text: string): Buffer {
  // One to eight zeros end the name and fill up to a multiple of eight.
  const entry = Buffer.alloc(Math.ceil((FIXED_PART + path.length + 1) / 8) * 8);
  const seconds = Math.floor(settledTime.getTime() / 1000);
  entry.writeUInt32BE(seconds, 8);
  entry.writeUInt32BE(ORDINARY_FILE, 24);
  entry.writeUInt32BE(Buffer.byteLength(text), 36);
  entry.write(hashBlob(text), 40, 'hex');
  entry.writeUInt16BE(Math.min(path.length, LONGEST_NAME), 60);
  path.copy(entry, FIXED_PART);
  return entry;
}
