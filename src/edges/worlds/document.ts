import { join } from 'node:path';
import type { DocumentParagraph, WorldDocument } from '../../grounds/recipe.ts';
import { type DocumentPart, escapeXml, writePackage } from './package.ts';

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Width of the text on a page, in twentieths of a point: A4 less an inch at either side. */
const TEXT_WIDTH = 9026;

/** Writes a Word document under `root` (ISO/IEC 29500-1, WordprocessingML). The same item gives the same bytes on any day and machine. */
export async function placeDocument(item: WorldDocument, root: string): Promise<void> {
  const comments = item.blocks.flatMap((block) => ('table' in block ? [] : (block.comments ?? [])));
  const parts: DocumentPart[] = [
    {
      name: 'word/document.xml',
      type: `${TYPE}.document.main+xml`,
      xml: bodyOf(item),
      links: {
        rId1: ['styles', 'styles.xml'],
        rId2: ['numbering', 'numbering.xml'],
        ...(comments.length > 0 ? { rId3: ['comments', 'comments.xml'] as const } : {}),
      },
    },
    { name: 'word/styles.xml', type: `${TYPE}.styles+xml`, xml: STYLES },
    { name: 'word/numbering.xml', type: `${TYPE}.numbering+xml`, xml: NUMBERING },
  ];
  if (comments.length > 0) parts.push({ name: 'word/comments.xml', type: `${TYPE}.comments+xml`, xml: commentsOf(comments) });
  writePackage(join(root, item.path), parts, item.facts);
}

function bodyOf({ blocks }: WorldDocument): string {
  let comment = 0;
  const xml = blocks.map((block) => {
    if ('table' in block) return tableOf(block.table);
    const ids = (block.comments ?? []).map(() => comment++);
    return paragraphOf(block, ids);
  });
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';
  return `<w:document ${NAMESPACE}><w:body>${xml.join('')}${page}</w:body></w:document>`;
}

function paragraphOf({ style, text }: DocumentParagraph, comments: readonly number[]): string {
  const starts = comments.map((id) => `<w:commentRangeStart w:id="${id}"/>`).join('');
  const ends = comments.map((id) => `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`).join('');
  const properties = style === 'Normal' ? '' : `<w:pPr><w:pStyle w:val="${idOf(style)}"/></w:pPr>`;
  return `<w:p>${properties}${starts}${runOf(text)}${ends}</w:p>`;
}

function runOf(text: string): string {
  return text === '' ? '' : `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

/** A table as wide as the text, with a paragraph after it: Word would add one where a table ends a document. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 1;
  const width = Math.floor(TEXT_WIDTH / columns);
  const cell = (text: string) => `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr><w:p>${runOf(text)}</w:p></w:tc>`;
  const grid = `<w:tblGrid>${`<w:gridCol w:w="${width}"/>`.repeat(columns)}</w:tblGrid>`;
  const body = rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('');
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>${grid}${body}</w:tbl>`;
}

function commentsOf(comments: readonly { author: string; date: string; text: string }[]): string {
  const xml = comments.map(({ author, date, text }, id) => {
    const initials = author
      .split(' ')
      .map((name) => name.charAt(0))
      .join('');
    return `<w:comment w:id="${id}" w:author="${escapeXml(author)}" w:date="${date}" w:initials="${initials}"><w:p>${runOf(text)}</w:p></w:comment>`;
  });
  return `<w:comments ${NAMESPACE}>${xml.join('')}</w:comments>`;
}

/** Word's id of a style is its name without spaces. */
function idOf(style: string): string {
  return style.replaceAll(' ', '');
}

interface Style {
  name: string;
  /** size in points */
  size?: number;
  bold?: boolean;
  italic?: boolean;
  /** numbering that its paragraphs get */
  list?: number;
  /** depth in the outline, from 0 */
  outline?: number;
}

const PARAGRAPH_STYLES: readonly Style[] = [
  { name: 'Title', size: 26 },
  { name: 'Heading 1', size: 16, bold: true, outline: 0 },
  { name: 'Heading 2', size: 13, bold: true, outline: 1 },
  { name: 'Heading 3', size: 12, bold: true, outline: 2 },
  { name: 'Quote', italic: true },
  { name: 'Caption', size: 9, italic: true },
  { name: 'List Paragraph' },
  { name: 'List Bullet', list: 1 },
  { name: 'List Number', list: 2 },
];

function styleOf({ name, size, bold, italic, list, outline }: Style): string {
  const paragraph = [
    ...(list === undefined ? [] : [`<w:numPr><w:numId w:val="${list}"/></w:numPr>`]),
    ...(outline === undefined ? [] : [`<w:outlineLvl w:val="${outline}"/>`]),
  ];
  const letters = [
    ...(bold === true ? ['<w:b/>'] : []),
    ...(italic === true ? ['<w:i/>'] : []),
    ...(size === undefined ? [] : [`<w:sz w:val="${size * 2}"/>`]),
  ];
  // Word writes the names of its own headings in lower case.
  const shown = name.replace(/^Heading/u, 'heading');
  return `<w:style w:type="paragraph" w:styleId="${idOf(name)}"><w:name w:val="${shown}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph.join('')}</w:pPr><w:rPr>${letters.join('')}</w:rPr></w:style>`;
}

const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join('');

const STYLES = `<w:styles ${NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr></w:style>${PARAGRAPH_STYLES.map(styleOf).join('')}</w:styles>`;

/** List 1 has bullets, list 2 numbers. */
const NUMBERING = `<w:numbering ${NAMESPACE}>${[
  [0, 'bullet', '•'],
  [1, 'decimal', '%1.'],
]
  .map(
    ([id, format, text]) =>
      `<w:abstractNum w:abstractNumId="${id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>`,
  )
  .join('')}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`;
