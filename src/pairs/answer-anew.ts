import { type Answerbook, lookUpAnswer } from '../answering/answerbook.ts';
import { type OwnAnswer, textOf, valuesOf } from '../answering/own-answer.ts';
import { swapValues, textsOf } from '../answering/read-back.ts';
import type { Message, NamelessPair, Pair } from '../model/pair.ts';
import type { Answer } from '../model/phrases.ts';
import type { Primitive } from '../model/primitive.ts';
import { findWhole } from '../phrasing/read-back.ts';
import { hasFailed } from '../primitives/families.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import { replyText } from '../primitives/reply.ts';
import { type AnswerParts, betweenAnswers, frameOf, takeApart, takePartialApart } from '../trajectories/answer.ts';
import { answersTo } from '../trajectories/trajectory.ts';
import type { Proved } from './judge.ts';

/** Where a final answer stands in a pair: in the messages under this name, at this index. */
export interface AnswerPlace {
  of: 'prompt' | 'chosen' | 'rejected' | 'continuation/chosen' | 'continuation/rejected';
  index: number;
}

/** A final answer of a pair, in our own words. */
export interface FinalAnswer {
  place: AnswerPlace;
  text: string;
  /** the request that it answers, in our own words */
  request: string;
  /** the calls of the turn, in order */
  calls: readonly Primitive[];
  /** the call whose reply is told beside the last one's, where the request asks for something else first */
  first: Primitive | null;
}

/** What each answer of a pair has to do with a model. */
type Part =
  /** it may be written anew: `with` another one, or not at all */
  | { answer: FinalAnswer; with: 'none' | 'other side' }
  /** it is the right side of one change: the wrong one is made of it */
  | { answer: FinalAnswer; with: 'mutation' }
  /** our own words stand */
  | { answer: FinalAnswer; reason: Reason };

/** Why our own answer stands in a pair though a model may have written it anew. */
type Reason = 'faces_a_call' | 'no_same_mutation' | 'names_rejected' | 'other_side' | 'wrong_side';

/** The answers of a pair that a model may be asked to write anew. */
export function askedAnswers(ground: GroundLibrary, pair: NamelessPair, answers: readonly FinalAnswer[]): OwnAnswer[] {
  return partsOf(pair, answers).flatMap((part) => {
    const own = 'with' in part ? toOwnAnswer(ground, part.answer) : null;
    return own === null ? [] : [own];
  });
}

/**
 * Whoever looks at the two sides must not see which one a model wrote. So where both end in words, both are written anew or neither; where
 * the right answer faces a wrong one, the wrong one is made of the new words by the same change; where words face a call, our own stand.
 */
function partsOf({ chosen, rejected }: NamelessPair, answers: readonly FinalAnswer[]): Part[] {
  const says = [chosen, rejected].map(([message]) => message?.tool_calls === undefined);
  const isMutated = says.every((said) => said) && answers.some(({ place }) => place.of === 'chosen');
  const facesCall = !isMutated && says.some((said) => said);
  const ends = answers.filter(({ place }) => place.of !== 'prompt');
  return answers.map((answer): Part => {
    const { of } = answer.place;
    if (of === 'prompt') return { answer, with: 'none' };
    if (facesCall) return { answer, reason: 'faces_a_call' };
    if (isMutated) return of === 'chosen' ? { answer, with: 'mutation' } : { answer, reason: 'wrong_side' };
    return { answer, with: ends.length > 1 ? 'other side' : 'none' };
  });
}

/** The pair with its final answers as a model wrote them, wherever that holds and tells nothing of the sides. */
export function writeAnswersAnew(
  ground: GroundLibrary,
  pair: NamelessPair,
  answers: readonly FinalAnswer[],
  proved: Proved,
  book: Answerbook,
): NamelessPair {
  const parts = partsOf(pair, answers);
  const found = parts.map((part): Written => ('with' in part ? look(ground, pair, part.answer, book) : { reason: part.reason }));
  const settled = found.map((written, at): Written => {
    const part = parts[at] as Part;
    if (!('text' in written) || !('with' in part) || part.with !== 'other side') return written;
    const isAlone = found.some((other, place) => !('text' in other) && 'with' in (parts[place] as Part) && isOtherSide(parts, at, place));
    return isAlone ? { reason: 'other_side' } : written;
  });
  const own = answers.map(({ text }) => text);
  const right = parts.findIndex((part) => 'with' in part && part.with === 'mutation');
  const wrong = answers.findIndex(({ place }) => place.of === 'rejected');
  if (right >= 0) {
    const written = settled[right] as Written;
    const same = 'text' in written ? makeWrong(ground, answers[right] as FinalAnswer, written.text, proved) : null;
    if (same !== null) {
      settled[wrong] = { text: same.text };
      own[wrong] = same.own;
    } else if ('text' in written) {
      settled[right] = { reason: 'no_same_mutation' };
      settled[wrong] = { reason: 'no_same_mutation' };
    } else settled[wrong] = { reason: 'other_side' };
  }
  return putInto(pair, answers, own, settled, book.model);
}

type Written = { text: string } | { reason: string };

function isOtherSide(parts: readonly Part[], one: number, other: number): boolean {
  const of = (at: number) => (parts[at] as Part).answer.place.of;
  return one !== other && of(other) !== 'prompt';
}

function look(ground: GroundLibrary, pair: NamelessPair, answer: FinalAnswer, book: Answerbook): Written {
  const own = toOwnAnswer(ground, answer);
  if (own === null) return { reason: 'cannot_be_written_anew' };
  const found = lookUpAnswer(book, own);
  return 'text' in found && namesRejected(pair, answer, found.text) ? { reason: 'names_rejected' } : found;
}

