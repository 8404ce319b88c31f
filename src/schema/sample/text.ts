import { borrowFaker } from '../../random/faker.ts';
import type { Stream } from '../../random/stream.ts';
import { compilePattern, type Matcher } from '../pattern.ts';
import { type Demand, type Refusal, refuse } from './demand.ts';
import { type Expression, readExpression } from './expression.ts';
import { isStrictFormat, speakFormat } from './format.ts';
import { speakText, valuesIn } from './meaning.ts';
import type { Edge, Hint } from './place.ts';

/** Longest text that is drawn, in code points. */
const LONGEST = 20_000;
/** Draws that may miss a pattern before it is given up. */
const MOST_DRAWS = 60;
/** Draws that keep to plain characters. */
const PLAIN_DRAWS = 6;

/** A text within all bounds that follows every pattern and format, and means what its place says where they leave room. */
export function drawText(demand: Demand, hint: Hint, edge: Edge | undefined, stream: Stream): string | Refusal {
  if (demand.shortest > LONGEST) return refuse(`a text of ${demand.shortest} characters or more`, false);
  const matchers = demand.patterns.map((pattern) => compilePattern(pattern));
  const target = edge === undefined ? undefined : lengthAt(demand, edge);
  const keeps = (text: string) => fitsLength(demand, text) && matchers.every((matcher) => matcher.test(text));
  for (const draw of waysToDraw(demand, hint, target)) {
    const text = draw(stream);
    if (text !== undefined && keeps(text)) return text;
  }
  return writePattern(demand, matchers, target, stream);
}

function* waysToDraw(demand: Demand, hint: Hint, target: number | undefined): Generator<(stream: Stream) => string | undefined> {
  const strict = demand.formats.filter(isStrictFormat);
  if (strict.length === 0 && target === undefined) {
    // What the description lists is what people would send.
    const { values, closed } = valuesIn(hint.description);
    if (values.length > 0) yield (stream) => (closed || stream.below(2) === 0 ? stream.pick(values) : undefined);
  }
  const [format] = strict;
  if (format !== undefined) {
    for (let draw = 0; draw < 8; draw += 1) yield (stream) => speakFormat(format, hint, stream);
    return;
  }
  if (demand.encodings.includes('base64')) {
    yield (stream) => Buffer.from(speakText(hint, stream)).toString('base64');
    return;
  }
  const named =
    demand.formats[0] === undefined ? hint : { ...hint, name: hint.name === '' ? demand.formats[0] : hint.name, title: demand.formats[0] };
  if (target === undefined) for (let draw = 0; draw < 4; draw += 1) yield (stream) => speakText(named, stream);
  if (demand.patterns.length === 0) yield (stream) => stretch(speakText(named, stream), demand, target, stream);
}

function writePattern(demand: Demand, matchers: Matcher[], target: number | undefined, stream: Stream): string | Refusal {
  if (demand.patterns.length === 0) {
    return refuse(`no text with format ${demand.formats.join(' and ')} of ${demand.shortest} to ${demand.longest} characters`, false);
  }
  const expressions = demand.patterns.map(readOnce);
  const known = expressions.filter((expression) => expression !== undefined);
  for (let draw = 0; draw < MOST_DRAWS && known.length > 0; draw += 1) {
    const expression = known[draw % known.length] as Expression;
    const text = expression.write(lengthFor(demand, expression, target, draw, stream), stream, draw >= PLAIN_DRAWS);
    const whole = pad(text, demand, draw, stream);
    if (fitsLength(demand, whole) && matchers.every((matcher) => matcher.test(whole))) return whole;
  }
  return refuse(`no text found for pattern ${demand.patterns.map((pattern) => JSON.stringify(pattern.slice(0, 80))).join(' and ')}`, false);
}

/** How long a text for the pattern should be: natural first, then within the bounds, then anywhere near them. */
function lengthFor(demand: Demand, expression: Expression, target: number | undefined, draw: number, stream: Stream): number | undefined {
  if (target !== undefined) return target;
  const low = Math.max(expression.least, demand.shortest);
  const high = Math.min(expression.most, demand.longest, low + 8 + draw);
  if (draw === 0 && demand.shortest <= expression.least && demand.longest === Number.POSITIVE_INFINITY) return undefined;
  return low > high ? low : low + stream.below(high - low + 1);
}

/** An unanchored pattern may stand anywhere: what is missing in length goes around it. */
function pad(text: string, demand: Demand, draw: number, stream: Stream): string {
  const missing = demand.shortest - lengthOf(text);
  if (missing <= 0) return text;
  const filling = Array.from({ length: missing }, () => stream.below(36).toString(36)).join('');
  return draw % 2 === 0 ? text + filling : filling + text;
}

function stretch(text: string, demand: Demand, target: number | undefined, stream: Stream): string {
  const least = target ?? demand.shortest;
  const most = target ?? Math.min(demand.longest, LONGEST);
  let grown = text;
  while (lengthOf(grown) < least) grown += ` ${borrowFaker(stream).word.noun()}`;
  const letters = [...grown];
  if (letters.length <= most) return grown;
  const cut = letters.slice(0, most).join('').trimEnd();
  return cut + 'x'.repeat(Math.max(0, least - lengthOf(cut)));
}

function lengthAt(demand: Demand, edge: Edge): number {
  const [least, most] = [demand.shortest, Math.min(demand.longest, LONGEST)];
  if (edge === 'least') return least;
  if (edge === 'most') return most;
  return edge === 'nextLeast' ? Math.min(least + 1, most) : Math.max(most - 1, least);
}

function fitsLength(demand: Demand, text: string): boolean {
  const length = lengthOf(text);
  return length >= demand.shortest && length <= demand.longest;
}

/** Code points, as JSON Schema counts. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

const expressions = new Map<string, Expression | undefined>();

function readOnce(pattern: string): Expression | undefined {
  if (expressions.has(pattern)) return expressions.get(pattern);
  const read = readExpression(pattern);
  if (expressions.size < 1_000) expressions.set(pattern, read);
  return read;
}
