import { beingWords, doneWords, negations, rootOf, tellingPhrases, tellingWords, weighingWords } from '../model/answer-words.ts';
import type { JsonObject } from '../model/json.ts';
import type { Manifest } from '../model/manifest.ts';
import type { AssistantMessage, Message, Pair } from '../model/pair.ts';
import type { Answer } from '../model/phrases.ts';
import { halve, listPartialSayings, listSayings, readValues } from './answers.ts';
import { quote } from './claims.ts';
import { Conversation, type StandingCall } from './conversation.ts';
import { hasFailed } from './failed.ts';
import { isSame } from './json.ts';
import { findAll, listWhole } from './phrased.ts';
import { findReplies } from './recordings.ts';
import type { Recorded, Row } from './row.ts';

type Entry = NonNullable<Pair['meta']['answered']>['answers'][number];
type Side = 'chosen' | 'rejected';

/** What was found of a row with answers that a model wrote. */
export interface Answered {
  /** the row with its answers in the words that they had before: what all other claims are put to; null where it cannot be had */
  own: Pair | null;
  faults: string[];
}

/** Whether every answer that a model wrote tells what the own words beside it tell, and whether no side can be told by who wrote it. */
export function judgeAnswered(pair: Pair, manifest: Manifest, read: (pair: Pair) => Row): Answered {
  const { model, answers } = pair.meta.answered as NonNullable<Pair['meta']['answered']>;
  const { answer: settings } = manifest.config as { answer?: { model?: unknown } };
  const written = answers.filter(({ own }) => own !== null);
  const faults = answers.flatMap(({ at, own, reason }) =>
    (own === null) === (reason === null) ? [`${at} has ${own === null ? 'neither own words nor a reason' : 'own words and a reason'}`] : [],
  );
  if ((written.length > 0 ? (settings?.model ?? null) : null) !== model)
    faults.push(`${quote(model)} is not the model that wrote ${written.length} answers`);
  const places = placesOf(pair).join(', ');
  const told = answers.map(({ at }) => at).join(', ');
  if (places !== told) faults.push(`answers stand at ${places || 'no place'}, and it tells of ${told || 'none'}`);
  if (faults.length > 0) return { own: null, faults };
  const own = restore(pair, answers);
  const row = read(own);
  // Without its ground a row cannot be read, which is another claim's business.
  if (row.grounds.length === 0 || written.length === 0) return { own, faults };
  return { own, faults: [...judgeSides(pair, answers), ...written.flatMap((entry) => judgeEntry(pair, row, entry))] };
}

/** Where final answers stand: of the turns before, and of both sides. Questions, and calls written out, report nothing and are none. */
function placesOf({ prompt, chosen, rejected, continuation, evidence }: Pair): string[] {
  const says = (message: Message | undefined): boolean => message?.role === 'assistant' && message.tool_calls === undefined;
  const places = prompt.flatMap((message, at) => (says(message) ? [`/prompt/${at}`] : []));
  for (const [side, [message]] of [['chosen', chosen] as const, ['rejected', rejected] as const]) {
    if (says(message) && evidence.reported[side] !== null) places.push(`/${side}/0`);
  }
  for (const side of ['chosen', 'rejected'] as const) {
    const last = continuation[side].length - 1;
    if (says(continuation[side][last])) places.push(`/continuation/${side}/${last}`);
  }
  return places;
}

/** The row as it was before a model wrote in it. */
function restore(pair: Pair, answers: readonly Entry[]): Pair {
  const before = new Map(answers.map(({ at, own }) => [at, own]));
  const put = <M extends Message>(path: string, messages: readonly M[]): M[] =>
    messages.map((message, at) => {
      const own = before.get(`${path}/${at}`) ?? null;
      return own === null ? message : { ...message, content: own };
    });
  const [chosen, rejected] = [put('/chosen', pair.chosen), put('/rejected', pair.rejected)];
  const { from, to } = pair.deviation;
  const turn = (value: unknown, was: AssistantMessage | undefined, is: AssistantMessage | undefined) =>
    pair.deviation.pointer === '' && isSame(value as never, was as never) ? (is as never) : (value as never);
  return {
    ...pair,
    prompt: put('/prompt', pair.prompt),
    chosen,
    rejected,
    deviation: { ...pair.deviation, from: turn(from, pair.chosen[0], chosen[0]), to: turn(to, pair.rejected[0], rejected[0]) },
    continuation: {
      chosen: put('/continuation/chosen', pair.continuation.chosen),
      rejected: put('/continuation/rejected', pair.continuation.rejected),
    },
  };
}

