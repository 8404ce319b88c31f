import type { Json, JsonObject } from '../model/json.ts';
import { replaceAt, valueAt } from '../model/pointer.ts';
import type { Kind, Primitive } from '../model/primitive.ts';
import { corrections, followUps, secondThoughts, type Turn, type Way } from '../model/ways.ts';
import type { Stream } from '../random/stream.ts';
import { styleOfDate } from '../trajectories/dates.ts';
import { stepOf } from '../trajectories/decision.ts';
import {
  type AskedStep,
  type ChooseForm,
  type Demand,
  ELSEWHERE,
  endsSentence,
  type Request,
  realiseRequest,
  type StatedSpan,
  templateFits,
} from '../trajectories/request.ts';
import { spokenForms } from '../trajectories/speak.ts';
import type { Told } from '../trajectories/told.ts';
import { answersTo, isMeant } from '../trajectories/trajectory.ts';
import type { Draw } from './draw.ts';

type TurnWay = Extract<Way, 'correction' | 'follow_up' | 'second_thought'>;

/** A request with another value, and the message in which the right one takes its place. */
export interface TurnedRequest {
  way: TurnWay;
  /** what the first message asks for, made and answered before the last message; null where both are one */
  made: { call: Primitive; request: Request } | null;
  last: Request;
}

const WORDS: Record<TurnWay, readonly Turn[]> = { correction: corrections, follow_up: followUps, second_thought: secondThoughts };

/** How often, of the requests that can come so. */
const SHARES: readonly (readonly [TurnWay, number])[] = [
  ['correction', 0.12],
  ['follow_up', 0.18],
  ['second_thought', 0.1],
];
/** Where the wrong call clings to the turn before: how often the last message names the new value and nothing else. */
const CLINGING_SHARES: readonly (readonly [TurnWay, number])[] = [
  ['follow_up', 0.35],
  ['second_thought', 0.25],
];

const SORTS: Partial<Record<Kind, Turn['of'] | 'date'>> = {
  path: 'thing',
  name: 'thing',
  id: 'thing',
  text: 'thing',
  count: 'amount',
  number: 'amount',
  range: 'thing',
  date: 'date',
};

/** Calls looked at for the turn before: what each is answered with takes time to find. */
const MOST_TRIES = 3;

/** Longest words that somebody says twice. */
const LONGEST = 60;

/** Whether somebody who says a value in these words may say another in those. */
function isSaidLike(form: string, other: string, kind: Kind): boolean {
  return kind === 'date' ? styleOfDate(form) === styleOfDate(other) : /^\d+$/u.test(form) === /^\d+$/u.test(other);
}

/** The argument that a lone call has wrong, and nothing else. */
interface Place {
  asked: AskedStep;
  demand: Demand;
  sort: Turn['of'] | 'date';
  rejected: Json;
}

/** Draws whether the request comes in two goes, and says it so; null where it comes whole. */
export function turnRequest(draw: Draw, told: Told, choose: ChooseForm, stream: Stream): TurnedRequest | null {
  const place = placeOf(draw);
  const way = place === null ? null : chooseWay(draw, stream);
  if (place === null || way === null) return null;
  const call = way === 'correction' ? null : chooseMade(draw, place, stream);
  if (way !== 'correction' && call === null) return null;
  const other = call === null ? place.rejected : (valueAt(call.arguments, place.demand.pointer) as Json);
  const first = sayFirst(draw, place, other, told, choose);
  if (first === null) return null;
  const { demand, asked } = place;
  const forms = spokenForms(demand.value, demand.kind, demand.pointer, { ...told, words: asked.words });
  const taken = first.spans.find(({ pointer }) => pointer === demand.pointer) as StatedSpan;
  const was = first.text.slice(taken.start, taken.end);
  // "1, not three", "eight days ago, not 15 June": who says one of them so says both so.
  const alike = forms.filter((form) => isSaidLike(form, was, demand.kind));
  if (alike.length === 0) return null;
  const form = choose(alike, demand.kind);
  if (!canTakePlace(first.text, was, form)) return null;
  const isLone = asked.demands.filter(({ kind }) => SORTS[kind] === place.sort).length === 1;
  const { closer } = draw.wrap;
  const fitting = WORDS[way].filter(
    ({ of, words }) => (of === 'any' || (of === place.sort && isLone)) && (closer === '' || /[.?!]$/u.test(words)),
  );
  const quote = first.text[taken.start - 1] === '"' ? '"' : '';
  const turn = fillTurn(stream.pick(fitting).words, { value: form, other: was, quote }, demand.pointer);
  if (call !== null) return { way, made: { call, request: first }, last: { ...turn, text: `${turn.text}${closer}` } };
  if (!endsSentence(first.text)) return null;
  const spans = first.spans.map((span) => (span === taken ? { ...span, step: ELSEWHERE } : span));
  return {
    way,
    made: null,
    last: { text: `${first.text}${turn.text}${closer}`, spans: [...spans, ...moveBy(turn.spans, first.text.length)] },
  };
}

