import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { NearmissError } from '../../errors.ts';
import type { DocumentFacts } from '../../grounds/recipe.ts';

/** What is used of `fflate`. */
interface Zip {
  strToU8(text: string): Uint8Array;
  zipSync(files: Record<string, Uint8Array>, options: { mtime: Date; level: 6 }): Uint8Array;
}

/** Time of every entry in the archive. A zip stores wall time without a zone, so local parts give the same bytes everywhere. */
const ENTRY_TIME = new Date(2026, 0, 5, 9, 0, 0);

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** One part of an office document: its name in the archive, its content type, its XML without the declaration, and what it points to. */
export interface DocumentPart {
  name: string;
  type: string;
  xml: string;
  /** relationship id -> [last part of its type, target as written] */
  links?: Readonly<Record<string, readonly [type: string, target: string]>>;
}

/**
 * Writes an office document (ISO/IEC 29500-2, Open Packaging Conventions): its parts, their relationships and its properties. The
 * first part is the main one. The same parts give the same bytes on any day and machine.
 *
 * @throws NearmissError when the private package that pins the servers (and the zip writer) is not installed.
 */
export function writePackage(target: string, parts: readonly DocumentPart[], facts: DocumentFacts): void {
  const zip = loadZip();
  const files: Record<string, Uint8Array> = {};
  const add = (name: string, xml: string) => {
    files[name] = zip.strToU8(HEAD + xml);
  };
  const core: DocumentPart = {
    name: 'docProps/core.xml',
    type: 'application/vnd.openxmlformats-package.core-properties+xml',
    xml: coreOf(facts),
  };
  add('[Content_Types].xml', contentTypes([...parts, core]));
  add(
    '_rels/.rels',
    relationships({
      rId1: [`${RELATIONSHIPS}/officeDocument`, (parts[0] as DocumentPart).name],
      rId2: [`${PACKAGE}/relationships/metadata/core-properties`, core.name],
    }),
  );
  for (const { name, xml, links } of [...parts, core]) {
    add(name, xml);
    if (links === undefined) continue;
    const at = name.lastIndexOf('/') + 1;
    const typed = Object.entries(links).map(([id, [type, aim]]) => [id, [`${RELATIONSHIPS}/${type}`, aim]] as const);
    add(`${name.slice(0, at)}_rels/${name.slice(at)}.rels`, relationships(Object.fromEntries(typed)));
  }
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, zip.zipSync(files, { mtime: ENTRY_TIME, level: 6 }));
}

/** A text as XML shows it, in content and in attributes. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function contentTypes(parts: readonly DocumentPart[]): string {
  const overrides = parts.map(({ name, type }) => `<Override PartName="/${name}" ContentType="${type}"/>`).join('');
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>';
  return `<Types xmlns="${PACKAGE}/content-types">${defaults}${overrides}</Types>`;
}

function relationships(links: Readonly<Record<string, readonly [type: string, target: string]>>): string {
  const entries = Object.entries(links).map(([id, [type, target]]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`);
  return `<Relationships xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`;
}

function coreOf({ title, author, created, modified }: DocumentFacts): string {
  const time = (name: string, value: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${value}</dcterms:${name}>`;
  return `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator><cp:lastModifiedBy>${escapeXml(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>${time('created', created)}${time('modified', modified)}</cp:coreProperties>`;
}

/** The zip writer lies with the pinned servers, not with this package: only re-recording needs it. */
function loadZip(): Zip {
  const load = createRequire(new URL('../../../tool-primitives/servers/package.json', import.meta.url));
  try {
    return load('fflate') as Zip;
  } catch (cause) {
    throw new NearmissError('cannot write office documents: run "npm ci" in tool-primitives/servers first', { cause });
  }
}
