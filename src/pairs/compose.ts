import type { OwnAnswer } from '../answering/own-answer.ts';
import type { JsonObject } from '../model/json.ts';
import type { AssistantMessage, Change, Deviation, Evidence, Message, NamelessPair, Pair, Shape } from '../model/pair.ts';
import { valueAt } from '../model/pointer.ts';
import type { Primitive } from '../model/primitive.ts';
import { type CallChange, isCallChange } from '../operators/operator.ts';
import type { OwnRequest } from '../phrasing/own-request.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import { type Stream, streamOf } from '../random/stream.ts';
import { betweenAnswers } from '../trajectories/answer.ts';
import { answerMessage, callAndReply, callIds, callMessage, replyMessage } from '../trajectories/conversation.ts';
import { type Call, callOf, type Decision, stepOf } from '../trajectories/decision.ts';
import type { StatedSpan } from '../trajectories/request.ts';
import { answersTo, type Trajectory } from '../trajectories/trajectory.ts';
import { askedAnswers, type FinalAnswer, writeAnswersAnew } from './answer-anew.ts';
import { type Books, noBooks } from './books.ts';
import type { Draw } from './draw.ts';
import { wrongCallOf } from './judge.ts';
import { offerTools } from './offer.ts';
import { type Opening, type OpeningSettings, openConversation } from './opening.ts';
import { sayAnew, toOwnRequest } from './say-anew.ts';
import { severityOf } from './severity.ts';
import { splitOf } from './split.ts';

/** What every pair of a build shares. */
export interface PairSettings extends OpeningSettings {
  seed: string;
  testShare: number;
  grounds: readonly GroundLibrary[];
  /** what a model made of the texts; nothing where none was asked */
  books?: Books;
}

/** The pair at a position: the words, the conversation around the decision, both sides and the proof. */
export function composePair(draw: Draw, position: number, settings: PairSettings): NamelessPair {
  const { answerbook } = settings.books ?? noBooks;
  const own = composeOwn(draw, position, settings);
  return answerbook === null
    ? own.pair
    : writeAnswersAnew(draw.drawn.decision.trajectory.ground, own.pair, findAnswers(draw, own), draw.proved, answerbook);
}

/** A pair with its final answers in our own words, and how its conversation began. */
interface OwnPair {
  pair: NamelessPair;
  opening: Opening;
}

function composeOwn(draw: Draw, position: number, settings: PairSettings): OwnPair {
  const { phrasebook } = settings.books ?? noBooks;
  const { decision } = draw.drawn;
  const { trajectory, step } = decision;
  const { ground } = trajectory;
  const stream = streamOf(settings.seed, 'pair', position);
  const nextId = callIds(stream.child('ids'));
  const opening = openConversation(draw, settings, stream, nextId);
  const { before, own, ways, earlier, first } = opening;
  const requestAt = before.length;
  const request = { role: 'user' as const, content: own.text };
  const prompt: Message[] = [...before, request];
  if (trajectory.slip !== undefined) prompt.push(...callAndReply(trajectory.slip, nextId()));
  const replied = decision.due === 'answer' ? step + 1 : step;
  const made = [...(first?.steps ?? []), ...trajectory.steps.slice(0, replied)];
  for (const { primitive } of made) prompt.push(...callAndReply(primitive, nextId()));

  const words = stream.child('answer');
  const wrong = wrongCallOf(decision, draw.proved);
  const chosen = chooseRight(draw, nextId, words);
  const rejected = chooseWrong(draw, wrong, chosen, nextId, words);
  // Somebody calls it though nobody offers it.
  const unknown = wrong === null || ground.tools.has(wrong.name) ? null : wrong.name;
  const others = [...earlier.flatMap(({ calls }) => calls), ...(first?.steps ?? []).map(({ primitive }) => primitive)];
  const called = calledTools(trajectory, others, unknown === null ? wrong : null);
  const { tools, grounds } = offerTools(called, ground, settings.grounds, stream.child('offer'), unknown);
  const { second } = draw.proved;
  const proofs = second === undefined ? [draw.proved] : [draw.proved, second];
  const ownSpans = proofs.map(({ stated }) => own.spans.find((span) => span.step === step && span.pointer === stated) as StatedSpan);
  const said = sayAnew(own, ownSpans, rejected, phrasebook, stream.child('say anew'));
  request.content = said.text;

  const pair: NamelessPair = {
    schema: 'nearmiss/pair@1',
    group: trajectory.group,
    split: splitOf(trajectory.group, settings),
    shape: shapeOf(draw, earlier.length > 0, first !== null),
    tools,
    prompt,
    chosen: [chosen],
    rejected: [rejected],
    deviation: recordDeviation(draw, wrong, chosen, rejected, first === null ? step : step + first.steps.length),
    evidence: gatherEvidence(draw, wrong, { message: requestAt, ...said }),
    continuation: continueBoth(draw, chosen, rejected, nextId, words, first),
    meta: {
      seed: settings.seed,
      index: position,
      grounds,
      request: said.phrased?.own == null ? 'phrases' : 'model',
      source: null,
      ways: [...ways],
      ...(said.phrased === null ? {} : { phrased: said.phrased }),
    },
  };
  return { pair, opening };
}

