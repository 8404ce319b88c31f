import type { Json, JsonObject } from '../model/json.ts';
import { findUnportable } from '../model/number.ts';
import type { AssistantMessage, Change, NamelessPair, Shape, Split, Stated, ToolCall } from '../model/pair.ts';
import { removeAt, replaceAt } from '../model/pointer.ts';
import { areWrongTogether } from '../operators/together.ts';
import { splitOf } from '../pairs/split.ts';
import { quickStream } from '../random/quick.ts';
import type { Stream } from '../random/stream.ts';
import { decisionsOf } from './decisions.ts';
import type { GivenDecision, GivenRow, GivenTool } from './given.ts';
import { earlierValue, leftOut, oppositeTool, otherArgument, shorterList, swappedPair } from './mixups.ts';
import type { ValuePool } from './pool.ts';
import { otherValues, type Proposal, type Scene, sceneOf } from './proposals.ts';
import { SaidTexts } from './said-text.ts';
import { slotsOf } from './slots.ts';
import type { Talk } from './talk.ts';
import { keyOf } from './words.ts';

/** What pairs of given rows share. */
export interface MutateSettings {
  seed: string;
  /** pairs made of one row at most */
  perRow: number;
  testShare: number;
  /** operators that may be used; null: all */
  operators: ReadonlySet<string> | null;
  /** changes that each pair carries: two are of different arguments of one call, each wrong alone */
  compose: 1 | 2;
}

/** Pairs of one row, without their places in the dataset, and what could not be made, by reason. */
export interface MutatedRow {
  pairs: NamelessPair[];
  discarded: Record<string, number>;
}

/** Makes near misses of the calls of one row, from the conversation alone. The same row, pool and settings give the same pairs. */
export function mutateRow(row: GivenRow, pool: ValuePool, settings: MutateSettings): MutatedRow {
  const discarded: Record<string, number> = {};
  const discard = (reason: string) => {
    discarded[reason] = (discarded[reason] ?? 0) + 1;
  };
  const { decisions, left } = decisionsOf(row);
  for (const { reason } of left) discard(reason);
  const opening = openingOf(row);
  const stream = quickStream(settings.seed, 'mutate', opening, row.messages.length);
  const texts = new SaidTexts();
  const attempts: Attempt[] = [];
  for (const [place, decision] of decisions.entries()) {
    const scene = sceneOf(decision, slotsOf(decision), texts);
    if (scene.stated.length === 0) discard('not_stated');
    else if (!isValidCall(decision.tool, decision.call.function.arguments)) discard('invalid_chosen');
    else attempts.push(...attemptsAt(scene, pool, stream.child(String(place))));
  }
  const pairs: NamelessPair[] = [];
  let split: Split | undefined;
  const used = new Set<string>();
  const made = new Set<string>();
  const waiting: Attempt[] = [];
  // Different places first: two mistakes with one value tell less than two with two.
  for (const attempt of inDrawnOrder(attempts, stream)) {
    if (pairs.length >= settings.perRow) break;
    if (used.has(attempt.place)) waiting.push(attempt);
    else make(attempt);
  }
  for (const attempt of waiting) {
    if (pairs.length >= settings.perRow) break;
    make(attempt);
  }
  return { pairs, discarded };

  function make(attempt: Attempt): void {
    let isAlone = false;
    for (const single of soundMutants(attempt, settings.operators, discard)) {
      const mutant = settings.compose === 2 ? withSecond(attempt, single) : single;
      if (mutant === null) {
        isAlone = true;
        continue;
      }
      const name = nameOf(attempt.place, mutant);
      if (made.has(name)) continue;
      made.add(name);
      used.add(attempt.place);
      split ??= splitOf(opening, settings);
      pairs.push(composePair(attempt.scene, mutant, split, settings.seed));
      return;
    }
    if (isAlone) discard('no_second');
    else if (attempt.isPlain) discard('no_alternative');
  }

  /** The mutant with a change of another argument of the same call; null where none can be made as well. */
  function withSecond(attempt: Attempt, { first }: Mutant): Mutant | null {
    for (const other of inDrawnOrder(attempts, stream.child(`second ${attempt.place}`))) {
      if (other.scene !== attempt.scene || other.place === attempt.place) continue;
      for (const second of other.proposals()) {
        if (settings.operators !== null && !settings.operators.has(second.operator)) continue;
        if (!canJoin(first, second) || findFault(other.scene, mutantOf(other.scene, second)) !== null) continue;
        const both = mutantOf(other.scene, first, second);
        if (findFault(other.scene, both) === null && !made.has(nameOf(attempt.place, both))) return both;
      }
    }
    return null;
  }
}