/** Whether a text names a value of the rejected call that neither our own words nor the calls of its turn have. */
function namesRejected({ rejected }: NamelessPair, { text, calls }: FinalAnswer, written: string): boolean {
  const has = (words: string, value: string): boolean => findWhole(value.toLowerCase(), words.toLowerCase()).length > 0;
  const given = calls.flatMap((call) => textsOf(call.arguments));
  const wrong = textsOf(rejected[0]?.tool_calls?.[0]?.function.arguments ?? null).filter((value) => value.trim() !== '');
  return wrong.some((value) => has(written, value) && !has(text, value) && !given.includes(value));
}

/** An answer as a model may be given it; null where its parts cannot be told. */
export function toOwnAnswer(ground: GroundLibrary, { text, request, calls, first }: FinalAnswer): OwnAnswer | null {
  const last = calls.at(-1) as Primitive;
  const taken = first === null ? takeApartOf(ground, last, text) : takeBothApart(ground, first, last, text);
  if (taken === null) return null;
  const told = taken.map(({ answer }) => answer);
  const tools = [...new Set(calls.map(({ tool }) => tool))];
  const all = tools.flatMap((tool) => [...(ground.phrases.tools[tool]?.answers ?? []), ...(ground.phrases.tools[tool]?.failures ?? [])]);
  return {
    request,
    calls: calls.map((call) => ({ arguments: call.arguments, reply: replyText(call.result) })),
    parts: taken.flatMap(({ parts }, at) =>
      at === 0 ? parts : [{ text: betweenAnswers(textOf(taken[0] as AnswerParts)), isValue: false }, ...parts],
    ),
    wordings: told.map(({ say }) => say.map(frameOf)),
    otherwise: all.filter((answer) => !told.includes(answer)).flatMap(({ say }) => say.map(frameOf)),
    names: [...ground.tools.keys(), ...new Set(calls.flatMap((call) => Object.keys(call.arguments)))],
    hasFailed: hasFailed(last),
    hasChanged: calls.some(({ effect }) => effect === 'changed'),
  };
}

function answersOfTool(ground: GroundLibrary, call: Primitive, reply: Primitive): readonly Answer[] {
  const { answers = [], failures = [] } = ground.phrases.tools[call.tool] ?? {};
  return hasFailed(reply) ? failures : answers;
}

function takeApartOf(ground: GroundLibrary, call: Primitive, text: string): AnswerParts[] | null {
  const taken = takeApart(answersOfTool(ground, call, call), call.arguments, call.result, text);
  return taken === null ? null : [taken];
}

function takeBothApart(ground: GroundLibrary, first: Primitive, last: Primitive, text: string): AnswerParts[] | null {
  for (const { index } of text.matchAll(/ |(?=\n\n)/gu)) {
    const words = text.slice(0, index);
    const between = betweenAnswers(words);
    const before = text.startsWith(between, index) ? takeApartOf(ground, first, words) : null;
    const after = before === null ? null : takeApartOf(ground, last, text.slice(index + between.length));
    if (before !== null && after !== null) return [...before, ...after];
  }
  return null;
}

/** The wrong answer made of the new words by the change that makes the own one of the own words: with that one. */
function makeWrong(ground: GroundLibrary, right: FinalAnswer, written: string, { change }: Proved): { own: string; text: string } | null {
  const call = right.calls.at(-1) as Primitive;
  const [taken] = takeApartOf(ground, call, right.text) ?? [];
  if (taken === undefined || (change.op !== 'answer' && change.op !== 'say') || change.reports === null) return null;
  const { reports } = change;
  const all = answersOfTool(ground, call, reports);
  const claims = change.op === 'say' ? change.words : answersTo(ground, change.asked, reports);
  const take = change.op === 'say' ? takePartialApart : takeApart;
  for (const own of claims) {
    const wrong = take(all, call.arguments, reports.result, own);
    if (wrong === null || wrong.answer !== taken.answer || wrong.wording !== taken.wording) continue;
    const text = swapValues(written, valuesOf(taken), valuesOf(wrong));
    if (text !== null && text !== written && own === textOf(wrong)) return { own, text };
  }
  return null;
}

/** The pair with those words in the places of its answers, and the record of what a model had to do with each. */
function putInto(
  pair: NamelessPair,
  answers: readonly FinalAnswer[],
  own: readonly string[],
  written: readonly Written[],
  model: string,
): NamelessPair {
  const say = <M extends Message>(of: AnswerPlace['of'], messages: readonly M[]): M[] =>
    messages.map((message, index) => {
      const at = answers.findIndex(({ place }) => place.of === of && place.index === index);
      const found = written[at];
      return found !== undefined && 'text' in found ? { ...message, content: found.text } : message;
    });
  const [chosen, rejected] = [say('chosen', pair.chosen), say('rejected', pair.rejected)];
  const { deviation } = pair;
  const isWhole = deviation.pointer === '';
  const record: NonNullable<Pair['meta']['answered']> = {
    model: written.some((each) => 'text' in each) ? model : null,
    answers: answers.map(({ place: { of, index } }, at) => {
      const found = written[at] as Written;
      return 'text' in found
        ? { at: `/${of}/${index}`, own: own[at] as string, reason: null }
        : { at: `/${of}/${index}`, own: null, reason: found.reason };
    }),
  };
  return {
    ...pair,
    prompt: say('prompt', pair.prompt),
    chosen,
    rejected,
    deviation: isWhole ? { ...deviation, from: chosen[0] as never, to: rejected[0] as never } : deviation,
    continuation: {
      chosen: say('continuation/chosen', pair.continuation.chosen),
      rejected: say('continuation/rejected', pair.continuation.rejected),
    },
    meta: { ...pair.meta, answered: record },
  };
}