function placeOf({ drawn, proved }: Draw): Place | null {
  const { trajectory, due } = drawn.decision;
  const { change, stated } = proved;
  const isValue = stated !== '' && change.op === 'replace' && change.pointer === `/arguments${stated}`;
  const isLone = trajectory.steps.length === 1 && trajectory.slip === undefined && proved.second === undefined;
  if (due !== 'call' || !isLone || !isValue) return null;
  const [asked] = trajectory.asked as [AskedStep];
  const demand = asked.demands.find(({ pointer }) => pointer === stated);
  const sort = demand === undefined ? undefined : SORTS[demand.kind];
  if (demand === undefined || sort === undefined || demand.label !== null || typeof change.to !== typeof demand.value) return null;
  return { asked, demand, sort, rejected: change.to };
}

function chooseWay({ proved: { setting } }: Draw, stream: Stream): TurnWay | null {
  if (setting.needs === 'aside') return null;
  let lot = stream.next();
  for (const [way, share] of setting.needs === 'turn' ? CLINGING_SHARES : SHARES) {
    if (lot < share) return way;
    lot -= share;
  }
  return null;
}

/** The call of the turn before: one that differs in that argument alone, changes nothing and has an answer. */
function chooseMade({ drawn, proved }: Draw, { demand }: Place, stream: Stream): Primitive | null {
  if (proved.setting.needs === 'turn') return proved.setting.about;
  const { ground } = drawn.decision.trajectory;
  const { primitive } = stepOf(drawn.decision);
  const isAskedAlike = (call: Primitive) => Object.entries(primitive.roles).every(([at, { origin }]) => call.roles[at]?.origin === origin);
  const siblings = ground.families.siblingsAt(primitive, demand.pointer);
  const tries = Math.min(siblings.length, MOST_TRIES);
  for (let tried = 0; tried < tries; tried += 1) {
    const call = stream.pick(siblings);
    if (call.effect === 'none' && isMeant(call) && isAskedAlike(call) && answersTo(ground, call).length > 0) return call;
  }
  return null;
}

/** The request as if the other value were meant; null where its template does not ask for that. */
function sayFirst({ template, wrap }: Draw, { asked, demand }: Place, other: Json, told: Told, choose: ChooseForm): Request | null {
  const step: AskedStep = {
    ...asked,
    arguments: replaceAt(asked.arguments, demand.pointer, other) as JsonObject,
    demands: asked.demands.map((each) => (each === demand ? { ...demand, value: other } : each)),
  };
  return templateFits(template, [step], told) ? realiseRequest(template, [step], told, choose, wrap.opener) : null;
}

/** Whether everybody knows what takes the place of what: the one was said once, the other never. */
function canTakePlace(text: string, was: string, is: string): boolean {
  const [heard, one, other] = [text, was, is].map((words) => words.toLowerCase()) as [string, string, string];
  const isPlain = [was, is].every((words) => words.length <= LONGEST && !/["\n]|[.!?]$/u.test(words));
  return isPlain && heard.split(one).length === 2 && !heard.includes(other) && !one.includes(other) && !other.includes(one);
}

function fillTurn(words: string, said: { value: string; other: string; quote: string }, pointer: string): Request {
  const spans: StatedSpan[] = [];
  let text = '';
  for (const [at, piece] of words.split(/\{(value|other)\}/u).entries()) {
    if (at % 2 === 0) {
      text += piece;
      continue;
    }
    const mark = piece as 'value' | 'other';
    const start = text.length + said.quote.length;
    text += `${said.quote}${said[mark]}${said.quote}`;
    spans.push({ step: mark === 'value' ? 0 : ELSEWHERE, pointer, start, end: start + said[mark].length, label: false });
  }
  return { text, spans };
}

function moveBy(spans: readonly StatedSpan[], by: number): StatedSpan[] {
  return spans.map((span) => ({ ...span, start: span.start + by, end: span.end + by }));
}
