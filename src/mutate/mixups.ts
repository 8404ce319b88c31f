import { canonicalJson } from '../model/canonical.ts';
import type { Json } from '../model/json.ts';
import { replaceAt, valueAt } from '../model/pointer.ts';
import { isClearlyOther, mayBeSameQuantity } from './acceptable.ts';
import { isPlausible } from './alternatives/number.ts';
import { defaultsOf } from './find/defaults.ts';
import { findSaying } from './find/find.ts';
import type { GivenSlot, GivenTool, Saying } from './given.ts';
import { choicesOf, isFreeText, kindOf } from './kinds.ts';
import { readClock, readDays } from './moment.ts';
import type { Proposal, Scene, StatedSlot } from './proposals.ts';
import { areOfOneSort, beginAlike } from './sorts.ts';
import type { Talk } from './talk.ts';
import { traitsOf } from './traits.ts';
import type { Wording } from './wording.ts';
import { stemOf, wordsOf } from './words.ts';

/** Takes what the conversation states for another argument of the call. */
export function* otherArgument(scene: Scene, stated: StatedSlot): Generator<Proposal> {
  const { slot, saying, wording } = stated;
  for (const other of scene.stated) {
    if (other.slot === slot || !isApart(stated, other) || !isOfOneSort(slot, other.slot) || !isSurelyOther(slot, other.slot.value))
      continue;
    if (wording.open || keepsTo(wording, slot.value, other.slot.value)) continue;
    if (mayTakePlaceOf(saying, other.saying, scene.talk)) continue;
    // There and back from one place is no journey: who takes the wrong end takes both.
    if (isDirected(slot, other.slot) || isDirected(other.slot, slot)) continue;
    // A list takes what its neighbour is anyway.
    if (slot.list.length > 0 || other.slot.list.length > 0) continue;
    yield replacement('distractor-value', stated, other.slot.value);
  }
}

/** Keeps what an earlier call of the tool took there, though the latest request names something else. */
export function* earlierValue(scene: Scene, stated: StatedSlot): Generator<Proposal> {
  const { slot, saying, wording } = stated;
  const { talk, decision } = scene;
  if (saying.message !== talk.request || slot.list.length > 0) return;
  const request = talk.said(talk.request);
  for (const message of [...decision.prompt.slice(0, talk.request)].reverse()) {
    if (message.role !== 'assistant') continue;
    for (const { function: call } of message.tool_calls ?? []) {
      const value = call.name === decision.tool.offered.function.name ? valueAt(call.arguments, slot.pointer) : undefined;
      if (value === undefined || typeof value !== typeof slot.value || !isSurelyOther(slot, value) || keepsTo(wording, slot.value, value))
        continue;
      const again =
        typeof value === 'number' ? request.numbers.some((spot) => mayBeSameQuantity(spot.value, value)) : isSaidIn(String(value));
      if (!again) yield replacement('stale-value', stated, value);
    }
  }

  function isSaidIn(text: string): boolean {
    const slotThen: GivenSlot = { ...slot, value: text };
    const found = findSaying(slotThen, [slotThen], talk);
    return found !== null && found.message === talk.request;
  }
}

/** Pairs of words that say which way something goes. */
const DIRECTIONS: readonly (readonly [string, string])[] = [
  ['from', 'to'],
  ['origin', 'destination'],
  ['source', 'target'],
  ['source', 'destination'],
  ['start', 'end'],
  ['departure', 'arrival'],
  ['departure', 'destination'],
  ['departure', 'return'],
  ['pickup', 'dropoff'],
  ['sender', 'recipient'],
  ['sender', 'receiver'],
  ['base', 'exponent'],
  ['base', 'target'],
  ['numerator', 'denominator'],
  ['dividend', 'divisor'],
  ['input', 'output'],
  ['old', 'new'],
  ['initial', 'final'],
  ['check in', 'check out'],
  ['checkin', 'checkout'],
].map((ends) => ends.map((end) => ` ${end} `) as [string, string]);

