import type { Message, Pair } from '../model/pair.ts';

const WIDTH = 880;
const MARGIN = 24;
const LINE = 19;
/** Width of a letter of the monospaced font, in pixels at 13 px. */
const LETTER = 7.8;
/** Characters of a reply that are drawn. */
const GLIMPSE = 150;

/** A pair as a picture that needs nothing else: what is asked, with the words that prove the case, both calls with their real replies, and what differs. */
export function drawPair(pair: Pair): string {
  const { stated } = pair.evidence;
  const request = pair.prompt[stated.message]?.content ?? '';
  const parts: string[] = [];
  let y = 34;
  const write = (x: number, text: string, style: string): void => {
    parts.push(`<text x="${x}" y="${y}" class="${style}" xml:space="preserve">${escapeText(text)}</text>`);
  };

  write(MARGIN, 'the request', 'label');
  y += LINE + 4;
  for (const line of breakText(request, Math.floor((WIDTH - 2 * MARGIN) / LETTER))) {
    const [from, to] = [Math.max(stated.start, line.start) - line.start, Math.min(stated.end, line.start + line.text.length) - line.start];
    if (to > from) parts.push(box(MARGIN + from * LETTER - 2, y - 14, (to - from) * LETTER + 4, 'stated'));
    write(MARGIN, line.text, 'code');
    y += LINE;
  }

  y += 20;
  const top = y;
  const half = (WIDTH - 2 * MARGIN - 24) / 2;
  const [left, right] = [MARGIN, MARGIN + half + 24];
  const room = Math.floor((half - 16) / LETTER);
  const [chosen, rejected] = [sideOf(pair.chosen[0], pair.continuation.chosen), sideOf(pair.rejected[0], pair.continuation.rejected)].map(
    (side) => ({ said: side.said.flatMap((line) => cut(line, room)), reply: side.reply === null ? [] : cut(side.reply, room) }),
  ) as [{ said: string[]; reply: string[] }, { said: string[]; reply: string[] }];
  const rows = Math.max(chosen.said.length, rejected.said.length);
  for (const [x, title, side, other, style] of [
    [left, 'chosen: what the user meant', chosen, rejected, 'right'],
    [right, 'rejected: valid, executed, wrong', rejected, chosen, 'wrong'],
  ] as const) {
    y = top;
    write(x, style === 'wrong' && pair.evidence.executed.rejected === null ? 'rejected: wrong' : title, `label ${style}`);
    y += LINE + 6;
    for (let row = 0; row < rows; row++) {
      const line = side.said[row] ?? '';
      if (line !== (other.said[row] ?? '') && line !== '') parts.push(box(x - 4, y - 14, half, `differs-${style}`));
      write(x, line, 'code');
      y += LINE;
    }
    y += 8;
    for (const line of side.reply) {
      write(x, line, 'reply');
      y += LINE - 2;
    }
  }
  y = top + LINE + 6 + rows * LINE + 8 + Math.max(chosen.reply.length, rejected.reply.length) * (LINE - 2) + 12;
  const proof = `“${stated.text}” states ${stated.pointer === '' ? 'which tool is wanted' : stated.pointer}; ${pair.deviation.operator} contradicts it there.${sayAlso(pair)}`;
  for (const line of cut(proof, Math.floor((WIDTH - 2 * MARGIN) / LETTER))) {
    write(MARGIN, line, 'label');
    y += LINE;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img" aria-label="A pair: one request, the right call and a wrong one">
<style>${STYLE}</style>
<rect width="${WIDTH}" height="${y}" rx="10" fill="#fbfbfd" stroke="#d5d9e0"/>
${parts.join('\n')}
</svg>
`;
}

/** What the second change of a pair that carries two contradicts. */
function sayAlso({ deviation, evidence }: Pair): string {
  const [change, proof] = [deviation.also?.[0], evidence.alone?.[1]];
  return change === undefined || proof === undefined
    ? ''
    : ` “${proof.stated.text}” states ${proof.stated.pointer}; ${change.operator} contradicts that.`;
}

const STYLE = `text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#1c2430}
.label{font-weight:600;fill:#556070}.right{fill:#1a7f37}.wrong{fill:#b3261e}.reply{fill:#556070}
.stated{fill:#ffe08a}.differs-right{fill:#d2f4dc}.differs-wrong{fill:#fcd9d5}`;

function sideOf(message: Pair['chosen'][number] | undefined, after: readonly Message[]): { said: string[]; reply: string | null } {
  const call = message?.tool_calls?.[0]?.function;
  const said = call === undefined ? [message?.content ?? ''] : [call.name, ...JSON.stringify(call.arguments, null, 2).split('\n')];
  const [next] = after;
  if (next?.role !== 'tool') return { said, reply: null };
  const flat = next.content.replace(/\s+/gu, ' ').trim();
  return { said, reply: `→ ${flat.length > GLIMPSE ? `${flat.slice(0, GLIMPSE)} …` : flat}` };
}

function box(x: number, y: number, width: number, style: string): string {
  return `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${LINE}" rx="3" class="${style}"/>`;
}

/** Lines no longer than the limit, broken at spaces where there are any, each with the place in the text where it begins. */
function breakText(text: string, limit: number): { start: number; text: string }[] {
  const lines: { start: number; text: string }[] = [];
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const whole = feed < 0 ? text.length : feed;
    const space = text.lastIndexOf(' ', start + limit);
    const end = whole - start <= limit ? whole : space > start ? space : start + limit;
    lines.push({ start, text: text.slice(start, end) });
    start = /\s/u.test(text[end] ?? '') ? end + 1 : end;
  }
  return lines;
}

function cut(text: string, limit: number): string[] {
  const indent = /^ */u.exec(text)?.[0] ?? '';
  return breakText(text.trim(), limit - indent.length).map((line) => indent + line.text);
}

function escapeText(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return text.replace(/[&<>]/gu, (sign) => names[sign] as string).replace(/\p{Cc}/gu, ' ');
}
