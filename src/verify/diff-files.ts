import { canonicalJson } from '../model/canonical.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** Differences listed of one file; the others are counted. */
const mostListed = 20;

/** The files of one ground by name; a file that is not there is left out. */
export type GroundFiles = ReadonlyMap<string, string>;

/** What differs between two recordings of a ground, as lines; empty when they are the same byte for byte. */
export function diffFiles(shipped: GroundFiles, fresh: GroundFiles): string[] {
  const lines: string[] = [];
  for (const name of [...new Set([...shipped.keys(), ...fresh.keys()])].sort()) {
    const [before, now] = [shipped.get(name), fresh.get(name)];
    if (before === now) continue;
    if (before === undefined) lines.push(`${name}: not there`);
    else if (now === undefined) lines.push(`${name}: no longer written`);
    else
      lines.push(...(name.endsWith('.jsonl') ? compareLines(before, now) : compareFields(before, now)).map((line) => `${name}: ${line}`));
  }
  return lines;
}

function compareFields(before: string, now: string): string[] {
  const fields = differingFields(JSON.parse(before) as Json, JSON.parse(now) as Json, '');
  return fields.length === 0 ? ['the same values, written differently'] : shorten(fields.map((field) => `${field} changed`));
}

/** Lines with an id are matched by it; then calls that were made in both, whatever they replied; the rest came or went. */
function compareLines(before: string, now: string): string[] {
  const [old, fresh] = [parseLines(before), parseLines(now)];
  const lines: string[] = [];
  const byId = new Map(fresh.filter(({ id }) => id !== undefined).map((record) => [record.id, record]));
  const gone: JsonObject[] = [];
  for (const record of old) {
    const same = record.id === undefined ? undefined : byId.get(record.id);
    if (same === undefined) gone.push(record);
    else {
      byId.delete(record.id);
      const fields = differingFields(record, same, '');
      if (fields.length > 0) lines.push(`${String(record.id)} changed: ${fields.join(', ')}`);
    }
  }
  const oldTexts = new Set(gone.map(canonicalJson));
  const come = fresh.filter((record) => (record.id === undefined ? !oldTexts.delete(canonicalJson(record)) : byId.has(record.id)));
  const left = gone.filter((record) => record.id !== undefined || oldTexts.has(canonicalJson(record)));
  for (const record of left) {
    const at = come.findIndex((other) => callOf(other) === callOf(record));
    const other = at < 0 ? undefined : come.splice(at, 1)[0];
    if (other === undefined) lines.push(`gone: ${sayCall(record)}`);
    else lines.push(`${sayCall(record)} changed: ${differingFields(record, other, '').join(', ')}`);
  }
  lines.push(...come.map((record) => `new: ${sayCall(record)}`));
  return lines.length === 0 ? ['the same lines, in another order or written differently'] : shorten(lines);
}

function parseLines(text: string): JsonObject[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JsonObject);
}

function callOf(record: JsonObject): string {
  return canonicalJson([record.tool, record.arguments, record.scenario]);
}

function sayCall(record: JsonObject): string {
  const args = canonicalJson(record.arguments ?? null);
  return `${record.id === undefined ? '' : `${String(record.id)} `}${String(record.tool)} ${args.length > 120 ? `${args.slice(0, 119)}…` : args}`;
}

/** Names of the fields that differ, two levels deep at most. */
function differingFields(left: Json, right: Json, place: string): string[] {
  if (canonicalJson(left) === canonicalJson(right)) return [];
  if (!isObject(left) || !isObject(right) || place.split('.').length > 2) return [place === '' ? 'the value' : place];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return keys.flatMap((key) => {
    const name = place === '' ? key : `${place}.${key}`;
    const [before, now] = [left[key], right[key]];
    return before === undefined || now === undefined ? (before === now ? [] : [name]) : differingFields(before, now, name);
  });
}

function shorten(lines: string[]): string[] {
  return lines.length <= mostListed ? lines : [...lines.slice(0, mostListed), `and ${lines.length - mostListed} more`];
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
