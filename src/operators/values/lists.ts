import { canonicalJson } from '../../model/canonical.ts';
import type { Json } from '../../model/json.ts';

/** Whether every member of one list stands in a longer one. */
export function isPartOf(part: Json, whole: Json): boolean {
  if (!Array.isArray(part) || !Array.isArray(whole) || part.length >= whole.length) return false;
  const members = new Set(whole.map(canonicalJson));
  return part.every((member) => members.has(canonicalJson(member)));
}
