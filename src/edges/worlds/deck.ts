import { join } from 'node:path';
import type { Slide, SlideText, WorldDeck } from '../../grounds/recipe.ts';
import { type DocumentPart, escapeXml, writePackage } from './package.ts';

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const NAMESPACES = `xmlns:a="${DRAWING}/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`;
const TYPE = 'application/vnd.openxmlformats-officedocument';

/** A slide is 13.333 by 7.5 inches; positions and sizes are in English Metric Units, 914,400 to the inch. */
const INCH = 914_400;
const SLIDE = { width: 12_192_000, height: 6_858_000 };

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Writes a PowerPoint deck under `root` (ISO/IEC 29500-1, PresentationML). The same item gives the same bytes on any day and machine. */
export async function placeDeck(item: WorldDeck, root: string): Promise<void> {
  const slides = item.slides.map((slide, at) => slidePart(slide, at + 1));
  const charts = item.slides.flatMap((slide, at) => (slide.chart === undefined ? [] : [chartPart(slide.chart, at + 1)]));
  const links = Object.fromEntries(slides.map((_, at) => [`rId${at + 2}`, ['slide', `slides/slide${at + 1}.xml`] as const]));
  const list = slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="rId${at + 2}"/>`).join('');
  const main: DocumentPart = {
    name: 'ppt/presentation.xml',
    type: `${TYPE}.presentationml.presentation.main+xml`,
    xml: `<p:presentation ${NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${list}</p:sldIdLst><p:sldSz cx="${SLIDE.width}" cy="${SLIDE.height}"/><p:notesSz cx="${SLIDE.height}" cy="${SLIDE.width}"/></p:presentation>`,
    links: { rId1: ['slideMaster', 'slideMasters/slideMaster1.xml'], ...links },
  };
  writePackage(join(root, item.path), [main, MASTER, LAYOUT, THEME, ...slides, ...charts], item.facts);
}

function slidePart({ title, texts, table, chart }: Slide, number: number): DocumentPart {
  const room = texts.length > 0 && (table !== undefined || chart !== undefined);
  const shapes = [
    shapeOf(2, { name: 'Title', lines: [title] }, { left: INCH / 2, top: INCH / 2, width: SLIDE.width - INCH, height: INCH }, 'title'),
    ...texts.map((text, at) => shapeOf(3 + at, text, boxOf(at, texts.length, room), null)),
  ];
  const next = 3 + texts.length;
  const frame = { left: INCH / 2, top: room ? 4 * INCH : 2 * INCH, width: SLIDE.width - INCH, height: 3 * INCH };
  if (table !== undefined) shapes.push(tableOf(next, table, frame));
  if (chart !== undefined) {
    shapes.push(
      frameOf(
        next,
        chart.name,
        frame,
        `<a:graphicData uri="${DRAWING}/chart"><c:chart xmlns:c="${DRAWING}/chart" r:id="rId2"/></a:graphicData>`,
      ),
    );
  }
  return {
    name: `ppt/slides/slide${number}.xml`,
    type: `${TYPE}.presentationml.slide+xml`,
    xml: `<p:sld ${NAMESPACES}><p:cSld><p:spTree>${GROUP}${shapes.join('')}</p:spTree></p:cSld></p:sld>`,
    links: {
      rId1: ['slideLayout', '../slideLayouts/slideLayout1.xml'],
      ...(chart === undefined ? {} : { rId2: ['chart', `../charts/chart${number}.xml`] as const }),
    },
  };
}

/** Texts stand side by side below the title, above a table or chart when there is one. */
function boxOf(at: number, count: number, room: boolean): Box {
  const width = Math.floor((SLIDE.width - INCH) / count);
  return { left: INCH / 2 + at * width, top: 1.75 * INCH, width: width - INCH / 8, height: room ? 2 * INCH : 4.5 * INCH };
}

function shapeOf(id: number, { name, lines }: SlideText, box: Box, placeholder: 'title' | null): string {
  const kind = placeholder === null ? '<p:cNvSpPr txBox="1"/><p:nvPr/>' : `<p:cNvSpPr/><p:nvPr><p:ph type="${placeholder}"/></p:nvPr>`;
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${escapeXml(name)}"/>${kind}</p:nvSpPr><p:spPr>${placeOf('a', box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr wrap="square"/><a:lstStyle/>${lines.map(lineOf).join('')}</p:txBody></p:sp>`;
}

function lineOf(text: string): string {
  return text === '' ? '<a:p/>' : `<a:p><a:r><a:rPr lang="en-GB"/><a:t>${escapeXml(text)}</a:t></a:r></a:p>`;
}

function placeOf(prefix: 'a' | 'p', { left, top, width, height }: Box): string {
  return `<${prefix}:xfrm><a:off x="${left}" y="${top}"/><a:ext cx="${width}" cy="${height}"/></${prefix}:xfrm>`;
}

function tableOf(id: number, rows: readonly (readonly string[])[], frame: Box): string {
  const columns = rows[0]?.length ?? 1;
  const height = Math.floor(frame.height / rows.length);
  const grid = `<a:gridCol w="${Math.floor(frame.width / columns)}"/>`.repeat(columns);
  const cell = (text: string) => `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${lineOf(text)}</a:txBody><a:tcPr/></a:tc>`;
  const body = rows.map((row) => `<a:tr h="${height}">${row.map(cell).join('')}</a:tr>`).join('');
  const data = `<a:graphicData uri="${DRAWING}/table"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>${grid}</a:tblGrid>${body}</a:tbl></a:graphicData>`;
  return frameOf(id, 'Table', frame, data);
}

function frameOf(id: number, name: string, box: Box, data: string): string {
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${id}" name="${escapeXml(name)}"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>${placeOf('p', box)}<a:graphic>${data}</a:graphic></p:graphicFrame>`;
}

function chartPart({ type, title, categories, series }: NonNullable<Slide['chart']>, number: number): DocumentPart {
  const points = (values: readonly (string | number)[]) =>
    `<c:ptCount val="${values.length}"/>${values.map((value, at) => `<c:pt idx="${at}"><c:v>${escapeXml(String(value))}</c:v></c:pt>`).join('')}`;
  const last = categories.length + 1;
  const lines = series.map(({ name, values }, at) => {
    const column = String.fromCharCode(66 + at);
    return `<c:ser><c:idx val="${at}"/><c:order val="${at}"/><c:tx><c:strRef><c:f>Sheet1!$${column}$1</c:f><c:strCache>${points([name])}</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:f>Sheet1!$A$2:$A$${last}</c:f><c:strCache>${points(categories)}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!$${column}$2:$${column}$${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>${points(values)}</c:numCache></c:numRef></c:val></c:ser>`;
  });
  const axes = '<c:axId val="1001"/><c:axId val="1002"/>';
  const plot =
    type === 'column'
      ? `<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>${lines.join('')}${axes}</c:barChart>`
      : `<c:lineChart><c:grouping val="standard"/>${lines.join('')}${axes}</c:lineChart>`;
  const axis = (kind: 'catAx' | 'valAx', id: number, other: number, side: string) =>
    `<c:${kind}><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${side}"/><c:crossAx val="${other}"/></c:${kind}>`;
  const head = `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>${escapeXml(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>`;
  return {
    name: `ppt/charts/chart${number}.xml`,
    type: `${TYPE}.drawingml.chart+xml`,
    xml: `<c:chartSpace xmlns:c="${DRAWING}/chart" xmlns:a="${DRAWING}/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:chart>${head}<c:plotArea><c:layout/>${plot}${axis('catAx', 1001, 1002, 'b')}${axis('valAx', 1002, 1001, 'l')}</c:plotArea><c:plotVisOnly val="1"/></c:chart></c:chartSpace>`,
  };
}

const GROUP =
  '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>';

const TITLE = shapeOf(
  2,
  { name: 'Title', lines: ['Title'] },
  { left: INCH / 2, top: INCH / 2, width: SLIDE.width - INCH, height: INCH },
  'title',
);

const MASTER: DocumentPart = {
  name: 'ppt/slideMasters/slideMaster1.xml',
  type: `${TYPE}.presentationml.slideMaster+xml`,
  xml: `<p:sldMaster ${NAMESPACES}><p:cSld><p:spTree>${GROUP}${TITLE}</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>`,
  links: { rId1: ['slideLayout', '../slideLayouts/slideLayout1.xml'], rId2: ['theme', '../theme/theme1.xml'] },
};

const LAYOUT: DocumentPart = {
  name: 'ppt/slideLayouts/slideLayout1.xml',
  type: `${TYPE}.presentationml.slideLayout+xml`,
  xml: `<p:sldLayout ${NAMESPACES} type="titleOnly"><p:cSld name="Title Only"><p:spTree>${GROUP}${TITLE}</p:spTree></p:cSld></p:sldLayout>`,
  links: { rId1: ['slideMaster', '../slideMasters/slideMaster1.xml'] },
};

const COLOURS = [
  ['dk1', '1F2A30'],
  ['lt1', 'FFFFFF'],
  ['dk2', '2F4B57'],
  ['lt2', 'EEF2F3'],
  ['accent1', '2E75B6'],
  ['accent2', 'C55A11'],
  ['accent3', '548235'],
  ['accent4', 'BF8F00'],
  ['accent5', '7030A0'],
  ['accent6', '3A7F86'],
  ['hlink', '0563C1'],
  ['folHlink', '954F72'],
]
  .map(([name, value]) => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`)
  .join('');
const FONT = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>';
const FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';

const THEME: DocumentPart = {
  name: 'ppt/theme/theme1.xml',
  type: `${TYPE}.theme+xml`,
  xml: `<a:theme xmlns:a="${DRAWING}/main" name="Plain"><a:themeElements><a:clrScheme name="Plain">${COLOURS}</a:clrScheme><a:fontScheme name="Plain"><a:majorFont>${FONT}</a:majorFont><a:minorFont>${FONT}</a:minorFont></a:fontScheme><a:fmtScheme name="Plain"><a:fillStyleLst>${FILL.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${`<a:ln>${FILL}</a:ln>`.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${'<a:effectStyle><a:effectLst/></a:effectStyle>'.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${FILL.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`,
};
