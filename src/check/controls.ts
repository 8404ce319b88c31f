import { type Control, controlSchema } from '../model/control.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Pair } from '../model/pair.ts';
import { canonicalArguments, spellPath } from './canonical.ts';
import { type Place, quote, type Tally } from './claims.ts';
import { digestText, NumberSet } from './compact.ts';
import { judgeMessages } from './conversation.ts';
import { readDates } from './dates.ts';
import { ExpectedTable } from './exports.ts';
import type { KnownGround } from './ground.ts';
import { applyChange, findBadNumber, isObject, isSame, lookUp, sortedText, splitPointer } from './json.ts';
import { judgeSchema, OfferJudge } from './offers.ts';
import { judgeExecuted, judgeReplies, judgeState, judgeUpstream } from './recordings.ts';
import { judgeRequest } from './request.ts';
import { findTool, type Row, readRow } from './row.ts';

/** The file of the controls' canonical rows. */
export const CONTROLS = 'controls/test.jsonl';

/** What the rows of the splits say of a control's group and prompt: faults where they stand in train. */
export type JudgeApart = (group: string, prompt: Pair['prompt']) => string[];

/** Checks the rows whose two sides mean the same, one line after another. */
export class ControlCheck {
  readonly table: ExpectedTable;
  readonly #manifest: Manifest;
  readonly #grounds: ReadonlyMap<string, KnownGround>;
  readonly #tally: Tally;
  readonly #judgeApart: JudgeApart;
  readonly #offers = new OfferJudge();
  #first: number | undefined;
  readonly #indexes = new NumberSet();
  readonly #ids = new Set<string>();
  readonly #counts: NonNullable<Manifest['controls']> = { rows: 0, executed: 0, byKind: {} };
  #rows = 0;

  constructor(manifest: Manifest, grounds: ReadonlyMap<string, KnownGround>, tally: Tally, judgeApart: JudgeApart) {
    this.#manifest = manifest;
    this.#grounds = grounds;
    this.#tally = tally;
    this.table = new ExpectedTable('controls', 'test', tally);
    this.#judgeApart = judgeApart;
  }

