import type { Json } from '../model/json.ts';
import type { Upstream } from '../model/primitive.ts';
import { isBroken } from './broken.ts';
import { canonicalValue } from './canonical.ts';
import { quote } from './claims.ts';
import { isRetried } from './failed.ts';
import { lookUp } from './json.ts';
import { asksBack, judgeOpen } from './questions.ts';
import { type Hearing, mayMean, readTools, readValues } from './reader.ts';
import { stands } from './recordings.ts';
import { isSameCall, type Reasons, type Recorded, type Row, type Side } from './row.ts';
import { hearTold } from './told.ts';
import { standsInTurn } from './turns.ts';
import { straighten } from './typos.ts';

/** Whether the request says what the rejected side goes against. */
export function judgeStated(row: Row): Reasons {
  const { stated } = row.pair.evidence;
  const message = row.pair.prompt[stated.message];
  if (message?.role !== 'user') return [`message ${stated.message} of the prompt is not the user's`];
  const found = message.content.slice(stated.start, stated.end);
  if (stated.start < 0 || stated.start >= stated.end || found !== stated.text) {
    return [`message ${stated.message} has ${quote(found)} from ${stated.start} to ${stated.end}, not ${quote(stated.text)}`];
  }
  const carrier = findCarrier(row);
  if (carrier?.call == null) return ['no call carries what is stated'];
  const faults = asksBack(row, 'chosen')
    ? judgeOpen(row, carrier)
    : stated.pointer === ''
      ? judgeTool(row, carrier)
      : judgeArgument(row, carrier);
  if (faults.length > 0) return faults;
  const heard = straighten(message.content);
  const mark = { tool: carrier.call.name, pointer: stated.pointer, words: stated.text };
  const fits = row.grounds.some((ground) => ground.hasMark(heard, stated.start, stated.end, mark));
  if (!fits && !standsInTurn(row, heard)) {
    return [
      `no template has ${stated.pointer === '' ? 'a cue' : stated.pointer} of ${carrier.call.name} where ${quote(stated.text)} stands`,
    ];
  }
  return [];
}

/** The side whose call carries what was stated: where an answer is due, the last call that was made for it. */
function findCarrier(row: Row): Side | null {
  const { chosen, rejected, prompt } = row;
  if (chosen.call !== null) return chosen;
  if (asksBack(row, 'chosen')) return rejected;
  const last = prompt.calls.findLast((call) => call.turn === prompt.turns);
  return last === undefined ? null : { ...chosen, call: last, executed: chosen.reported };
}

function judgeTool(row: Row, carrier: Side): string[] {
  const { stated } = row.pair.evidence;
  const { chosen, rejected } = row;
  const { family, op } = row.pair.deviation;
  // Such a call is wrong though its tool is right: by its form, because it was made already or has failed, by what it gives unasked.
  const mayBeWanted =
    isBroken(row) || chosen.call === null || isRetried(row, rejected) || (family === 'missing_optional' && op === 'replace');
  const wanted = carrier.call?.name as string;
  if (stated.label) return ['the words name a tool, not an element of an earlier reply'];
  if (stated.value !== wanted) return [`the words state the tool ${quote(stated.value)}, and the call is of ${wanted}`];
  const heard = readTools(stated.text, row.grounds);
  if (!heard.has(wanted)) return [`${quote(stated.text)} is no cue of ${wanted}`];
  const other = rejected.call?.name;
  if (other === wanted && !mayBeWanted) return [`${wanted} is stated and both sides call it`];
  if (other !== undefined && other !== wanted && heard.has(other))
    return [`${quote(stated.text)} is a cue of ${other} too, which is the rejected tool`];
  return [];
}

