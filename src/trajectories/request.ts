import type { Json, JsonObject } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import type { Kind, Primitive, Upstream } from '../model/primitive.ts';
import { spokenForms, type Voice } from './speak.ts';
import type { Part, Template } from './template.ts';

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
  return demands;
}

/**
 * Whether the template serves these calls: every demand stated exactly once, nothing else stated, and every value sayable.
 * What a later step repeats of an earlier one may be left unsaid.
 * Optional clauses are in when the call has what they name.
 */
export function templateFits(template: Template, steps: readonly AskedStep[], statedRoot: string | null): boolean {
  const whenHolds = template.when.every(({ step, pointer, value }) => sameJson(valueAt(steps[step]?.arguments ?? {}, pointer), value));
  if (!whenHolds) return false;
  const parts = partsSaid(template.parts, steps);
  if (parts === null) return false;
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
      : formsOf(demand, steps, part.step, statedRoot).length > 0;
  });
  const isMet = (demand: Demand, step: number) => seen.has(`${step}${demand.pointer}`) || isRepeated(demand, steps.slice(0, step));
  return allSayable && steps.every(({ demands }, step) => demands.every((demand) => isMet(demand, step)));
}

/** Whether an earlier step has the same to say of the same argument: nobody names the file again that they go on working in. */
function isRepeated(demand: Demand, earlier: readonly AskedStep[]): boolean {
  return earlier.some(({ demands }) =>
    demands.some(({ pointer, value, label }) => pointer === demand.pointer && label === demand.label && sameJson(value, demand.value)),
  );
}

/** Picks among the spoken forms of a value of one kind, plainest first. */
export type ChooseForm = (forms: readonly string[], kind: Kind) => string;

/** Says it. The template must fit. */
export function realiseRequest(template: Template, steps: readonly AskedStep[], statedRoot: string | null, choose: ChooseForm): Request {
  const parts = partsSaid(template.parts, steps) ?? [];
  const spans: StatedSpan[] = [];
  let text = '';
  for (const part of parts) {
    const start = text.length;
    if (part.part === 'slot') {
      const demand = demandAt(steps, part.step, part.pointer) as Demand;
      text += choose(formsOf(demand, steps, part.step, statedRoot), demand.kind);
      spans.push({ step: part.step, pointer: part.pointer, start, end: text.length, label: demand.label !== null });
    } else {
      text += part.text;
      if (part.part === 'literal') spans.push({ step: part.step, pointer: part.pointer, start, end: text.length, label: false });
      if (part.part === 'cue') spans.push({ step: part.step, pointer: '', start, end: text.length, label: false });
    }
  }
  return { text, spans };
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

function formsOf(demand: Demand, steps: readonly AskedStep[], step: number, statedRoot: string | null): readonly string[] {
  if (demand.unsaid !== undefined) return demand.unsaid;
  if (demand.label !== null) return [demand.label];
  return spokenForms(demand.value, demand.kind, demand.pointer, { statedRoot, words: steps[step]?.words ?? {} });
}

function sameJson(left: Json | undefined, right: Json): boolean {
  return left !== undefined && (left === right || JSON.stringify(left) === JSON.stringify(right));
}