  readLine(line: number, text: string): void {
    const place: Place = { row: null, file: CONTROLS, line };
    this.#rows += 1;
    try {
      const value: unknown = JSON.parse(text);
      const parsed = controlSchema.safeParse(value);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        this.#tally.note('control', place, [`${issue?.path.map(String).join('.') || 'the row'}: ${issue?.message}`]);
      } else this.#check({ ...place, row: parsed.data.id }, value as Control, JSON.stringify(value) === text);
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
      this.#tally.note('control', place, [error instanceof RangeError ? 'it is nested too deep' : 'the line is not JSON']);
    }
  }

  #check(place: Place, control: Control, isWhole: boolean): void {
    this.#count(control);
    const row = readRow(asPair(control), this.#grounds);
    const badNumber = findBadNumber([control.prompt, control.original, control.respelt, control.continuation] as never);
    const messages = judgeMessages(row);
    const note = (claim: Parameters<Tally['note']>[0], reasons: readonly string[] | null) => {
      if (reasons !== null) this.#tally.note(claim, place, reasons);
    };
    note('control', [...this.#judgePlace(control, isWhole), ...judgeSameness(row, control)]);
    note('messages', badNumber === null ? messages : [...messages, badNumber]);
    note('tools', this.#offers.judge(row));
    note('schema', judgeSchema(row));
    note('executed', judgeExecuted(row));
    note('replies', judgeReplies(row));
    note('state', judgeState(row));
    note('upstream', judgeUpstream(row));
    note('request', judgeRequest(row));
  }

  /** Its name, its place, and that no split for training has its like. */
  #judgePlace({ id, group, prompt, original, respelt, meta }: Control, isWhole: boolean): string[] {
    const faults = this.#judgeApart(group, prompt);
    const digest = digestText(JSON.stringify([prompt, original, respelt]));
    if (digest.map((half) => half.toString(16).padStart(8, '0')).join('') !== id)
      faults.push('its id is not the hash of prompt, original and respelt');
    if (this.#ids.has(id)) faults.push('another control has its id');
    this.#ids.add(id);
    if (meta.seed !== this.#manifest.seed) faults.push(`its seed is ${quote(meta.seed)}; the manifest says ${quote(this.#manifest.seed)}`);
    // Those of a shard begin anywhere.
    this.#first ??= this.#manifest.shard === undefined ? 0 : meta.index;
    const at = meta.index - this.#first;
    if (at < 0 || at >= (this.#manifest.controls?.rows ?? 0) || !this.#indexes.add(at))
      faults.push(`its index ${meta.index} stands twice or is no position`);
    if (!isWhole) faults.push('written again, the line is another');
    return faults;
  }

  #count(control: Control): void {
    const { byKind } = this.#counts;
    const { kind } = control.respelling;
    this.#counts.rows += 1;
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    if (control.evidence.sameness === 'results') this.#counts.executed += 1;
    const { id, prompt, original, respelt, tools, respelling } = control;
    this.table.expect(id, [id, ...[prompt, original, respelt, tools, respelling].map((member) => JSON.stringify(member))]);
  }

  /** Compares what was found with what the manifest says. Call it after the last line. */
  finish(): void {
    const said = this.#manifest.controls ?? { rows: 0, executed: 0, byKind: {} };
    if (this.#rows === 0 && said.rows === 0) return;
    const faults = isSame(said as unknown as Json, this.#counts as unknown as Json)
      ? []
      : [`the manifest says ${quote(said)} of the controls; the rows give ${quote(this.#counts)}`];
    this.#tally.note('counts', { row: null, file: 'manifest.json', line: null }, faults);
  }
}

/** Both calls are of one tool, differ in the recorded way and in no other, and come to the same. */
function judgeSameness(row: Row, { respelling, evidence, original, respelt }: Control): string[] {
  const [one, other] = [row.chosen.call, row.rejected.call];
  if (one === null || other === null) return ['both sides of a control make a call'];
  if (one.name !== other.name) return [`the sides call ${one.name} and ${other.name}`];
  if (JSON.stringify([original]) === JSON.stringify([respelt])) return ['both sides are written alike'];
  const rebuilt = respell(one.arguments, respelling);
  if (rebuilt === null || !isSame(rebuilt, other.arguments))
    return [`original, changed at ${quote(respelling.pointer)}, does not give respelt`];
  const { executed } = row.chosen;
  const tool = findTool(row, one.name);
  if (executed === null || tool === undefined) return ['the original call was not recorded'];
  const faults = judgeKind(respelling, tool.parameters, executed.ground.root);
  if (evidence.sameness === 'results') return [...faults, ...judgeOutcome(row)];
  const needsReply = respelling.kind === 'letter-case' || respelling.kind === 'number-form';
  if (needsReply || (respelling.kind === 'list-order' && executed.primitive.effect === 'changed'))
    faults.push(`${respelling.kind} means the same only where both calls were executed`);
  const spelling = { root: executed.ground.root, roles: executed.primitive.roles };
  const [left, right] = [one, other].map((call) => canonicalArguments(call.arguments, tool.parameters, spelling));
  if (left !== right) faults.push('with every value written one way, the calls are two');
  return faults;
}

/** The arguments with the respelling applied; null where it cannot be. */
function respell(values: JsonObject, { pointer, from, to }: Control['respelling']): Json | null {
  if (pointer === '') return isSame(from, values) ? to : null;
  const found = lookUp(values, pointer);
  if (from === null) {
    const [name, ...deeper] = splitPointer(pointer);
    return found === undefined && name !== undefined && deeper.length === 0 ? { ...values, [name]: to } : null;
  }
  if (found === undefined || !isSame(found, from)) return null;
  return applyChange(values, { op: to === null ? 'remove' : 'replace', pointer, to });
}

/** Whether the two values are what the kind says. */
function judgeKind({ kind, pointer, from, to }: Control['respelling'], parameters: JsonObject, root: string): string[] {
  const fail = [`${quote(from)} and ${quote(to)} are no two ways of ${kind}`];
  const texts = typeof from === 'string' && typeof to === 'string' ? ([from, to] as const) : null;
  switch (kind) {
    case 'key-order':
      return pointer === '' && isObject(from) && isSame(from, to) ? [] : fail;
    case 'list-order':
      return Array.isArray(from) && Array.isArray(to) && isSame(from.map(sortedText).sort(), to.map(sortedText).sort()) ? [] : fail;
    case 'default-written':
      return from === null && isDeclared(to, pointer, parameters) ? [] : fail;
    case 'default-left-out':
      return to === null && isDeclared(from, pointer, parameters) ? [] : fail;
    case 'date-form': {
      const [one, other] = (texts ?? []).map((text) => readDates(text));
      return one?.length === 1 && other?.length === 1 && one[0] === other[0] ? [] : fail;
    }
    case 'path-form':
      return texts !== null && spellPath(texts[0], root) === spellPath(texts[1], root) ? [] : fail;
    case 'number-form':
      return typeof from !== typeof to && from !== '' && to !== '' && Number(from) === Number(to) ? [] : fail;
    case 'letter-case':
      return texts !== null && texts[0].toLowerCase() === texts[1].toLowerCase() ? [] : fail;
  }
}

/** Whether the schema declares this default for an optional argument. */
function isDeclared(value: Json, pointer: string, parameters: JsonObject): boolean {
  const name = splitPointer(pointer)[0] as string;
  const isRequired = Array.isArray(parameters.required) && parameters.required.includes(name);
  return !isRequired && isSame(lookUp(parameters, `/properties${pointer}/default`), value);
}

/** Whether both calls were recorded in one state, with one reply and one effect. */
function judgeOutcome({ chosen, rejected }: Row): string[] {
  const [left, right] = [chosen.executed, rejected.executed];
  if (left === null || right === null || left.primitive === right.primitive) return ['it says "results", and there are no two recordings'];
  const [one, other] = [left, right].map(({ ground, primitive }) => ground.plainReplyOf(primitive));
  if (one !== other) return ['the recorded replies of both sides differ'];
  const isSameWorld = left.primitive.effect === right.primitive.effect && left.primitive.leaves === right.primitive.leaves;
  return isSameWorld ? [] : ['the calls left different worlds'];
}

/** The control in the form that the judges of pairs read. */
function asPair({ id, group, shape, tools, prompt, original, respelt, continuation, respelling, evidence, meta }: Control): Pair {
  const turn = prompt.slice(prompt.findLastIndex((message) => message.role === 'user') + 1);
  const step = turn.reduce((sum, message) => sum + (message.role === 'assistant' ? (message.tool_calls?.length ?? 0) : 0), 0);
  const { from, to } = respelling;
  return {
    schema: 'nearmiss/pair@1',
    ...{ id, group, split: 'test', shape, tools, prompt, chosen: original, rejected: respelt },
    deviation: {
      ...{ family: 'wrong_value', operator: '', step, op: 'replace', pointer: '/tool_calls/0/function/arguments', from, to },
      ...{ severity: 'harmless', because: '' },
    },
    evidence: {
      stated: { message: 0, start: 0, end: 0, text: '', pointer: '', value: null, label: false },
      schema: { chosen: true, rejected: true },
      executed: { chosen: evidence.executed.original, rejected: evidence.executed.respelt },
      reported: { chosen: null, rejected: null },
      equivalence: { canonical: 'differ', results: 'unknown' },
    },
    continuation: { chosen: continuation, rejected: [] },
    meta: { ...meta, request: 'phrases', source: null },
  };
}