/** Words of tools for which both ways are one. */
const SYMMETRIC =
  /distance|between|gcd|lcm|greatest common|compare|comparison|similar|sum\b|\badd\b|average|mean\b|midpoint|correlat|intersect|overlap|hypot|friend|versus|\bvs\b|head.to.head|relationship|multiply|product of|union|difference/u;

/** Gives two values of a directed pair to each other's arguments. */
export function* swappedPair(scene: Scene): Generator<Proposal> {
  const { decision, stated, talk } = scene;
  const args = decision.call.function.arguments;
  for (const one of stated) {
    for (const other of stated) {
      if (one === other || one.slot.list.length > 0 || other.slot.list.length > 0 || typeof one.slot.value !== typeof other.slot.value)
        continue;
      if (!isDirected(one.slot, other.slot) || !isApart(one, other) || !isSurelyOther(one.slot, other.slot.value)) continue;
      // The start after the end just fails.
      if (typeof one.slot.value === 'number' || isMoment(one.slot.value)) continue;
      if (goesBothWays(decision.tool, talk)) return;
      const to = replaceAt(replaceAt(args, one.slot.pointer, other.slot.value), other.slot.pointer, one.slot.value);
      yield {
        family: 'wrong_value',
        isCoarse: true,
        operator: 'swapped-arguments',
        op: 'replace',
        within: 'arguments',
        pointer: '',
        from: args,
        to,
        stated: one,
      };
    }
  }
}

/** Whether a call means the same with its ends swapped. */
function goesBothWays({ offered, words }: GivenTool, talk: Talk): boolean {
  const { description } = offered.function;
  const request = talk.request < 0 ? '' : talk.said(talk.request).text.toLowerCase();
  return SYMMETRIC.test(`${words.join(' ')} ${description.toLowerCase()}`) || /\bbetween\b|\bround\b|\band back\b|\breturn/u.test(request);
}

function isDirected(one: GivenSlot, other: GivenSlot): boolean {
  const ours = ` ${one.words.join(' ')} `;
  const theirs = ` ${other.words.join(' ')} `;
  return DIRECTIONS.some(([from, to]) => ours.includes(from) && ours.replace(from, to) === theirs);
}

/** Leaves out one of several things that are asked for together. */
export function* shorterList(scene: Scene): Generator<Proposal> {
  const args = scene.decision.call.function.arguments;
  const lists = new Map<string, StatedSlot[]>();
  for (const stated of scene.stated) {
    if (stated.slot.list.length < 2) continue;
    const pointer = stated.slot.pointer.slice(0, stated.slot.pointer.lastIndexOf('/'));
    lists.set(pointer, [...(lists.get(pointer) ?? []), stated]);
  }
  for (const [pointer, members] of lists) {
    const list = valueAt(args, pointer);
    const last = members.at(-1) as StatedSlot;
    if (!Array.isArray(list) || members.length !== list.length || new Set(list.map(canonicalJson)).size < list.length) continue;
    const spans = members.map(({ saying }) => saying);
    if (new Set(spans.map(({ message }) => message)).size > 1 || new Set(spans.map(({ start }) => start)).size < spans.length) continue;
    const { text } = scene.talk.said(last.saying.message);
    const around = text.slice(
      Math.max(0, Math.min(...spans.map(({ start }) => start)) - 40),
      Math.max(...spans.map(({ end }) => end)) + 40,
    );
    if (/\b(?:or|either|any|such as|like|e\.?g|for example|maybe|optionally|including|etc)\b/iu.test(around)) continue;
    for (const member of [...members].reverse()) {
      const place = Number(member.slot.pointer.slice(pointer.length + 1));
      const to = list.filter((_, index) => index !== place);
      yield {
        family: 'wrong_value',
        isCoarse: true,
        operator: 'dropped-element',
        op: 'replace',
        within: 'arguments',
        pointer,
        from: list,
        to,
        stated: member,
      };
    }
  }
}

