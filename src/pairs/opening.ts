import type { Message } from '../model/pair.ts';
import { valueAt } from '../model/pointer.ts';
import type { Kind, Primitive } from '../model/primitive.ts';
import { type Way, wayNames } from '../model/ways.ts';
import type { Stream } from '../random/stream.ts';
import { answerMessage, callAndReply } from '../trajectories/conversation.ts';
import { isLocal, isRelative } from '../trajectories/dates.ts';
import { type ChooseForm, endsSentence, formsAround, type Request, realiseRequest } from '../trajectories/request.ts';
import { spokenForms } from '../trajectories/speak.ts';
import { type Told, toldBy } from '../trajectories/told.ts';
import { answersTo, type Trajectory } from '../trajectories/trajectory.ts';
import type { Draw } from './draw.ts';
import { chooseEarlierTurn } from './earlier-turn.ts';
import { presentUser } from './persona.ts';
import { askTwice } from './second-request.ts';
import { turnRequest } from './turn.ts';
import { mistype } from './typos.ts';

/** What an opening needs of the settings of a build. */
export interface OpeningSettings {
  /** turns that may come before a request, by ground: calls that change nothing and have an answer */
  earlierTurns: ReadonlyMap<string, readonly Trajectory[]>;
  /** share of conversations whose user mistypes plain words; none when left out */
  typos?: number;
}

/** A conversation up to its last request. */
export interface Opening {
  /** the system message and the turns before */
  before: Message[];
  /** the last request, in our own words */
  own: Request;
  ways: readonly Way[];
  /** the turns before: each as it is asked for, made and answered */
  earlier: readonly { asked: string; calls: readonly Primitive[]; answer: string }[];
  /** what the last request asks for first, beside what is due */
  first: Trajectory | null;
}

/** How often the plainest spoken form is used. */
const PLAINEST_SHARE = 0.6;
/** Ways of saying told apart: those of a day that rest on nothing else. */
const MOST_STYLES = 7;
/** How often a remark comes after the request that it is about. */
const LATE_REMARK_SHARE = 0.4;
/** A remark about what the request names cannot come before it. */
const POINTS_BACK = /\b(?:it|them|the ones?)\b/iu;

/** Opens the conversation of a pair. */
export function openConversation(plain: Draw, settings: OpeningSettings, stream: Stream, nextId: () => string): Opening {
  const { ground } = plain.drawn.decision.trajectory;
  const { draw, isSigned } = presentUser(plain, stream.child('persona'));
  const told = toldBy(draw.system, ground);
  const writer = stream.child('typos');
  const isSloppy = settings.typos !== undefined && settings.typos > 0 && writer.next() < settings.typos;
  const ways = new Set<Way>();
  const write = (request: Request): Request => {
    const typed = isSloppy ? mistype(request, writer) : request;
    if (typed !== request) ways.add('typos');
    return typed;
  };
  const opened = sayTurns(draw, settings.earlierTurns.get(ground.name) ?? [], told, stream);
  const own = write(opened.own);
  const before: Message[] = draw.system === null ? [] : [{ role: 'system', content: draw.system }];
  const earlier = opened.turns.map(({ request, calls, answer }) => ({ asked: write(request).text, calls, answer }));
  for (const { asked, calls, answer } of earlier) {
    before.push({ role: 'user', content: asked }, ...calls.flatMap((call) => callAndReply(call, nextId())), answerMessage(answer));
  }
  for (const way of [...opened.ways, ...waysOfDates(draw, own)]) ways.add(way);
  if (isSigned) ways.add('persona');
  return {
    before,
    own,
    ways: wayNames.filter((way) => ways.has(way)),
    earlier,
    first: opened.first,
  };
}

interface Turn {
  request: Request;
  calls: readonly Primitive[];
  answer: string;
}