/** The request of the pair at a position, in our own words. */
export function ownRequestOf(draw: Draw, position: number, settings: PairSettings): OwnRequest {
  const stream = streamOf(settings.seed, 'pair', position);
  return toOwnRequest(openConversation(draw, settings, stream, callIds(stream.child('ids'))).own);
}

/** The final answers of the pair at a position that a model may be asked to write anew. */
export function ownAnswersOf(draw: Draw, position: number, settings: PairSettings): OwnAnswer[] {
  const own = composeOwn(draw, position, { ...settings, books: noBooks });
  return askedAnswers(draw.drawn.decision.trajectory.ground, own.pair, findAnswers(draw, own));
}

/** The final answers of a pair: those of the turns before, and the one that each side comes to. */
function findAnswers(draw: Draw, { pair, opening: { own, earlier, first: turn } }: OwnPair): FinalAnswer[] {
  const { decision } = draw.drawn;
  const { recorded } = draw.proved;
  const steps = decision.trajectory.steps.map(({ primitive }) => primitive);
  const before = (turn?.steps ?? []).map(({ primitive }) => primitive);
  const about = { request: own.text, first: before.at(-1) ?? null };
  const says = (message: Message | undefined): boolean => message?.role === 'assistant' && message.tool_calls === undefined;
  const places = pair.prompt.flatMap((message, index) => (says(message) ? [index] : []));
  const found: FinalAnswer[] = earlier.map(({ asked, calls, answer }, at) => ({
    place: { of: 'prompt', index: places[at] as number },
    text: answer,
    request: asked,
    calls,
    first: null,
  }));
  const add = (of: FinalAnswer['place']['of'], messages: readonly Message[], calls: readonly Primitive[]): void => {
    const message = messages.at(-1);
    if (message !== undefined && says(message))
      found.push({ ...about, place: { of, index: messages.length - 1 }, text: message.content, calls: [...before, ...calls] });
  };
  // A question is no answer.
  if (decision.due !== 'question') add('chosen', pair.chosen, steps);
  if (draw.proved.change.op !== 'say' || draw.proved.change.reports !== null) add('rejected', pair.rejected, steps);
  add('continuation/chosen', pair.continuation.chosen, steps);
  const wrong = decision.due === 'call' ? [...steps.slice(0, decision.step), ...(recorded === null ? [] : [recorded])] : steps;
  add('continuation/rejected', pair.continuation.rejected, wrong);
  return found;
}

function chooseRight(draw: Draw, nextId: () => string, stream: Stream): AssistantMessage {
  const { decision } = draw.drawn;
  return decision.due === 'call'
    ? callMessage(callOf(stepOf(decision).primitive), nextId())
    : answerMessage(stream.pick(decision.trajectory.answers));
}

/** The wrong side. A wrong call keeps the id of the right one, so that nothing else differs. */
function chooseWrong(draw: Draw, wrong: Call | null, chosen: AssistantMessage, nextId: () => string, stream: Stream): AssistantMessage {
  const { change } = draw.proved;
  if (wrong !== null) return callMessage(wrong, chosen.tool_calls?.[0]?.id ?? nextId());
  if (change.op === 'say') return answerMessage(stream.pick(change.words));
  if (change.op !== 'answer') throw new Error('a mutation that calls nothing answers');
  const { asked, reports } = change;
  return answerMessage(stream.pick(answersTo(draw.drawn.decision.trajectory.ground, asked, reports)));
}

/** The change as a record on the chosen message. */
function recordDeviation(draw: Draw, wrong: Call | null, chosen: AssistantMessage, rejected: AssistantMessage, step: number): Deviation {
  const { operator, decision } = draw.drawn;
  const { change } = draw.proved;
  const about = { family: operator.family, operator: operator.name, step: step + callsBefore(draw) };
  const cost = severityOf(decision, draw.proved, wrong, operator.claim);
  if (!isCallChange(change)) {
    return { ...about, op: 'replace', pointer: '', from: chosen as unknown as JsonObject, to: rejected as unknown as JsonObject, ...cost };
  }
  const { second } = draw.proved;
  const also = second === undefined || !isCallChange(second.change) ? {} : { also: [recordChange(second.operator, second.change)] };
  return { ...about, ...recordChange(operator, change), ...cost, ...also };
}

function recordChange({ family, name }: Draw['drawn']['operator'], change: CallChange): Change {
  const { op, from } = change;
  return {
    family,
    operator: name,
    op,
    pointer: `/tool_calls/0/function${change.pointer}`,
    from,
    to: change.op === 'remove' ? null : change.to,
  };
}

/** Calls that were made before those the request asks for. */
function callsBefore({ drawn: { decision } }: Draw): number {
  return decision.trajectory.slip === undefined ? 0 : 1;
}

/** A request as it stands in a conversation, with the spans that prove the changes, in their order. */
interface Standing {
  message: number;
  text: string;
  spans: readonly StatedSpan[];
}

