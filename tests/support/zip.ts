import { crc32 } from 'node:zlib';

/** A zip archive of stored entries, in the given order, all saved at one MS-DOS time. */
export function zipOf(entries: readonly (readonly [name: string, content: string])[], time: number): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const [path, data] = [Buffer.from(name), Buffer.from(content)];
    const shared = Buffer.alloc(26);
    for (const [at, value] of [
      [0, 20],
      [6, time],
      [8, 0x5a21],
      [22, path.length],
    ] as const)
      shared.writeUInt16LE(value, at);
    for (const [at, value] of [
      [10, crc32(data)],
      [14, data.length],
      [18, data.length],
    ] as const)
      shared.writeUInt32LE(value, at);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, path, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), shared, tail, path]));
    bodies.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, ...directory, Buffer.from('PK\x05\x06'), end]);
}