/** The turns before the last request, and that request. */
function sayTurns(
  draw: Draw,
  turns: readonly Trajectory[],
  told: Told,
  stream: Stream,
): { turns: readonly Turn[]; own: Request; ways: readonly Way[]; first: Trajectory | null } {
  const words = stream.child('words');
  const choose = choosePerKind(words);
  const { ground } = draw.drawn.decision.trajectory;
  const turned = turnRequest(draw, told, choose, stream.child('turned'));
  if (turned !== null) {
    const { way, made, last } = turned;
    const before = made === null ? [] : [{ request: made.request, calls: [made.call], answer: words.pick(answersTo(ground, made.call)) }];
    return { turns: before, own: last, ways: [way], first: null };
  }
  const both = askTwice(draw, turns, told, choose, stream.child('both'));
  if (both !== null) return { turns: [], own: both.request, ways: ['two_requests'], first: both.turn };
  const earlier = chooseEarlierTurn(draw, turns, stream.child('turn'));
  const before = earlier === null ? [] : [sayTurn(earlier, told, stream.child('turn words'))];
  return { turns: before, ...sayRequest(draw, told, choose, words), first: null };
}

function sayTurn(turn: Trajectory, told: Told, stream: Stream): Turn {
  const template = stream.pick(turn.templates);
  const request = realiseRequest(template, turn.asked, told, choosePerKind(stream));
  return { request, calls: turn.steps.map(({ primitive }) => primitive), answer: stream.pick(turn.answers) };
}

/** One person says all values of a kind the same way: dates are all written out or all in digits. */
function choosePerKind(stream: Stream): ChooseForm {
  const styles = new Map<Kind, number>();
  return (forms, kind) => {
    let style = styles.get(kind);
    if (style === undefined) {
      style = stream.next() < PLAINEST_SHARE ? 0 : stream.next();
      styles.set(kind, style);
    }
    // From the end: what rests on what is told comes first, and not every value has it.
    return forms[style === 0 ? 0 : Math.max(0, forms.length - 1 - Math.floor(style * Math.min(forms.length, MOST_STYLES)))] as string;
  };
}

/** The request with what stands around it; spans are moved along. */
function sayRequest(draw: Draw, told: Told, choose: ChooseForm, stream: Stream): { own: Request; ways: readonly Way[] } {
  const { opener, closer } = draw.wrap;
  const { asked } = draw.drawn.decision.trajectory;
  const remark = sayRemark(draw, told, choose, stream);
  const isLate = remark !== null && /[.!]$/u.test(remark) && (stream.next() < LATE_REMARK_SHARE || POINTS_BACK.test(remark));
  const own = realiseRequest(draw.template, asked, told, choose, remark === null || isLate ? opener : `${opener}${remark} `);
  if (remark === null) return { own: { ...own, text: `${own.text}${closer}` }, ways: [] };
  if (!isLate || !endsSentence(own.text)) {
    const early = isLate ? realiseRequest(draw.template, asked, told, choose, `${opener}${remark} `) : own;
    return { own: { ...early, text: `${early.text}${closer}` }, ways: ['remark_before'] };
  }
  return { own: { ...own, text: `${own.text} ${remark}${closer}` }, ways: ['remark_after'] };
}

/** A remark that mentions the wrong value without asking for it; null where the mutation needs none. */
function sayRemark(draw: Draw, told: Told, choose: ChooseForm, stream: Stream): string | null {
  const { setting, stated } = draw.proved;
  if (setting.needs !== 'aside') return null;
  const { trajectory, step } = draw.drawn.decision;
  const asides = trajectory.ground.phrases.tools[setting.about.tool]?.asides[stated] ?? [];
  const value = valueAt(setting.about.arguments, stated);
  const kind = setting.about.roles[stated]?.kind;
  if (asides.length === 0 || value === undefined || kind === undefined) throw new Error(`no aside for ${stated} of ${setting.about.tool}`);
  const aside = stream.pick(asides);
  const forms = spokenForms(value, kind, stated, { ...told, words: trajectory.asked[step]?.words ?? {} });
  if (forms.length === 0) throw new Error(`no words for ${JSON.stringify(value)} at ${stated} of ${setting.about.tool}`);
  return aside.replace('{other}', choose(formsAround(aside, '{other}', forms, kind), kind));
}

/** How the dates of a request rest on what the system message tells. */
function waysOfDates({ drawn }: Draw, { text, spans }: Request): Way[] {
  const { asked } = drawn.decision.trajectory;
  return spans.flatMap(({ step, pointer, start, end, label }): Way[] => {
    const demand = label ? undefined : asked[step]?.demands.find((each) => each.pointer === pointer);
    if (demand?.kind !== 'date' || demand.unsaid !== undefined || typeof demand.value !== 'string') return [];
    const form = text.slice(start, end);
    return isRelative(form, demand.value) ? ['relative_date'] : isLocal(form) ? ['local_date'] : [];
  });
}
