import type { AuditReport } from './audit.ts';
import type { MixRow, Share } from './balance.ts';
import type { BothWays, KindSeparability, Separability, Telltale } from './blind.ts';
import { proofNames } from './coverage.ts';

const WIDTH = 760;
const LABEL = 190;
const ROW = 22;

/** An audit as one page that needs nothing else: no scripts, no fonts, no pictures from anywhere. `title` names the dataset. */
export function renderPage(report: AuditReport, title: string): string {
  const { blind, balance } = report;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Audit of ${escapeText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Audit of ${escapeText(title)}</h1>
<p>${balance.rows} rows in ${balance.groups} groups. The judges saw ${blind.rows} of them, in ${blind.folds} folds; seed ${escapeText(report.seed)}.</p>
<h2>Told apart by looks</h2>
<p>A judge sees completions and never the request. AUC 0.5 is chance, 1 is told every time. <b class="groups">New groups</b>: the judge had seen other
base trajectories of the same tools. <b class="calls">New calls</b>: nor had it seen any completion it judges. Bars are 95&#8239;% intervals.</p>
${table(
  ['all rows', 'AUC', '95 %', 'own pair told'],
  (['groups', 'calls'] as const).map((way) => [
    `on new ${way}`,
    blind.overall[way]?.auc.toFixed(3) ?? 'too few rows',
    sayInterval(blind.overall[way]),
    blind.overall[way] === null ? '' : percent(blind.overall[way].wins),
  ]),
)}
${telltales(blind.telltales)}
<h3>By family and operator: a judge of such rows alone</h3>
${drawAreas([...blind.families, blind.values, ...blind.operators], ({ alone }) => alone)}
<h3>By family and operator: the judge of all rows</h3>
${drawAreas([...blind.families, blind.values, ...blind.operators], ({ mixed }) => mixed)}
<h3>Tell-tales by family and operator</h3>
${[...blind.families, ...blind.operators]
  .filter((kind) => kind.telltales.length > 0)
  .map((kind) => `<details><summary>${escapeText(kind.name)}</summary>${telltales(kind.telltales)}</details>`)
  .join('\n')}
<h2>Length of rejected by length of chosen</h2>
${drawHistogram(report)}
<h2>Mix</h2>
${drawMix('operator', balance.operators)}
${drawMix('family', balance.families)}
${drawMix('shape', balance.shapes)}
${drawMix('ground', balance.grounds)}
<h2>Balance</h2>
${table(['what', 'found'], listBalance(report))}
</body>
</html>
`;
}

/** Text that stays text in a page, within elements and within quoted attributes. */
export function escapeText(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/gu, (sign) => names[sign] as string).replace(/\p{Cc}/gu, ' ');
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#667;--line:#ccd3dc;--groups:#2563ab;--calls:#b4541a;--bar:#7aa0c8}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#9aa4b2;--line:#3a4452;--groups:#7db4f0;--calls:#f0a070;--bar:#4d7299}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);max-width:800px;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:.6rem 0}td,th{text-align:left;padding:.15rem .9rem .15rem 0;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
svg{display:block;width:100%;height:auto;margin:.6rem 0}text{font:12px system-ui,sans-serif;fill:var(--ink)}.soft{fill:var(--soft)}
.grid{stroke:var(--line)}.chance{stroke:var(--soft);stroke-dasharray:4 3}.groups{color:var(--groups)}.calls{color:var(--calls)}
.groups line,.groups circle{stroke:var(--groups);fill:var(--groups)}.calls line,.calls circle{stroke:var(--calls);fill:var(--calls)}.bar{fill:var(--bar)}
summary{cursor:pointer}`;

function drawAreas(kinds: readonly KindSeparability[], pick: (kind: KindSeparability) => BothWays): string {
  const left = LABEL;
  const right = WIDTH - 70;
  const height = kinds.length * ROW + 34;
  const x = (auc: number): string => (left + (right - left) * auc).toFixed(1);
  const grid = [0, 0.25, 0.5, 0.75, 1]
    .map(
      (at) =>
        `<line class="${at === 0.5 ? 'chance' : 'grid'}" x1="${x(at)}" x2="${x(at)}" y1="4" y2="${height - 26}"/><text class="soft" x="${x(at)}" y="${height - 10}" text-anchor="middle">${at}</text>`,
    )
    .join('');
  const rows = kinds
    .map((kind, at) => {
      const y = at * ROW + 14;
      const marks = (['groups', 'calls'] as const)
        .map((way, place) => {
          const found = pick(kind)[way];
          const line = y - 4 + place * 7;
          return found === null
            ? ''
            : `<g class="${way}"><title>${escapeText(kind.name)}, new ${way}: ${found.auc.toFixed(3)} (${sayInterval(found)})</title><line x1="${x(found.low)}" x2="${x(found.high)}" y1="${line}" y2="${line}" stroke-width="2"/><circle cx="${x(found.auc)}" cy="${line}" r="3"/></g>`;
        })
        .join('');
      const none = marks === '' ? `<text class="soft" x="${left + 6}" y="${y + 4}">too few groups</text>` : '';
      return `<text x="${left - 10}" y="${y + 4}" text-anchor="end">${escapeText(kind.name)}</text>${marks}${none}<text class="soft" x="${WIDTH}" y="${y + 4}" text-anchor="end">${kind.rows}</text>`;
    })
    .join('\n');
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="AUC by family and operator">${grid}${rows}</svg>`;
}

function drawHistogram({ balance: { lengthHistogram: bins, lengthRatio } }: AuditReport): string {
  const most = Math.max(1, ...bins.map(({ rows }) => rows));
  const wide = WIDTH / bins.length;
  const bars = bins
    .map(({ from, to, rows }, at) => {
      const high = (150 * rows) / most;
      const label = `${(2 ** from).toFixed(2)} to ${(2 ** to).toFixed(2)}: ${rows} rows`;
      return `<rect class="bar" x="${(at * wide + 1).toFixed(1)}" y="${(160 - high).toFixed(1)}" width="${(wide - 2).toFixed(1)}" height="${high.toFixed(1)}"><title>${label}</title></rect>`;
    })
    .join('');
  const ticks = bins
    .map(({ from }, at) =>
      at > 0 && Number.isInteger(from)
        ? `<text class="soft" x="${(at * wide).toFixed(1)}" y="178" text-anchor="middle">${2 ** from}</text>`
        : '',
    )
    .join('');
  const middle = WIDTH / 2;
  return `<p>Median ${lengthRatio.median.toFixed(2)}, quartiles ${lengthRatio.quartile1.toFixed(2)} and ${lengthRatio.quartile3.toFixed(2)}.</p>
<svg viewBox="0 0 ${WIDTH} 184" role="img" aria-label="rejected by chosen characters"><line class="chance" x1="${middle}" x2="${middle}" y1="0" y2="162"/>${bars}${ticks}</svg>`;
}

function drawMix(kind: string, mix: readonly MixRow[]): string {
  const most = Math.max(1, ...mix.map(({ rows }) => rows));
  const rows = mix
    .map(({ name, rows, manifest }, at) => {
      const y = at * ROW;
      const wide = ((WIDTH - LABEL - 130) * rows) / most;
      const beside = manifest === null || manifest === rows ? '' : ` (manifest: ${manifest})`;
      return `<text x="${LABEL - 10}" y="${y + 15}" text-anchor="end">${escapeText(name)}</text><rect class="bar" x="${LABEL}" y="${y + 4}" width="${wide.toFixed(1)}" height="14"/><text class="soft" x="${(LABEL + wide + 6).toFixed(1)}" y="${y + 15}">${rows}${beside}</text>`;
    })
    .join('\n');
  return `<h3>By ${kind}</h3><svg viewBox="0 0 ${WIDTH} ${mix.length * ROW + 4}" role="img" aria-label="rows by ${kind}">${rows}</svg>`;
}

function telltales(found: readonly Telltale[]): string {
  if (found.length === 0) return '<p>No look tells the sides apart better than chance.</p>';
  return table(
    ['look', 'of chosen', 'of rejected'],
    found.map(({ says, chosen, rejected }) => [says, percent(chosen), percent(rejected)]),
  );
}

function listBalance({ balance, coverage }: AuditReport): [string, string][] {
  const { lengthRatio, requests, leaks, ways, systems } = balance;
  return [
    ['rejected longer than chosen', sayShare(lengthRatio.longer)],
    ['rejected shorter than chosen', sayShare(lengthRatio.shorter)],
    ['arguments of a chosen call', balance.arguments.chosen.toFixed(2)],
    ['arguments of a rejected call', balance.arguments.rejected.toFixed(2)],
    ['chosen makes no call', sayShare(balance.text.chosen)],
    ['rejected makes no call', sayShare(balance.text.rejected)],
    ['tools called, of those offered', sayShare(balance.tools)],
    ['operators with rows', balance.operatorsCovered === null ? 'no manifest' : sayShare(balance.operatorsCovered)],
    ['values that stand on both sides', sayShare(balance.valuesOnBothSides)],
    ['calls that stand on both sides', sayShare(balance.callsOnBothSides)],
    ['chosen calls executed', sayShare(balance.executed.chosen)],
    ['rejected calls executed', sayShare(balance.executed.rejected)],
    ['rows that say the same as another', sayShare(balance.repeatedRows)],
    ['different requests', sayShare(requests.different)],
    ['different requests, without case, signs and digits', sayShare(requests.skeletons)],
    ['distinct-2 of requests', requests.distinct2.toFixed(3)],
    ['requests with the name of a tool or an argument', sayShare(requests.technical)],
    ...ways
      .filter(({ rows }) => rows.count > 0)
      .map(({ name, rows }) => [`requests with ${name.replaceAll('_', ' ')}`, sayShare(rows)] as [string, string]),
    ...systems.map(({ name, rows }) => [`system message: ${name}`, sayShare(rows)] as [string, string]),
    ['test rows whose request is in train', sayShare(leaks.requests)],
    ['test rows whose chosen side is in train', sayShare(leaks.chosen)],
    ['test rows with both in train', sayShare(leaks.both)],
    ['declared arguments that chosen calls give', sayShare(coverage.parameters.given)],
    ['of those, wrong in some row', sayShare(coverage.parameters.wrong)],
    ['different values of chosen calls', `${coverage.values.different} at ${coverage.values.places} arguments`],
    ...coverage.proofs.map(({ name, rows }): [string, string] => [proofNames[name], sayShare({ count: rows, of: balance.rows })]),
    ['requests that nearly say what another says', sayShare(coverage.nearDuplicates.requests)],
    ['test requests that nearly say what one of train says', sayShare(coverage.nearDuplicates.test)],
    ['values of test calls that train has at that argument', sayShare(coverage.leaks.values)],
    ['names in test calls that train has anywhere', sayShare(coverage.leaks.entities)],
  ];
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeText(cell)}</${tag}>`).join('')}</tr>`;
  return `<table>${line('th', headings)}${rows.map((row) => line('td', row)).join('')}</table>`;
}

function sayInterval(found: Separability | null): string {
  return found === null ? '' : `${found.low.toFixed(2)}-${found.high.toFixed(2)}`;
}

function sayShare({ count, of }: Share): string {
  return `${count} of ${of}${of === 0 ? '' : ` (${percent(count / of)})`}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