function judgeArgument(row: Row, carrier: Side): string[] {
  const { stated } = row.pair.evidence;
  const call = carrier.call as NonNullable<Side['call']>;
  const hearing = hear(row, carrier);
  if (hearing === null) return [];
  if (stated.label && hearing.source === null)
    return [`the recording takes ${stated.pointer} from no earlier reply, so no words can name it there`];
  const carried = lookUp(call.arguments, stated.pointer);
  if (carried === undefined) return [`the call has no argument ${stated.pointer}`];
  if (!means(carried, stated.value, hearing))
    return [`the call has ${quote(carried)} at ${stated.pointer}, not the stated ${quote(stated.value)}`];
  if (!mayMean(stated.text, stated.value, hearing)) {
    return [`${quote(stated.text)} does not state ${quote(stated.value)}; it may mean ${quote(readValues(stated.text, hearing))}`];
  }
  const against = isBroken(row) ? null : row.rejected.call;
  const opposite = against?.name === call.name ? lookUp(against.arguments, stated.pointer) : undefined;
  if (opposite === undefined) return [];
  if (means(opposite, stated.value, hearing)) return [`both sides have ${quote(stated.value)} at ${stated.pointer}`];
  if (mayMean(stated.text, opposite, hearing)) return [`${quote(stated.text)} may also mean the rejected ${quote(opposite)}`];
  return [];
}

function means(left: Json, right: Json, { kind, ground }: Hearing): boolean {
  return canonicalValue(left, kind, ground.root) === canonicalValue(right, kind, ground.root);
}

/** How the argument is to be heard; null where no recording tells. */
function hear(row: Row, carrier: Side): Hearing | null {
  const { pointer, label } = row.pair.evidence.stated;
  const recorded = carrier.executed;
  if (recorded === null || carrier.call === null) return null;
  const { ground, primitive } = recorded;
  const [system] = row.pair.prompt;
  return {
    ground,
    tool: carrier.call.name,
    pointer,
    kind: primitive.roles[pointer]?.kind ?? null,
    rootTold: system?.role === 'system' && system.content.includes(ground.root),
    told: hearTold(row.pair.prompt),
    source: label ? findSource(row, recorded, pointer) : null,
  };
}

/** Where the argument comes from: the reply in the prompt, where one of several stands there. */
function findSource(row: Row, recorded: Recorded, pointer: string): Upstream | null {
  const sources = recorded.primitive.upstream.filter((source) => source.pointer === pointer);
  return sources.find((source) => stands(row, recorded, source)) ?? sources[0] ?? null;
}

/** Whether a call too many was made before for nothing new, a call too few was not made yet, or a call made too early needs the reply of the right one. */
export function judgeRedundancy(row: Row): Reasons {
  const { family } = row.pair.deviation;
  if (family !== 'wrong_number') return null;
  const made = row.prompt.calls.filter((call) => call.turn === row.prompt.turns);
  const { chosen, rejected } = row;
  if (chosen.call === null && rejected.call !== null) {
    const repeated = rejected.call;
    // A guess is judged by what the request leaves open.
    if (asksBack(row, 'chosen')) return null;
    const isRepeated = made.some((call) => isSameCall(call, repeated) && call.reply !== null);
    // The request, whole, asks for the calls that were made and no other: any of another tool is too many, once it is known to be one that can be made.
    if (!isRepeated) {
      return rejected.executed === null || repeated.name === made.at(-1)?.name
        ? [`${repeated.name} with these arguments was not made before in this turn, and is no further one`]
        : [];
    }
    return rejected.executed?.primitive.effect === 'changed'
      ? [`${repeated.name} changes the world, so a second call is not the first`]
      : [];
  }
  if (chosen.call !== null && rejected.call === null) {
    const due = chosen.call;
    return made.some((call) => isSameCall(call, due)) ? [`${due.name} with these arguments was already made in this turn`] : [];
  }
  if (chosen.call === null || rejected.call === null) return ['one side has to make a call'];
  if (isRetried(row, rejected)) return [];
  const early = rejected.executed?.primitive;
  const needs = early?.upstream.some(
    ({ call, label, pointer }) => call === chosen.executed?.primitive.id && (label !== null || early.roles[pointer]?.origin === 'upstream'),
  );
  return needs === true ? [] : [`${rejected.call.name} takes nothing from the reply of ${chosen.call.name}, so it does not come too early`];
}