/** Whether somebody could tell the sides by who wrote them. */
function judgeSides(pair: Pair, answers: readonly Entry[]): string[] {
  const isWritten = (side: Side): boolean | null => {
    const end = answers.find(({ at }) => at.startsWith(`/${side}/`) || at.startsWith(`/continuation/${side}/`));
    return end === undefined ? null : end.own !== null;
  };
  const [right, wrong] = [isWritten('chosen'), isWritten('rejected')];
  const faults = right !== null && wrong !== null && right !== wrong ? ['a model wrote the end of one side, and we that of the other'] : [];
  const says = [pair.chosen, pair.rejected].map(([message]) => message?.tool_calls === undefined);
  if (says[0] !== says[1] && (right === true || wrong === true))
    faults.push('a model wrote the words of one side, and the other makes a call');
  return faults;
}

/** An answer in our own words, as far as its proof needs it. */
interface Told {
  values: readonly string[];
  sayings: readonly { answer: Answer; at: number }[];
}

function judgeEntry(pair: Pair, row: Row, { at, own }: Entry): string[] {
  const text = textAt(pair, at);
  const before = own as string;
  const wrong = (reason: string): string[] => [`${at}: ${quote(text)} does not come to ${quote(before)}: ${reason}`];
  if (text === before) return wrong('they are the same');
  const calls = turnOf(row, at);
  const last = calls.at(-1);
  if (last === undefined) return wrong('no call comes before it');
  const right = tellOwn(row, at === '/rejected/0' ? (row.chosen.message.content as string) : before, calls);
  if (right === null) return wrong('the values of our own words cannot be told');
  if (at === '/rejected/0') return judgeWrong(pair, row, last, before, right).flatMap(wrong);
  const request = requestOf(row, at);
  return [...judgeTold(row, text, before, request, calls, right), ...judgeNames(pair, text, before, calls)].flatMap(wrong);
}

/** Whether a value of the rejected call is named that neither the own words nor the calls of the turn have. */
function judgeNames(pair: Pair, text: string, before: string, calls: readonly StandingCall[]): string[] {
  const given = calls.flatMap((call) => textsIn(call.arguments));
  const stands = (value: string, words: string): boolean => listWhole(value.toLowerCase(), words.toLowerCase()).length > 0;
  const rejected = textsIn(pair.rejected[0]?.tool_calls?.[0]?.function.arguments ?? {}).filter((value) => value.trim() !== '');
  const named = rejected.find((value) => stands(value, text) && !stands(value, before) && !given.includes(value));
  return named === undefined ? [] : [`it names ${quote(named)}, which the rejected call takes`];
}

