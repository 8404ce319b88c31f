import type { Json } from '../model/json.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Family } from '../model/pair.ts';
import { isBroken } from './broken.ts';
import { meanSame } from './canonical.ts';
import { quote } from './claims.ts';
import { isRetried } from './failed.ts';
import { applyChange, isObject, isSame, lookUp, splitPointer } from './json.ts';
import { asksBack } from './questions.ts';
import { findTool, type Reasons, type Row } from './row.ts';

const ARGUMENTS = '/tool_calls/0/function/arguments';

/** Where a family may change the chosen message. */
const PLACES: Readonly<Record<Family, (pointer: string) => boolean>> = {
  // The arguments as a whole change where two of them trade values.
  wrong_value: (pointer) => pointer === ARGUMENTS || pointer.startsWith(`${ARGUMENTS}/`),
  // The arguments as a whole change where one is there that nobody asked for.
  missing_optional: (pointer) => pointer === ARGUMENTS || pointer.startsWith(`${ARGUMENTS}/`),
  wrong_function: (pointer) => pointer === '/tool_calls/0/function' || pointer === '/tool_calls/0/function/name',
  // A call that comes too early stands in the place of the one it needs.
  wrong_number: (pointer) => pointer === '' || pointer === '/tool_calls/0/function',
  wrong_answer: (pointer) => pointer === '',
  broken_call: (pointer) => pointer === '' || pointer.startsWith('/tool_calls/0/function'),
};

/** Whether the recorded change is the whole difference of the two sides. */
export function judgeDeviation(row: Row, operators: ReadonlyMap<string, Manifest['operators'][number]>): Reasons {
  const { deviation } = row.pair;
  const faults: string[] = [];
  const operator = operators.get(deviation.operator);
  if (operator === undefined) faults.push(`the manifest names no operator "${deviation.operator}"`);
  else if (operator.family !== deviation.family) faults.push(`${operator.name} is of ${operator.family}, not ${deviation.family}`);
  if (!PLACES[deviation.family](deviation.pointer)) faults.push(`${deviation.family} does not change ${quote(deviation.pointer)}`);
  const chosen = row.chosen.message as unknown as Json;
  const from = lookUp(chosen, deviation.pointer);
  if (from === undefined || !isSame(from, deviation.from))
    faults.push(`chosen has ${quote(from)} at ${quote(deviation.pointer)}, not ${quote(deviation.from)}`);
  const rebuilt = applyChange(chosen, deviation);
  if (rebuilt === null) faults.push(`the change cannot be applied at ${quote(deviation.pointer)}`);
  else if (!isSame(rebuilt, row.rejected.message as unknown as Json)) faults.push('the change, applied to chosen, does not give rejected');
  if (isSame(deviation.from, deviation.to)) faults.push('from and to are the same');
  if (deviation.op === 'remove' && deviation.to !== null) faults.push('op is remove and to is not null');
  if (deviation.op === 'remove' && !['missing_optional', 'broken_call'].includes(deviation.family))
    faults.push(`${deviation.family} is not made by ${deviation.op}`);
  if (deviation.family === 'missing_optional') faults.push(...(deviation.op === 'remove' ? judgeDropped(row) : judgeAdded(row)));
  // A call is decided by what was called before it, an answer after the last call.
  const made = row.prompt.calls.filter((call) => call.turn === row.prompt.turns).length;
  const step = row.chosen.call === null && !asksBack(row, 'chosen') ? made - 1 : made;
  if (deviation.step !== step)
    faults.push(`step is ${deviation.step}; with ${made} calls after the last user message it has to be ${step}`);
  return faults;
}

function judgeDropped(row: Row): string[] {
  return isRequired(row) ? [`${row.pair.deviation.pointer} is required, not optional`] : [];
}

/** Whether rejected has all arguments of chosen as they are, and one more. */
function judgeAdded(row: Row): string[] {
  const { from, to, pointer } = row.pair.deviation;
  if (pointer !== ARGUMENTS) return [`missing_optional does not replace ${quote(pointer)}`];
  const more = countMore(from, to);
  return more === 1 ? [] : [`rejected does not have the arguments of chosen and one more: ${quote(to)}`];
}

/** How many members one value has beyond another's at any depth outside of lists; Infinity where it differs otherwise. */
function countMore(less: Json | undefined, more: Json | undefined): number {
  if (!isObject(less) || !isObject(more)) return isSame(less, more) ? 0 : Number.POSITIVE_INFINITY;
  if (Object.keys(less).some((name) => !Object.hasOwn(more, name))) return Number.POSITIVE_INFINITY;
  return Object.keys(more).reduce((sum, name) => sum + (Object.hasOwn(less, name) ? countMore(less[name], more[name]) : 1), 0);
}

function isRequired(row: Row): boolean {
  const tool = row.chosen.call === null ? undefined : findTool(row, row.chosen.call.name);
  const path = splitPointer(row.pair.deviation.pointer.slice(ARGUMENTS.length));
  const name = path.pop() as string;
  const holder = path.reduce<Json | undefined>(
    (schema, segment) => lookUp(schema, /^\d+$/u.test(segment) ? '/items' : `/properties/${segment}`),
    tool?.parameters,
  );
  const required = isObject(holder) ? holder.required : undefined;
  return Array.isArray(required) && required.includes(name);
}

/** Whether the two calls mean the same when each value is spelt one way and defaults are filled in. */
export function judgeEquivalence(row: Row): Reasons {
  const { chosen, rejected } = row;
  const { canonical } = row.pair.evidence.equivalence;
  // A broken call may well mean the right thing: it is wrong by its form.
  if (isBroken(row)) return canonical === 'unknown' ? [] : [`canonical is ${canonical}, which is not claimed of a broken call`];
  if (canonical !== 'differ') return [`canonical is ${canonical}; the two sides have to differ`];
  if (row.pair.deviation.family === 'wrong_answer' && rejected.call === null) {
    return chosen.message.content === rejected.message.content ? ['both sides say the same'] : [];
  }
  if (chosen.call === null || rejected.call === null) return chosen.call === rejected.call ? ['neither side makes a call'] : [];
  // What has just failed is wrong to call again, whatever it means.
  if (chosen.call.name !== rejected.call.name || isRetried(row, rejected)) return [];
  const tool = findTool(row, chosen.call.name);
  const recorded = chosen.executed ?? rejected.executed;
  if (tool === undefined || recorded === null) return null;
  const spelling = { root: recorded.ground.root, roles: recorded.primitive.roles };
  const isSameCall = meanSame(chosen.call.arguments, rejected.call.arguments, tool.parameters, spelling);
  return isSameCall ? [`both sides mean ${chosen.call.name} with ${quote(chosen.call.arguments)}`] : [];
}