function gatherEvidence(draw: Draw, wrong: Call | null, said: Standing): Evidence {
  const { decision, operator } = draw.drawn;
  const { change, recorded, second, alone = null } = draw.proved;
  const { primitive } = stepOf(decision);
  const [stated, also] = said.spans.map((span) => stateOf(decision, said, span)) as [Evidence['stated'], Evidence['stated']?];
  const calls = decision.due === 'call';
  const reported = {
    chosen: decision.due === 'answer' ? primitive : null,
    rejected: change.op === 'answer' || change.op === 'say' ? change.reports : null,
  };
  const bothRecorded = (calls && recorded !== null) || (reported.chosen !== null && reported.rejected !== null);
  return {
    stated,
    schema: { chosen: calls ? true : null, rejected: wrong === null ? null : fitsSchema(draw, wrong) },
    executed: { chosen: calls ? primitive.id : null, rejected: recorded?.id ?? null },
    reported: { chosen: reported.chosen?.id ?? null, rejected: reported.rejected?.id ?? null },
    equivalence: {
      canonical: operator.claim === 'breaks-schema' ? 'unknown' : 'differ',
      results: bothRecorded && reported.rejected !== primitive ? 'differ' : 'unknown',
    },
    ...(second === undefined || also === undefined ? {} : { alone: [proofOf(stated, alone), proofOf(also, second.recorded)] }),
  };
}

/** What proves one of two changes, made alone. */
function proofOf(stated: Evidence['stated'], recorded: Primitive | null): NonNullable<Evidence['alone']>[number] {
  return { stated, executed: recorded?.id ?? null, results: recorded === null ? 'unknown' : 'differ' };
}

/** What the words of a span state. */
function stateOf(decision: Decision, { message, text }: Standing, { start, end, pointer, label }: StatedSpan): Evidence['stated'] {
  const { primitive } = stepOf(decision);
  const value = decision.due === 'question' ? null : pointer === '' ? primitive.tool : (valueAt(primitive.arguments, pointer) ?? null);
  return { message, start, end, text: text.slice(start, end), pointer, value, label };
}

/** Whether the rejected call fits its tool's schema. */
function fitsSchema({ drawn: { decision, operator } }: Draw, wrong: Call): boolean {
  const { ground } = decision.trajectory;
  return operator.claim === 'breaks-intent' || (ground.tools.has(wrong.name) && ground.accepts(wrong.name, wrong.arguments));
}

/** What followed each side, as recorded: replies, the calls still due, the answer. */
function continueBoth(
  draw: Draw,
  chosen: AssistantMessage,
  rejected: AssistantMessage,
  nextId: () => string,
  stream: Stream,
  first: Trajectory | null,
): Pair['continuation'] {
  const { trajectory, step, due } = draw.drawn.decision;
  const { ground, steps, answers, slip } = trajectory;
  const idOf = (message: AssistantMessage) => message.tool_calls?.[0]?.id as string;
  const right: Message[] = [];
  if (due === 'call') {
    right.push(replyMessage(stepOf(draw.drawn.decision).primitive, idOf(chosen)));
    for (const { primitive } of steps.slice(step + 1)) right.push(...callAndReply(primitive, nextId()));
    // A way that began with a slip is nothing to imitate whole: it stays without its end.
    if (answers.length > 0 && slip === undefined) right.push(answerMessage(afterFirst(stream.pick(answers), first, stream)));
  }
  const wrong: Message[] = [];
  const { recorded } = draw.proved;
  if (recorded !== null) {
    wrong.push(replyMessage(recorded, idOf(rejected)));
    // After a call that nobody needed, what it gave is nothing to report.
    const isNeeded = due !== 'answer' || recorded === steps.at(-1)?.primitive;
    const isLast = due === 'answer' || step === steps.length - 1;
    const claims = !isNeeded || !isLast ? [] : due === 'answer' ? answers : answersTo(ground, recorded);
    if (claims.length > 0) wrong.push(answerMessage(afterFirst(stream.pick(claims), first, stream)));
  }
  return { chosen: right, rejected: wrong };
}

/** The answer to both, where the request asked for something else first. */
function afterFirst(answer: string, first: Trajectory | null, stream: Stream): string {
  if (first === null) return answer;
  const before = stream.pick(first.answers);
  return `${before}${betweenAnswers(before)}${answer}`;
}

/** The tools that are called anywhere in the pair, by name; one that nobody offers left out. */
function calledTools({ steps, slip }: Trajectory, others: readonly Primitive[], wrong: Call | null): string[] {
  const called = [...others, ...steps.map(({ primitive }) => primitive)].map(({ tool }) => tool);
  if (slip !== undefined) called.push(slip.tool);
  if (wrong !== null) called.push(wrong.name);
  return called;
}

function shapeOf(draw: Draw, follows: boolean, isSecond: boolean): Shape {
  const { trajectory, due } = draw.drawn.decision;
  if (due !== 'call') return due;
  if (trajectory.slip !== undefined) return 'mended';
  if (trajectory.steps.length > 1 || isSecond) return 'serial';
  return follows ? 'followup' : 'single';
}