function textsIn(values: JsonObject): string[] {
  const texts: string[] = [];
  JSON.stringify(values, (_, value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  return texts;
}

function textAt(pair: Pair, at: string): string {
  const [first = '', ...path] = at.slice(1).split('/');
  const messages = path.length === 2 ? pair.continuation[path[0] as Side] : pair[first as 'prompt' | Side];
  return messages[Number(path.at(-1))]?.content as string;
}

/** The calls of the turn that an answer ends. */
function turnOf(row: Row, at: string): StandingCall[] {
  const { prompt, continuation } = row.pair;
  const side: Side = at.includes('chosen') ? 'chosen' : 'rejected';
  const before = at.startsWith('/prompt/')
    ? prompt.slice(0, Number(at.slice('/prompt/'.length)))
    : [...prompt, ...(at.startsWith('/continuation') ? [row[side].message, ...continuation[side]] : [])];
  const { calls, turns } = Conversation.read(before);
  return calls.filter(({ turn }) => turn === turns);
}

/** The message of the user that an answer is given to, in our own words. */
function requestOf({ pair }: Row, at: string): string {
  const end = at.startsWith('/prompt/') ? Number(at.slice('/prompt/'.length)) : pair.prompt.length;
  const index = pair.prompt.findLastIndex(({ role }, place) => role === 'user' && place < end);
  return (index === pair.evidence.stated.message ? pair.meta.phrased?.own : null) ?? (pair.prompt[index]?.content as string);
}

function tellOwn(row: Row, text: string, calls: readonly StandingCall[]): Told | null {
  const [first, last] = [calls[0] as StandingCall, calls.at(-1) as StandingCall];
  const whole = tellOne(row, text, last);
  if (whole !== null || row.pair.meta.ways?.includes('two_requests') !== true) return whole;
  for (const [before, after] of halve(text)) {
    const [one, other] = [tellOne(row, before, first), tellOne(row, after, last)];
    if (one !== null && other !== null) return { values: [...one.values, ...other.values], sayings: [...one.sayings, ...other.sayings] };
  }
  return null;
}

function tellOne(row: Row, text: string, call: StandingCall): Told | null {
  for (const recorded of findReplies(row, call)) {
    const told = tellBy(listSayings(recorded, call.arguments), text);
    if (told !== null) return told;
  }
  return null;
}

function tellBy(sayings: ReturnType<typeof listSayings>, text: string): Told | null {
  for (const { answer, at, wording } of sayings) {
    const values = readValues(text, wording);
    if (values !== null) return { values, sayings: [{ answer, at }] };
  }
  return null;
}

/** What is wrong with a wrong answer as the right one with other values in their places. */
function judgeWrong(pair: Pair, row: Row, call: StandingCall, before: string, right: Told): string[] {
  const reported = row.rejected.reported as Recorded;
  const isPart = reported.primitive.id === row.chosen.reported?.primitive.id;
  const wrong = tellBy(isPart ? listPartialSayings(reported) : listSayings(reported, call.arguments), before);
  const saying = wrong?.sayings[0];
  if (wrong === null || saying?.answer !== right.sayings[0]?.answer || saying?.at !== right.sayings[0]?.at)
    return ['our own words are not the right ones with other values'];
  const [chosen, rejected] = [pair.chosen[0]?.content as string, pair.rejected[0]?.content as string];
  const [left, other] = [findAll(right.values, chosen), findAll(wrong.values, rejected)];
  if (typeof left === 'string' || typeof other === 'string') return [typeof other === 'string' ? other : String(left)];
  const isSameFrame = cutOut(chosen, left) === cutOut(rejected, other);
  return isSameFrame ? [] : ['beside the values it is not what the right side says'];
}

/** Stand for a value, and for a text of a call. No answer may have them. */
const VALUE = '\ue000';
const GIVEN = '\ue001';

function cutOut(text: string, stretches: readonly (readonly [number, number])[], mark = VALUE): string {
  return stretches.toReversed().reduce((left, [start, end]) => `${left.slice(0, start)}${mark}${left.slice(end)}`, text);
}

const STRANGE = /[^\p{Script=Latin}\p{Nd} .,;:!?'"()’‘“”…–—$€£%&+/-]/u;

/** A word as it stands, and where: after so many values, in which part of which sentence. */
interface Heard {
  as: string;
  small: string;
  values: number;
  sentence: number;
  part: number;
  begins: boolean;
}

/** Reads a text whose values, and what it repeats of the calls, are marked. */
function hear(text: string): Heard[] {
  const heard: Heard[] = [];
  let [values, sentence, part, begins] = [0, 0, 0, true];
  const pieces = text
    .replace(/[’‘]/gu, "'")
    .matchAll(/[\ue000\ue001]|[\p{L}\p{N}](?:[^\s/–—\ue000\ue001]*[\p{L}\p{N}])?|[.!?…]["”)]?(?=\s)|[,;:](?=\s)|\s[–—-]\s/gu);
  for (const [piece] of pieces) {
    if (/^[.!?…]/u.test(piece)) {
      sentence += 1;
      part += 1;
      begins = true;
    } else if (/^[,;:\s]/u.test(piece)) part += 1;
    else {
      if (piece === VALUE) values += 1;
      else if (piece !== GIVEN) heard.push({ as: piece, small: piece.toLowerCase(), values, sentence, part, begins });
      begins = false;
    }
  }
  return heard;
}

const denies = ({ small }: Heard): boolean => negations.has(small) || small.endsWith("n't");
const rootsOf = (heard: readonly Heard[]): Set<string> => new Set(heard.map(({ small }) => rootOf(small)));
const wordsAround = ({ say }: Answer): string[] => say.map((words) => words.split(/\{[^{}]+\}/u).join(' '));

/** What is wrong with words as ones that tell what our own words tell; nothing where they do. */
function judgeTold(
  row: Row,
  text: string,
  before: string,
  request: string,
  calls: readonly StandingCall[],
  { values, sayings }: Told,
): string[] {
  if (text.trim() === '') return ['it says nothing'];
  if (text.length > 2 * before.length + 200) return ['it is far longer'];
  const [was, is] = [findAll(values, before), findAll(values, text)];
  if (typeof was === 'string' || typeof is === 'string') return [typeof is === 'string' ? is : String(was)];
  const [own, said] = [cutOut(before, was), cutOut(text, is)];
  const strange = [...cutOut(text, is, '')].find((mark) => STRANGE.test(mark) && !before.includes(mark));
  if (strange !== undefined) return [`it has the mark ${quote(strange)}`];

  const replies = calls.map((call) => findReplies(row, call));
  const isFailure = (replies.at(-1) ?? []).some(hasFailed);
  const isChange = replies.flat().some(({ primitive }) => primitive.effect === 'changed');
  const licence = {
    around: sayings.map(({ answer }) => wordsAround(answer)),
    elsewhere: otherWords(row, calls, sayings),
    request,
    isFailure,
    isChange,
  };
  const [ownHeard, heard] = [hear(own), hear(said)];
  const faults = judgeLicence(hear(hideGiven(said, calls)), licence);
  if (isBroken(said, own)) faults.push('it is not written as sentences are');
  const weighed = rootsOf(heard);
  for (const { as, small } of ownHeard) if (weighingWords.has(small) && !weighed.has(rootOf(small))) faults.push(`it lacks ${quote(as)}`);
  const tells = (all: readonly Heard[], as: ReadonlySet<string>): boolean => all.some(({ small }) => as.has(small));
  if (tells(ownHeard, doneWords) && !tells(heard, doneWords) && !tells(heard, beingWords)) faults.push('it does not say that it is done');
  for (const word of lacking(licence.around, heard)) faults.push(`it lacks ${quote(word)}`);
  faults.push(...judgeDenials(ownHeard, heard, values.length, isFailure), ...(values.length < 2 ? [] : judgePlaces(ownHeard, heard)));
  return faults;
}

/** What no sentence has: a word twice over, a mark after a space or another, a small letter at its begin, nothing at its end. */
const BREAKS: readonly ((text: string) => boolean)[] = [
  (text) => /(?<![\p{L}'])(\p{L}+) \1(?![\p{L}'])/iu.test(text),
  (text) => /\s[,.;:!?](?:\s|$)|[,;:]\s*[,.;:!?]/u.test(text),
  (text) => /^\p{Ll}/u.test(text),
  (text) => !/(?:[.!?…]["”)]?|\ue000)$/u.test(text),
];

/** Whether a text has one of these, and our own words do not. */
function isBroken(said: string, own: string): boolean {
  return BREAKS.some((breaks) => breaks(said) && !breaks(own));
}

/** The words that the same tools' answers have where something else comes out. */
function otherWords(row: Row, calls: readonly StandingCall[], sayings: Told['sayings']): Set<string> {
  const told = sayings.map(({ answer }) => answer);
  const tools = calls.flatMap(({ name }) => row.grounds[0]?.phrases.tools[name] ?? []);
  const others = tools.flatMap(({ answers, failures = [] }) => [...answers, ...failures]).filter((answer) => !told.includes(answer));
  return rootsOf(others.flatMap(wordsAround).flatMap(hear));
}

/** What a text may say beside its values. */
interface Licence {
  /** the words around the values in each wording, one list for each answer that is told */
  around: readonly (readonly string[])[];
  elsewhere: ReadonlySet<string>;
  request: string;
  isFailure: boolean;
  isChange: boolean;
}

function judgeLicence(heard: readonly Heard[], { around, elsewhere, request, isFailure, isChange }: Licence): string[] {
  const ours = rootsOf(around.flat().flatMap(hear));
  const asked = hear(request.replace(/"[^"]*"/gu, ' ')).filter(
    (word) => word.as === word.small && !/\p{N}/u.test(word.small) && !weighingWords.has(word.small) && !denies(word),
  );
  const [askedRoots, askedForms] = [rootsOf(asked), new Set(asked.map(({ small }) => small))];
  const askedVerbs = new Set([...askedRoots, ...rootsOf(hear(request.replace(/"[^"]*"/gu, ' ')).filter(({ begins }) => begins))]);
  const deniedParts = new Set(heard.filter(denies).map(({ part }) => part));
  const isFree = (word: Heard): boolean => {
    const root = rootOf(word.small);
    if (ours.has(root) || denies(word)) return true;
    if (/_|\p{Ll}\p{Lu}/u.test(word.as)) return false;
    if (doneWords.has(word.small))
      return (isChange && (word.small === 'done' || askedVerbs.has(root))) || (!isFailure && askedForms.has(word.small));
    if (tellingWords.has(word.small)) return true;
    if (!askedRoots.has(root) || weighingWords.has(word.small) || /\p{N}/u.test(word.small)) return false;
    return (word.begins || !/^\p{Lu}/u.test(word.as)) && (!elsewhere.has(root) || deniedParts.has(word.part));
  };
  const strange = dropPhrases(heard).filter((word) => !isFree(word));
  return strange.map(({ as }) => `nothing stands behind ${quote(as)}`);
}

const idle = tellingPhrases.map((phrase) => phrase.split(' ')).sort((one, other) => other.length - one.length);

function dropPhrases(heard: readonly Heard[]): Heard[] {
  const [first] = heard;
  if (first === undefined) return [];
  const phrase = idle.find((words) => words.every((word, at) => heard[at]?.small === word && heard[at]?.values === first.values));
  return phrase === undefined ? [first, ...dropPhrases(heard.slice(1))] : dropPhrases(heard.slice(phrase.length));
}

/** The text without what it repeats of the texts in its calls. */
function hideGiven(text: string, calls: readonly StandingCall[]): string {
  const given = calls
    .flatMap((call) => textsIn(call.arguments))
    .filter((value) => /\p{L}/u.test(value) && value.length > 1 && value.length <= 200);
  let left = text;
  for (const words of given.sort((one, other) => other.length - one.length)) {
    for (const [start, end] of listWhole(words, left).toReversed()) {
      if (left.slice(start, end) === words) left = `${left.slice(0, start)}${GIVEN}${left.slice(end)}`;
    }
  }
  return left;
}

/** Words of the matter that are not said, where no wording of an answer has all of its own said. */
function lacking(around: Licence['around'], heard: readonly Heard[]): string[] {
  const said = rootsOf(heard);
  return around.flatMap((wordings) => {
    const unsaid = wordings.map((words) => {
      const matter = hear(words).filter((word) => !tellingWords.has(word.small) && !doneWords.has(word.small) && !denies(word));
      return [...rootsOf(matter)].filter((root) => !said.has(root));
    });
    return unsaid.some((roots) => roots.length === 0) ? [] : (unsaid[0] as string[]).slice(0, 1);
  });
}

function judgeDenials(own: readonly Heard[], heard: readonly Heard[], values: number, isFailure: boolean): string[] {
  const [meant, said] = [own.filter(denies), heard.filter(denies)];
  if (isFailure) return said.some(({ sentence }) => sentence === 0) ? [] : ['it does not say at once what failed'];
  if ((meant.length === 0) !== (said.length === 0) || said.length > meant.length) return ['it denies something else'];
  const strayed = values > 1 && said.some((word) => meant.every((other) => other.values !== word.values));
  return strayed ? ['it denies something else'] : [];
}

/** Whether the words that both have once stand in one order, and by the same values. */
function judgePlaces(own: readonly Heard[], heard: readonly Heard[]): string[] {
  const once = (all: readonly Heard[]): Map<string, number> => {
    const places = new Map<string, number[]>();
    for (const word of all) {
      if (!tellingWords.has(word.small) && !denies(word))
        places.set(rootOf(word.small), [...(places.get(rootOf(word.small)) ?? []), word.values]);
    }
    return new Map([...places].filter(([, each]) => each.length === 1).map(([root, [place]]) => [root, place as number]));
  };
  const [was, is] = [once(own), once(heard)];
  const order = [...is.keys()].filter((root) => was.has(root));
  const strayed = [...was.keys()]
    .filter((root) => is.has(root))
    .find((root, at) => order[at] !== root || Math.abs((was.get(root) ?? 0) - (is.get(root) ?? 0)) > 1);
  return strayed === undefined ? [] : [`${quote(strayed)} stands by another value`];
}
