import type { Json, JsonObject } from '../model/json.ts';
import { findUnportable } from '../model/number.ts';
import type { AssistantMessage, NamelessPair, Shape } from '../model/pair.ts';
import { removeAt, replaceAt } from '../model/pointer.ts';
import { splitOf } from '../pairs/split.ts';
import { type Stream, streamOf } from '../random/stream.ts';
import { decisionsOf } from './decisions.ts';
import type { GivenDecision, GivenRow } from './given.ts';
import type { ValuePool } from './pool.ts';
import { otherValues, type Proposal, type Scene, type StatedSlot, sceneOf } from './proposals.ts';
import { saidTextOf } from './said-text.ts';
import { severityOf } from './severity.ts';
import { slotsOf } from './slots.ts';
import { keyOf } from './words.ts';

/** What pairs of given rows share. */
export interface MutateSettings {
  seed: string;
  /** pairs made of one row at most */
  perRow: number;
  testShare: number;
  /** operators that may be used; null: all */
  operators: ReadonlySet<string> | null;
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
  const stream = streamOf(settings.seed, 'mutate', openingOf(row), row.messages.length);
  const attempts: { scene: Scene; stated: StatedSlot; stream: Stream }[] = [];
  for (const [place, decision] of decisions.entries()) {
    if (!isValidCall(decision, decision.call.function.arguments)) {
      discard('invalid_chosen');
      continue;
    }
    const slots = slotsOf(decision);
    const scene = sceneOf(decision, slots);
    if (scene.stated.length === 0) discard('not_stated');
    for (const stated of scene.stated) attempts.push({ scene, stated, stream: stream.child(`${place}${stated.slot.pointer}`) });
  }
  const pairs: NamelessPair[] = [];
  for (const attempt of stream.shuffle(attempts)) {
    if (pairs.length >= settings.perRow) break;
    const made = firstGood(attempt);
    if (made === null) discard('no_alternative');
    else pairs.push(composePair(attempt.scene.decision, made, settings));
  }
  return { pairs, discarded };

  function firstGood({ scene, stated, stream: own }: (typeof attempts)[number]): Proposal | null {
    for (const proposal of otherValues(scene, stated, pool, own)) {
      if (settings.operators !== null && !settings.operators.has(proposal.operator)) continue;
      const reason = findFault(scene, proposal);
      if (reason === null) return proposal;
      discard(reason);
    }
    return null;
  }
}

/** What a row begins with. Rows that begin alike lie in one split and draw alike, so that no prompt stands in both. */
function openingOf({ messages }: GivenRow): string {
  const request = messages.findIndex(({ role }) => role === 'user');
  return messages
    .slice(0, request + 1)
    .map(({ content }) => content)
    .join('\n');
}

/** Why a proposal makes no pair; null when it does. */
function findFault({ decision }: Scene, proposal: Proposal): string | null {
  const args = changedArguments(decision, proposal);
  if (findUnportable(args) !== undefined) return 'unportable_number';
  if (!isValidCall(decision, args)) return 'invalid_schema';
  const text = keyOf(JSON.stringify(args));
  // What a call beside it takes is asked for as well.
  const isBeside = decision.beside.some(
    ({ function: call }) =>
      call.name === decision.call.function.name &&
      (keyOf(JSON.stringify(call.arguments)) === text ||
        keyOf(JSON.stringify(call.arguments)).includes(keyOf(JSON.stringify(proposal.to)))),
  );
  return isBeside ? 'asked_for_too' : null;
}

function isValidCall(decision: GivenDecision, args: Json): boolean {
  const sampler = decision.tool.sampler();
  return sampler?.validate(args).valid === true && sampler.fits(sampler.document.root, args);
}

function changedArguments({ call }: GivenDecision, { op, pointer, to }: Proposal): JsonObject {
  const args = call.function.arguments;
  return (op === 'remove' ? removeAt(args, pointer) : replaceAt(args, pointer, to)) as JsonObject;
}

function composePair(decision: GivenDecision, proposal: Proposal, settings: MutateSettings): NamelessPair {
  const { row, call, prompt } = decision;
  const { slot, saying } = proposal.stated;
  // Words beside the call that repeat the value would give the wrong side away.
  const content = repeats(decision.content, proposal.from) ? '' : decision.content;
  const side = (args: JsonObject): AssistantMessage => ({
    role: 'assistant',
    content,
    tool_calls: [{ id: call.id, type: 'function', function: { name: call.function.name, arguments: args } }],
  });
  const said = saidTextOf(prompt[saying.message] as NamelessPair['prompt'][number]).text;
  return {
    schema: 'nearmiss/pair@1',
    group: row.source,
    split: splitOf(openingOf(row), settings),
    shape: shapeOf(decision),
    tools: row.tools.map(({ offered }) => offered),
    prompt: [...prompt],
    chosen: [side(call.function.arguments)],
    rejected: [side(changedArguments(decision, proposal))],
    deviation: {
      family: proposal.family,
      operator: proposal.operator,
      step: decision.step,
      op: proposal.op,
      pointer: `/tool_calls/0/function/arguments${proposal.pointer}`,
      from: proposal.from,
      to: proposal.op === 'remove' ? null : proposal.to,
      ...severityOf(decision.tool),
    },
    evidence: {
      stated: {
        message: saying.message,
        start: saying.start,
        end: saying.end,
        text: said.slice(saying.start, saying.end),
        pointer: slot.pointer,
        value: slot.value,
        label: false,
      },
      schema: { chosen: true, rejected: true },
      executed: { chosen: null, rejected: null },
      reported: { chosen: null, rejected: null },
      equivalence: { canonical: 'differ', results: 'unknown' },
    },
    continuation: { chosen: [...decision.continuation], rejected: [] },
    meta: { seed: settings.seed, index: 0, grounds: [], request: 'given', source: row.source },
  };
}

function repeats(content: string, value: Json): boolean {
  return content !== '' && value !== null && typeof value !== 'object' && ` ${keyOf(content)} `.includes(` ${keyOf(String(value))} `);
}

function shapeOf({ prompt }: GivenDecision): Shape {
  if (prompt.at(-1)?.role === 'tool') return 'serial';
  return prompt.filter(({ role }) => role === 'user').length > 1 ? 'followup' : 'single';
}
