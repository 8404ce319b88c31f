import type { Json, JsonObject } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import type { Kind, Primitive, Upstream } from '../model/primitive.ts';
import { trimmed } from '../model/trimmed.ts';
import { standsBetween } from './dates.ts';
import { spokenForms, type Voice } from './speak.ts';
import type { Part, Template } from './template.ts';
import type { Told } from './told.ts';

/** One thing the request has to say: an argument's value, or the label by which a person names an element of an earlier reply. */
export interface Demand {
  pointer: string;
  value: Json;
  kind: Kind;
  label: string | null;
  /** what is said in its place, where the request leaves it open */
  unsaid?: readonly string[];
}

/** One call as its request sees it. */
export interface AskedStep {
  arguments: JsonObject;
  demands: readonly Demand[];
  words: Voice['words'];
}

/** Words of a request that state something: an argument's value, or (pointer '') which tool is wanted. Offsets in UTF-16 code units. */
export interface StatedSpan {
  step: number;
  pointer: string;
  start: number;
  end: number;
  label: boolean;
}

/** The step of words that state nothing of these calls: they were taken back, or ask for something else in the same message. */
export const ELSEWHERE = -1;

export interface Request {
  text: string;
  spans: readonly StatedSpan[];
}

/** What a person has to say for this call; `links` are its arguments that come from earlier replies of the same trajectory. */
export function demandsOf(primitive: Primitive, links: readonly Upstream[]): Demand[] {
  const demands: Demand[] = [];
  for (const [pointer, role] of Object.entries(primitive.roles)) {
    const value = valueAt(primitive.arguments, pointer);
    if (role.origin !== 'user' || value === undefined) continue;
    const link = links.find((candidate) => candidate.pointer === pointer);
    if (link === undefined) demands.push({ pointer, value, kind: role.kind, label: null });
    else if (link.label !== null) demands.push({ pointer, value, kind: role.kind, label: link.label.text });
  }
  return trimmed(demands);
}

/**
 * Whether the template serves these calls: every demand stated exactly once, nothing else stated, and every value sayable.
 * What a later step repeats of an earlier one may be left unsaid.
 * Optional clauses are in when the call has what they name.
 */