/** The proposals of an attempt that are wanted and surely wrong, made; the others are counted. */
function* soundMutants(attempt: Attempt, operators: MutateSettings['operators'], discard: (reason: string) => void): Generator<Mutant> {
  for (const proposal of attempt.proposals()) {
    if (operators !== null && !operators.has(proposal.operator)) continue;
    const mutant = mutantOf(attempt.scene, proposal);
    const reason = findFault(attempt.scene, mutant);
    if (reason === null) yield mutant;
    else discard(reason);
  }
}

/** What a pair is known by among those of its row: where it changes something, and into what. */
function nameOf(place: string, { first, second }: Mutant): string {
  if (second === undefined) return `${place} ${first.operator === 'sibling-tool' ? '' : JSON.stringify(first.to)}`;
  const parts = [first, second].map(({ op, pointer, to }) => `${pointer} ${op} ${JSON.stringify(to)}`);
  return parts.sort().join(' and ');
}

function canJoin(first: Proposal, second: Proposal): boolean {
  return first.within === 'arguments' && second.within === 'arguments' && areWrongTogether(first, second);
}

/** One way to change one decision. */
interface Attempt {
  scene: Scene;
  /** where it changes something: of one place only one pair is made before the others have had their turn */
  place: string;
  weight: number;
  /** whether it puts another value in place of one: what should always be possible */
  isPlain: boolean;
  proposals(): Iterable<Proposal>;
}

function attemptsAt(scene: Scene, pool: ValuePool, stream: Stream): Attempt[] {
  const at = scene.decision.prompt.length;
  const hasCalledBefore = scene.decision.prompt.some(({ role }) => role === 'assistant');
  const ofSlots = scene.stated.flatMap((stated): Attempt[] => {
    const place = `${at}${stated.slot.pointer}`;
    const own = stream.child(stated.slot.pointer);
    const found: Attempt[] = [{ scene, place, weight: 1, isPlain: true, proposals: () => otherValues(scene, stated, pool, own) }];
    if (scene.stated.length > 1) found.push({ scene, place, weight: 0.4, isPlain: false, proposals: () => otherArgument(scene, stated) });
    if (hasCalledBefore) found.push({ scene, place, weight: 1.5, isPlain: false, proposals: () => earlierValue(scene, stated) });
    if (!stated.slot.required) found.push({ scene, place, weight: 0.5, isPlain: false, proposals: () => leftOut(stated) });
    return found;
  });
  return [
    ...ofSlots,
    { scene, place: `${at} pair`, weight: 0.5, isPlain: false, proposals: () => swappedPair(scene) },
    { scene, place: `${at} list`, weight: 0.5, isPlain: false, proposals: () => shorterList(scene) },
    { scene, place: `${at} tool`, weight: 1, isPlain: false, proposals: () => oppositeTool(scene) },
  ];
}

/** A draw without putting back, the heavier the earlier. */
function inDrawnOrder(attempts: readonly Attempt[], stream: Stream): Attempt[] {
  return attempts
    .map((attempt) => ({ attempt, key: -Math.log(1 - stream.next()) / attempt.weight }))
    .sort((a, b) => a.key - b.key)
    .map(({ attempt }) => attempt);
}

/** What a row begins with. Rows that begin alike lie in one split and draw alike, so that no prompt stands in both. */
function openingOf({ messages }: GivenRow): string {
  const request = messages.findIndex(({ role }) => role === 'user');
  return messages
    .slice(0, request + 1)
    .map(({ content }) => content)
    .join('\n');
}

/** Why a mutant makes no pair; null when it does. */
function findFault({ decision }: Scene, { first: proposal, tool, call }: Mutant): string | null {
  if (findUnportable(call.arguments) !== undefined) return 'unportable_number';
  if (!isValidCall(tool, call.arguments)) return 'invalid_schema';
  if (decision.beside.length === 0) return null;
  const text = keyOf(JSON.stringify(call.arguments));
  // What a call beside it takes is asked for as well.
  if (decision.beside.some(({ function: other }) => other.name === call.name) && proposal.isCoarse) return 'asked_for_too';
  const isBeside = decision.beside.some(
    ({ function: other }) =>
      other.name === call.name &&
      (keyOf(JSON.stringify(other.arguments)) === text ||
        ` ${keyOf(JSON.stringify(other.arguments))} `.includes(` ${keyOf(JSON.stringify(proposal.to))} `)),
  );
  return isBeside ? 'asked_for_too' : null;
}

