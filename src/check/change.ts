import type { Json } from '../model/json.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Family } from '../model/pair.ts';
import { canonicalArguments } from './canonical.ts';
import { quote } from './claims.ts';
import { applyChange, isObject, isSame, lookUp, splitPointer } from './json.ts';
import { findTool, type Reasons, type Row } from './row.ts';

const ARGUMENTS = '/tool_calls/0/function/arguments';

/** Where a family may change the chosen message. */
const PLACES: Readonly<Record<Family, (pointer: string) => boolean>> = {
  // The arguments as a whole change where two of them trade values.
  wrong_value: (pointer) => pointer === ARGUMENTS || pointer.startsWith(`${ARGUMENTS}/`),
  missing_optional: (pointer) => pointer.startsWith(`${ARGUMENTS}/`),
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
  if ((deviation.family === 'missing_optional') !== (deviation.op === 'remove'))
    faults.push(`${deviation.family} is not made by ${deviation.op}`);
  if (deviation.family === 'missing_optional' && isRequired(row)) faults.push(`${deviation.pointer} is required, not optional`);
  // A call is decided by what was called before it, an answer after the last call.
  const made = row.prompt.calls.filter((call) => call.turn === row.prompt.turns).length;
  const step = row.chosen.call === null ? made - 1 : made;
  if (deviation.step !== step)
    faults.push(`step is ${deviation.step}; with ${made} calls after the last user message it has to be ${step}`);
  return faults;
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
  if (chosen.call === null || rejected.call === null) return chosen.call === rejected.call ? ['neither side makes a call'] : [];
  if (chosen.call.name !== rejected.call.name) return [];
  const tool = findTool(row, chosen.call.name);
  const recorded = chosen.executed ?? rejected.executed;
  if (tool === undefined || recorded === null) return null;
  const spelling = { root: recorded.ground.root, roles: recorded.primitive.roles };
  const [left, right] = [chosen.call, rejected.call].map((call) => canonicalArguments(call.arguments, tool.parameters, spelling));
  return left === right ? [`both sides mean ${chosen.call.name} with ${quote(chosen.call.arguments)}`] : [];
}