export function templateFits(template: Template, steps: readonly AskedStep[], told: Told): boolean {
  const whenHolds = template.when.every(({ step, pointer, value }) => {
    const given = valueAt(steps[step]?.arguments ?? {}, pointer);
    return value === null ? given === undefined : sameJson(given, value);
  });
  if (!whenHolds) return false;
  const parts = partsSaid(template.parts, steps);
  if (parts === null) return false;
  if (parts.some((part, at) => isOne(part, steps) && speaksOfSeveral(parts, at))) return false;
  const stated = parts.filter((part) => part.part === 'slot' || part.part === 'literal');
  const seen = new Set<string>();
  const allSayable = stated.every((part) => {
    const key = `${part.step}${part.pointer}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const demand = demandAt(steps, part.step, part.pointer);
    if (demand === undefined) return false;
    return part.part === 'literal'
      ? demand.label === null && sameJson(demand.value, part.value)
      : formsOf(demand, steps, part.step, told).length > 0;
  });
  const isMet = (demand: Demand, step: number) => seen.has(`${step}${demand.pointer}`) || isRepeated(demand, steps.slice(0, step));
  return allSayable && steps.every(({ demands }, step) => demands.every((demand) => isMet(demand, step)));
}

/** Whether the words around a slot go with several things and not with one: "the latest {n}", "{n} years". */
function speaksOfSeveral(parts: readonly Said[], at: number): boolean {
  const [before, after] = [parts[at - 1], parts[at + 1]].map((part) => (part === undefined || part.part === 'slot' ? '' : part.text));
  if (/^ (?:of them|most recent|newest|latest|oldest|(?!(?:is|was|has|as|this|us|its|holds|says)\b)\p{Ll}+s)\b/u.test(after as string))
    return true;
  return /\b(?:latest|newest|last|first|top|best) $/iu.test(before as string);
}

function isOne(part: Said, steps: readonly AskedStep[]): boolean {
  const demand = part.part === 'slot' ? demandAt(steps, part.step, part.pointer) : undefined;
  return demand?.value === 1 && demand.label === null && demand.kind === 'count';
}

/** Whether an earlier step has the same to say of the same argument: nobody names the file again that they go on working in. */
function isRepeated(demand: Demand, earlier: readonly AskedStep[]): boolean {
  return earlier.some(({ demands }) =>
    demands.some(({ pointer, value, label }) => pointer === demand.pointer && label === demand.label && sameJson(value, demand.value)),
  );
}

/** Picks among the spoken forms of a value of one kind, plainest first. */
export type ChooseForm = (forms: readonly string[], kind: Kind) => string;

/**
 * Says it, after what was said before in the same message. The template must fit. Sentences begin with a capital, unless the template begins without
 * one and the message with it: some people never write any.
 */
export function realiseRequest(template: Template, steps: readonly AskedStep[], told: Told, choose: ChooseForm, before = ''): Request {
  const parts = partsSaid(template.parts, steps) ?? [];
  const capitals = before !== '' || !beginsSmall(parts[0]);
  const inDigits = saysCountInDigits(parts, steps, told);
  const spans: StatedSpan[] = [];
  let text = before;
  // Our own words since the last value: what an argument says may end like a sentence, and does not end one.
  let own = before === '' ? '. ' : before;
  let isEnded = false;
  for (const [at, part] of parts.entries()) {
    const start = text.length;
    if (part.part === 'slot') {
      const demand = demandAt(steps, part.step, part.pointer) as Demand;
      const forms = formsBetween(text.slice(before.length), demand, textOf(parts[at + 1]), formsOf(demand, steps, part.step, told));
      const form = choose(inDigits && isCountSaid(demand) ? forms.slice(0, 1) : forms, demand.kind);
      text += capitals && SENTENCE_END.test(own) && isOwnWords(demand) ? capitalise(form) : form;
      spans.push({ step: part.step, pointer: part.pointer, start, end: text.length, label: demand.label !== null });
      own = '';
      isEnded = endsSentence(form);
    } else {
      const words = capitals ? capitaliseSentences(own.slice(-2), part.text) : part.text;
      // A sentence that is quoted ends ours as well.
      const stop = isEnded && `${own}${words}`.startsWith('".') ? 1 - own.length : -1;
      text += stop < 0 ? words : `${words.slice(0, stop)}${words.slice(stop + 1)}`;
      own += part.text;
      if (part.part === 'literal') spans.push({ step: part.step, pointer: part.pointer, start, end: text.length, label: false });
      if (part.part === 'cue') spans.push({ step: part.step, pointer: '', start, end: text.length, label: false });
    }
  }
  return { text, spans };
}

/** The ways to say what a sentence of ours mentions. */
export function formsAround(sentence: string, mark: string, forms: readonly string[], kind: Kind): readonly string[] {
  const [before = '', after = ''] = sentence.split(mark);
  return kind === 'date' ? forms.filter((form) => standsBetween(before, form, after)) : forms;
}

/** Of a date, the forms that stand well between the words around it. */
function formsBetween(before: string, { kind, label, unsaid }: Demand, after: string, forms: readonly string[]): readonly string[] {
  if (kind !== 'date' || label !== null || unsaid !== undefined) return forms;
  return forms.filter((form) => standsBetween(before, form, after));
}

function textOf(part: Said | undefined): string {
  return part === undefined || part.part === 'slot' ? '' : part.text;
}

/** Most counts that somebody writes out in one request: more of them are data. */
const MOST_WORDED = 2;

/** Whether the counts of the request are said in digits: some can only be said so, or there are many. */
function saysCountInDigits(parts: readonly Said[], steps: readonly AskedStep[], told: Told): boolean {
  let counts = 0;
  for (const part of parts) {
    const demand = part.part === 'slot' ? demandAt(steps, part.step, part.pointer) : undefined;
    if (part.part !== 'slot' || demand === undefined || !isCountSaid(demand)) continue;
    counts += 1;
    if (counts > MOST_WORDED || formsOf(demand, steps, part.step, told).length < 2) return true;
  }
  return false;
}

function isCountSaid({ kind, label, unsaid }: Demand): boolean {
  return kind === 'count' && label === null && unsaid === undefined;
}

const SENTENCE_END = /[.!?] $/u;
const SENTENCE_START = /(?<=[.!?] )\p{Ll}/gu;

/** Whether a sentence ends where the text does, a quoted one too. */
export function endsSentence(text: string): boolean {
  return /[.!?]"?$/u.test(text);
}

function beginsSmall(part: Said | undefined): boolean {
  return part !== undefined && part.part !== 'slot' && /^\p{Ll}/u.test(part.text);
}

/** Whether the forms of a value are words of ours, which may begin with a capital as well. */
function isOwnWords({ kind, label, unsaid }: Demand): boolean {
  return unsaid !== undefined || (label === null && ['count', 'position', 'date', 'enum', 'flag'].includes(kind));
}

const capitalised = new Map<string, Map<string, string>>();

/** The words of a template with a capital where a sentence begins, by the two letters before them. Templates are few, and said again and again. */
function capitaliseSentences(before: string, words: string): string {
  const known = capitalised.get(before) ?? new Map<string, string>();
  let said = known.get(words);
  if (said === undefined) {
    said = `${before}${words}`.replace(SENTENCE_START, (found) => found.toUpperCase()).slice(before.length);
    capitalised.set(before, known.set(words, said));
  }
  return said;
}

function capitalise(text: string): string {
  return text.replace(/^\p{Ll}/u, (first) => first.toUpperCase());
}

type Said = Exclude<Part, { part: 'clause' }>;

/** The template's parts with its clauses decided; null when a clause has only some of what it names. */
function partsSaid(parts: readonly Part[], steps: readonly AskedStep[]): Said[] | null {
  const said: Said[] = [];
  for (const part of parts) {
    if (part.part !== 'clause') {
      said.push(part);
      continue;
    }
    const inner = part.parts as Said[];
    const marks = inner.filter((mark) => mark.part === 'slot' || mark.part === 'literal');
    const present = marks.filter((mark) => {
      const demand = demandAt(steps, mark.step, mark.pointer);
      return demand !== undefined && (mark.part === 'slot' || sameJson(demand.value, mark.value));
    });
    if (present.length === marks.length) said.push(...inner);
    else if (present.length > 0) return null;
  }
  return said;
}

function demandAt(steps: readonly AskedStep[], step: number, pointer: string): Demand | undefined {
  return steps[step]?.demands.find((demand) => demand.pointer === pointer);
}

function formsOf(demand: Demand, steps: readonly AskedStep[], step: number, told: Told): readonly string[] {
  if (demand.unsaid !== undefined) return demand.unsaid;
  if (demand.label !== null) return [demand.label];
  return spokenForms(demand.value, demand.kind, demand.pointer, { ...told, words: steps[step]?.words ?? {} });
}

function sameJson(left: Json | undefined, right: Json): boolean {
  return left !== undefined && (left === right || JSON.stringify(left) === JSON.stringify(right));
}