function isValidCall(tool: GivenTool, args: Json): boolean {
  const sampler = tool.sampler();
  return sampler?.validate(args).valid === true && sampler.fits(sampler.document.root, args);
}

/** One change of a call, or two, and the wrong call that it makes. */
interface Mutant {
  first: Proposal;
  second: Proposal | undefined;
  /** the one that the wrong call calls */
  tool: GivenTool;
  call: ToolCall['function'];
}

function mutantOf({ decision: { call, tool, row } }: Scene, first: Proposal, second?: Proposal): Mutant {
  const { name, arguments: args } = call.function;
  const { within, to } = first;
  if (within === 'tool') {
    const other = row.tools.find(({ offered }) => offered.function.name === to) as GivenTool;
    return { first, second, tool: other, call: { name: to as string, arguments: args } };
  }
  const changed = applyTo(args, first);
  return { first, second, tool, call: { name, arguments: second === undefined ? changed : applyTo(changed, second) } };
}

function applyTo(args: JsonObject, { op, pointer, to }: Proposal): JsonObject {
  return (op === 'remove' ? removeAt(args, pointer) : replaceAt(args, pointer, to)) as JsonObject;
}

function composePair({ decision, talk }: Scene, mutant: Mutant, split: Split, seed: string): NamelessPair {
  const { first: proposal, second } = mutant;
  const { row, call, prompt } = decision;
  const proposals = second === undefined ? [proposal] : [proposal, second];
  // Words beside the call that repeat the value would give the wrong side away.
  const isRepeated = proposals.some(({ from }) => repeats(decision.content, from));
  const content = isRepeated ? '' : decision.content;
  const side = ({ name, arguments: args }: ToolCall['function']): AssistantMessage => ({
    role: 'assistant',
    content,
    tool_calls: [{ id: call.id, type: 'function', function: { name, arguments: args } }],
  });
  const [stated, also] = proposals.map((each) => stateOf(each, talk)) as [Stated, Stated?];
  return {
    schema: 'nearmiss/pair@1',
    group: row.source,
    split,
    shape: shapeOf(decision),
    tools: row.tools.map(({ offered }) => offered),
    prompt: [...prompt],
    chosen: [side(call.function)],
    rejected: [side(mutant.call)],
    deviation: {
      family: proposal.family,
      operator: proposal.operator,
      step: decision.step,
      op: proposal.op,
      pointer: placeOf(proposal),
      from: proposal.from,
      to: valueMade(proposal),
      ...mutant.tool.severity,
      ...(second === undefined ? {} : { also: [recordChange(second)] }),
    },
    evidence: {
      stated,
      schema: { chosen: true, rejected: true },
      executed: { chosen: null, rejected: null },
      reported: { chosen: null, rejected: null },
      equivalence: { canonical: 'differ', results: 'unknown' },
      ...(also === undefined ? {} : { alone: [stated, also].map((each) => ({ stated: each, executed: null, results: 'unknown' })) }),
    },
    continuation: { chosen: [...decision.continuation], rejected: [] },
    meta: { seed, index: 0, grounds: [], request: 'given', source: row.source },
  };
}

function recordChange(proposal: Proposal): Change {
  const { family, operator, op, from } = proposal;
  return { family, operator, op, pointer: placeOf(proposal), from, to: valueMade(proposal) };
}

/** Where in the side's message it changes something. */
function placeOf({ within, pointer }: Proposal): string {
  return within === 'tool' ? '/tool_calls/0/function/name' : `/tool_calls/0/function/arguments${pointer}`;
}

function valueMade({ op, to }: Proposal): Json {
  return op === 'remove' ? null : to;
}

/** Where the conversation says what a change contradicts. */
function stateOf({ stated: { slot, saying } }: Proposal, talk: Talk): Stated {
  const { message, start, end } = saying;
  return { message, start, end, text: talk.said(message).text.slice(start, end), pointer: slot.pointer, value: slot.value, label: false };
}

function repeats(content: string, value: Json): boolean {
  return content !== '' && value !== null && typeof value !== 'object' && ` ${keyOf(content)} `.includes(` ${keyOf(String(value))} `);
}

function shapeOf({ prompt }: GivenDecision): Shape {
  if (prompt.at(-1)?.role === 'tool') return 'serial';
  return prompt.filter(({ role }) => role === 'user').length > 1 ? 'followup' : 'single';
}