/** Leaves out an optional argument that is asked for, where what it is then is known and another. */
export function* leftOut(stated: StatedSlot): Generator<Proposal> {
  const { slot, saying } = stated;
  if (slot.required || slot.list.length > 0 || !saying.whole || stated.wording.open) return;
  const initials = defaultsOf(slot);
  const told = slot.description.toLowerCase().split('default').length - 1;
  // What it is then has to be known, all of it.
  if (
    isFreeText(slot) ||
    initials.length === 0 ||
    told > initials.length ||
    !initials.every((initial) => isSettled(initial) && isSurelyOther(slot, initial))
  )
    return;
  if (slot.schema.default === undefined && choicesOf(slot) === null && typeof slot.value === 'string') return;
  yield {
    family: 'missing_optional',
    isCoarse: true,
    operator: 'dropped-constraint',
    op: 'remove',
    within: 'arguments',
    pointer: slot.pointer,
    from: slot.value,
    to: null,
    stated,
  };
}

/** A default that is one value, and not whatever fits. */
function isSettled(initial: Json): boolean {
  return (
    typeof initial === 'number' ||
    typeof initial === 'boolean' ||
    (typeof initial === 'string' && !/^(?:all|any|both|auto.*|none|null|dontcare|default|)$/iu.test(initial))
  );
}

const OPPOSITE_VERBS: readonly (readonly [string, string])[] = [
  ['create', 'delete'],
  ['add', 'remove'],
  ['enable', 'disable'],
  ['open', 'close'],
  ['start', 'stop'],
  ['lock', 'unlock'],
  ['follow', 'unfollow'],
  ['buy', 'sell'],
  ['encrypt', 'decrypt'],
  ['encode', 'decode'],
  ['subscribe', 'unsubscribe'],
  ['upload', 'download'],
  ['approve', 'reject'],
  ['accept', 'decline'],
  ['pause', 'resume'],
  ['mute', 'unmute'],
  ['like', 'unlike'],
  ['import', 'export'],
  ['archive', 'unarchive'],
  ['connect', 'disconnect'],
  ['install', 'uninstall'],
  ['deposit', 'withdraw'],
  ['borrow', 'return'],
  ['increase', 'decrease'],
  ['increment', 'decrement'],
  ['publish', 'unpublish'],
  ['block', 'unblock'],
  ['on', 'off'],
];

/** Calls the tool that does the opposite to the same thing. */
export function* oppositeTool(scene: Scene): Generator<Proposal> {
  const { decision, talk } = scene;
  const { name } = decision.call.function;
  const { words } = decision.tool;
  if (talk.request < 0) return;
  for (const other of decision.row.tools) {
    const theirs = other.words;
    if (theirs.length !== words.length) continue;
    const differing = words.filter((word, place) => word !== theirs[place]);
    const [verb] = differing;
    if (differing.length !== 1 || verb === undefined) continue;
    const opposite = theirs[words.indexOf(verb)] as string;
    if (!OPPOSITE_VERBS.some((pair) => pair.includes(verb) && pair.includes(opposite)) || verb === 'on' || verb === 'off') continue;
    const said = talk.said(talk.request);
    const [place] = said.placesOfStem(stemOf(verb));
    const token = place === undefined ? undefined : said.tokens[place];
    // Asked for both, or for neither in these words.
    if (token === undefined || said.placesOfStem(stemOf(opposite)).length > 0) continue;
    const slot: GivenSlot = {
      pointer: '',
      value: name,
      name: '',
      words: [],
      path: [],
      schema: {},
      description: '',
      required: true,
      list: [],
    };
    const saying = { message: talk.request, start: token.start, end: token.end, whole: true };
    yield {
      family: 'wrong_function',
      isCoarse: true,
      operator: 'sibling-tool',
      op: 'replace',
      within: 'tool',
      pointer: '',
      from: name,
      to: other.offered.function.name,
      stated: { slot, saying },
    };
  }
}

function replacement(operator: string, stated: StatedSlot, to: Json): Proposal {
  return {
    family: 'wrong_value',
    operator,
    op: 'replace',
    within: 'arguments',
    pointer: stated.slot.pointer,
    from: stated.slot.value,
    to,
    stated,
  };
}

