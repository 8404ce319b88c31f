/** Documents of Office and LibreOffice: zip archives whose every entry carries the time it was saved at. */
export function isOfficeFile(path: string): boolean {
  return /\.(?:docx|dotx|pptx|potx|xlsx|xltx|odt|ods|odp)$/iu.test(path);
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endSize = 22;
const entrySize = 46;

/**
 * What a zip archive's directory says of its entries: name, CRC-32 and size of each, a line each, sorted by name. Times, order
 * and compression are left out. Null when the bytes are no archive, or one in a form that office programs do not write (split,
 * or with more than 65,534 entries). Layout: APPNOTE.TXT 6.3, sections 4.3.12 and 4.3.16.
 */
export function describeArchive(bytes: Buffer): string | null {
  const end = findEnd(bytes);
  if (end === null) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const lines: string[] = [];
  for (let entry = 0; entry < count; entry += 1) {
    if (at + entrySize > end || bytes.readUInt32LE(at) !== entrySignature) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    const nameEnd = at + entrySize + nameLength;
    if (nameEnd > end) return null;
    const name = bytes.toString('utf8', at + entrySize, nameEnd);
    lines.push(`${JSON.stringify(name)} ${bytes.readUInt32LE(at + 16).toString(16)} ${bytes.readUInt32LE(at + 24)}\n`);
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return lines.sort().join('');
}

/** Where the end record begins: the last one whose comment reaches to the end of the file. */
function findEnd(bytes: Buffer): number | null {
  const furthest = Math.max(0, bytes.length - endSize - 0xffff);
  for (let at = bytes.length - endSize; at >= furthest; at -= 1) {
    if (bytes.readUInt32LE(at) === endSignature && bytes.readUInt16LE(at + 20) === bytes.length - at - endSize) return at;
  }
  return null;
}
