import { styleText } from 'node:util';
import type { AssistantMessage, Message, Pair } from '../model/pair.ts';

const RULE = '─';

/** How much of a recorded reply or a system message is shown, in characters. */
const GLIMPSE = 160;

/** A pair as text for a terminal of this width: the marked request, both sides next to each other, and why one is wrong. */
export function renderPair(pair: Pair, width: number): string {
  const { deviation, evidence } = pair;
  const origin = pair.meta.grounds[0] ?? `row ${pair.meta.source}`;
  const mistakes = [deviation, ...(deviation.also ?? [])].map(({ operator, family }) => `${operator} (${family})`).join(' and ');
  const title = `${mistakes}  ${origin}  ${pair.shape}  ${pair.split}  ${pair.id}`;
  return [
    styleText('bold', `${RULE.repeat(3)} ${title} ${RULE.repeat(Math.max(0, width - title.length - 5))}`),
    `${styleText('dim', 'tools')}     ${wrapText(pair.tools.map((tool) => tool.function.name).join(', '), width - 10).join(`\n${' '.repeat(10)}`)}`,
    ...pair.prompt.map((message, index) => renderMessage(message, index === evidence.stated.message ? evidence.stated : null, width)),
    '',
    renderSides(pair, width),
    '',
    styleText('dim', wrapText(describeProof(pair), width).join('\n')),
    '',
  ].join('\n');
}

function renderMessage(message: Message, mark: { start: number; end: number } | null, width: number): string {
  const label = styleText('dim', message.role.padEnd(10));
  const text = message.role === 'assistant' && message.tool_calls !== undefined ? describeCall(message) : message.content;
  const shown = mark === null && message.role !== 'user' ? glimpse(text) : text;
  if (mark === null) return label + wrapText(shown, width - 10).join(`\n${' '.repeat(10)}`);
  const marked = `${shown.slice(0, mark.start)}\ue000${shown.slice(mark.start, mark.end)}\ue001${shown.slice(mark.end)}`;
  return label + paintMarks(wrapText(marked, width - 8)).join(`\n${' '.repeat(10)}`);
}

/** Marked words bright, also over a line break; brackets where there is no colour. */
function paintMarks(lines: readonly string[]): string[] {
  const hasColour = styleText('yellow', 'x') !== 'x' && process.stdout.isTTY === true;
  if (!hasColour) return lines.map((line) => line.replace('\ue000', '«').replace('\ue001', '»'));
  let open = false;
  return lines.map((line) =>
    line
      .split(/(\ue000|\ue001)/u)
      .map((piece) => {
        if (piece === '\ue000') open = true;
        else if (piece === '\ue001') open = false;
        else return open && piece !== '' ? styleText(['yellow', 'bold', 'underline'], piece) : piece;
        return '';
      })
      .join(''),
  );
}

function renderSides(pair: Pair, width: number): string {
  const column = Math.floor((width - 3) / 2);
  const left = sideLines(pair.chosen[0] as AssistantMessage, pair.continuation.chosen, column);
  const right = sideLines(pair.rejected[0] as AssistantMessage, pair.continuation.rejected, column);
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const [a, b] = [left[row] ?? '', right[row] ?? ''];
    const differs = a !== b;
    const bar = differs ? '≠' : '│';
    return `${differs ? styleText('green', a.padEnd(column)) : a.padEnd(column)} ${bar} ${differs ? styleText('red', b) : b}`.trimEnd();
  });
  const heading = `${styleText(['bold', 'green'], 'chosen'.padEnd(column))} │ ${styleText(['bold', 'red'], 'rejected')}`;
  return [heading, ...rows].join('\n');
}

function sideLines(message: AssistantMessage, continuation: readonly Message[], width: number): string[] {
  const call = message.tool_calls?.[0]?.function;
  const said =
    call === undefined
      ? wrapText(message.content, width)
      : [call.name, ...JSON.stringify(call.arguments, null, 2).split('\n')].flatMap((line) => breakLine(line, width));
  const [next] = continuation;
  return next?.role === 'tool' ? [...said, ...wrapText(`→ ${glimpse(next.content)}`, width)] : said;
}

function describeCall(message: AssistantMessage): string {
  return (message.tool_calls ?? []).map(({ function: call }) => `${call.name} ${JSON.stringify(call.arguments)}`).join('; ');
}

function describeProof(pair: Pair): string {
  const { evidence, deviation } = pair;
  const { stated, executed, equivalence } = evidence;
  const changed = `rejected changes ${deviation.pointer === '' ? 'the whole step' : deviation.pointer}`;
  if (pair.shape === 'question')
    return `The request leaves ${stated.pointer} open in “${stated.text}”; rejected guesses. ${describeRejected(pair)}.`;
  const what = stated.pointer === '' ? `which tool is wanted (${stated.value})` : `${stated.pointer} = ${JSON.stringify(stated.value)}`;
  const recorded = [
    executed.chosen === null ? null : `chosen was executed (${executed.chosen})`,
    describeRejected(pair),
    equivalence.results === 'differ' ? 'they came to different results' : null,
  ].filter((part) => part !== null);
  return `The request states ${what} in “${stated.text}”; ${changed}. ${describeSecond(pair)}${recorded.join(', ')}.`;
}

/** The second change of a pair that carries two. */
function describeSecond({ deviation, evidence }: Pair): string {
  const [change, proof] = [deviation.also?.[0], evidence.alone?.[1]];
  if (change === undefined || proof === undefined) return '';
  const { pointer, value, text } = proof.stated;
  return `It states ${pointer} = ${JSON.stringify(value)} in “${text}” as well; rejected changes ${change.pointer} too. `;
}

function describeRejected({ shape, rejected: [rejected], deviation, evidence: { schema, executed, reported } }: Pair): string {
  if (deviation.family === 'broken_call') {
    return schema.rejected === true
      ? 'its schema takes the rejected call, which has a placeholder'
      : 'rejected is no valid call of an offered tool';
  }
  if (shape === 'mended') return `rejected is the call that failed before, made again (${executed.rejected})`;
  if (rejected?.tool_calls === undefined && reported.rejected === null) return 'rejected asks for what the request says';
  if (rejected?.tool_calls === undefined && reported.chosen === reported.rejected) return 'rejected reports a part of the reply';
  if (rejected?.tool_calls === undefined) return `rejected reports the reply to another call (${reported.rejected})`;
  return executed.rejected === null ? 'rejected has no recorded reply' : `rejected was executed (${executed.rejected})`;
}

function glimpse(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return flat.length <= GLIMPSE ? flat : `${flat.slice(0, GLIMPSE)} … (${text.length} characters)`;
}

/** Lines no wider than the width, broken at spaces where there are any. */
function wrapText(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => breakLine(line, width));
}

function breakLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const at = space > width / 3 ? space : width;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).replace(/^ /u, '');
  }
  return [...lines, rest];
}