/** Whether another number is right where only a bound is said, or about how many. */
function keepsTo({ loose, bound }: Wording, value: Json, other: Json): boolean {
  if (typeof value !== 'number' || typeof other !== 'number') return false;
  return loose || (bound === 'least' && other > value) || (bound === 'most' && other < value);
}

/** Words that take something back. */
const TAKING_BACK =
  /\bno\b[,.—-]|\b(?:nope|sorry|i mean(?:t)?|actually|rather|make (?:it|that)|instead|correction|scratch that|wait|on second thoughts?|change (?:it|that) to)\b/iu;

/** Whether what is said for another argument could be the last word on this one: it comes in a later request, or after words that take something back. */
function mayTakePlaceOf(own: Saying, other: Saying, talk: Talk): boolean {
  if (talk.roleOf(other.message) !== 'user' || other.message < own.message) return false;
  if (other.message > own.message) return true;
  return other.start >= own.end && TAKING_BACK.test(talk.said(own.message).text.slice(own.end, other.start));
}

/** Whether other words state the other value. */
function isApart(one: StatedSlot, other: StatedSlot): boolean {
  return one.saying.message !== other.saying.message || one.saying.end <= other.saying.start || other.saying.end <= one.saying.start;
}

/** Whether what stands in one place could as well stand in the other. */
function isOfOneSort(one: GivenSlot, other: GivenSlot): boolean {
  if (choicesOf(one) !== null || choicesOf(other) !== null || isFreeText(one) || isFreeText(other)) return false;
  if (typeof one.value === 'number' && typeof other.value === 'number')
    return isPlausible(one, one.value, other.value) && kindOf(one) === kindOf(other) && areOfOneSize(one.value, other.value);
  if (typeof one.value !== 'string' || typeof other.value !== 'string') return false;
  if (!areOfOneSort(one, other) || !beginAlike(one.value, other.value)) return false;
  const isDay = (text: string) => readDays(text).length > 0;
  return (
    isDay(one.value) === isDay(other.value) &&
    isMoment(one.value) === isMoment(other.value) &&
    traitsOf(one.value).look === traitsOf(other.value).look
  );
}

/** How many times as big a number may be and still be taken for another: years are not taken for amounts of money. */
const MOST_TIMES = 20;

function areOfOneSize(one: number, other: number): boolean {
  const [small, big] = [Math.abs(one), Math.abs(other)].sort((a, b) => a - b) as [number, number];
  return big <= MOST_TIMES * Math.max(small, 1);
}

/** Whether another value of a place is no way to say the same. */
function isSurelyOther(slot: GivenSlot, to: Json): boolean {
  const { value } = slot;
  if (typeof value === 'number') {
    const number = typeof to === 'string' && to.trim() !== '' ? Number(to) : to;
    // Three o'clock is fifteen hours as well.
    if (typeof number === 'number' && Math.abs(number - value) === 12 && slot.words.some((word) => word.startsWith('hour'))) return false;
    return typeof number === 'number' && Number.isFinite(number) && !mayBeSameQuantity(value, number);
  }
  if (typeof value === 'boolean') return to === !value || to === String(!value);
  if (typeof value !== 'string' || typeof to !== 'string') return false;
  if (isMoment(value) || isMoment(to)) return isMoment(value) && isMoment(to) && digitsOf(value) !== digitsOf(to);
  // What programs are told by name is told apart by the letter: `mapController` is no `mapArea`.
  if (IDENTIFIER.test(value) && IDENTIFIER.test(to)) return value.toLowerCase() !== to.toLowerCase();
  return isClearlyOther(traitsOf(value), traitsOf(to), null);
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*(?:[a-z][A-Z]|_)[\w$]*$/u;

function isMoment(value: Json): boolean {
  return typeof value === 'string' && (readDays(value).length > 0 || readClock(value) !== null);
}

function digitsOf(text: string): string {
  return wordsOf(text)
    .map((word) => word.replace(/^0+/u, ''))
    .join(' ');
}
