import type { Span } from '../model/primitive.ts';

/** Characters that join two words into one longer token when a word follows: paths, dotted names, dates, addresses. */
const joining = /[/\\.@+-]/u;
const wordy = /[\p{L}\p{N}_]/u;

/**
 * Places where a text holds a value as a token of its own: not as part of a longer word, number, name or path. A white
 * space written as JSON writes it (`\n`) separates as well. `within` also accepts the last parts of a path, as people name files.
 */
export function findTokens(text: string, value: string, within = false): Span[] {
  const spans: Span[] = [];
  if (value === '') return spans;
  for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + 1)) {
    const end = start + value.length;
    if (isOpen(text, value, start, within) && isShut(text, value, end)) spans.push({ start, end });
  }
  return spans;
}

function isOpen(text: string, value: string, start: number, within: boolean): boolean {
  const before = charBefore(text, start);
  if (before === '' || endsEscape(text, start)) return true;
  const first = String.fromCodePoint(value.codePointAt(0) ?? 0);
  if (wordy.test(first) && wordy.test(before)) return false;
  if (!wordy.test(first) && !joining.test(first)) return true;
  if (before === '/' || before === '\\') return within;
  // A path that begins here, though something stands before it: `a/b` is not `/b`.
  if (joining.test(first)) return !wordy.test(before) && !joining.test(before);
  if (before === '.') return false;
  if (before === '-' && /^\d/u.test(value)) return false;
  if (joining.test(before)) {
    const further = charBefore(text, start - before.length);
    return !(wordy.test(further) || further === '-');
  }
  return true;
}

function isShut(text: string, value: string, end: number): boolean {
  const after = charAt(text, end);
  if (after === '' || startsEscape(text, end)) return true;
  const last = value.at(-1) ?? '';
  if (wordy.test(after)) return !wordy.test(last) && !joining.test(last);
  if (!joining.test(after) || !wordy.test(last)) return true;
  const further = charAt(text, end + after.length);
  return !wordy.test(further);
}

/** `\n`, `\t`, `\r` as JSON writes them, just before a place. */
function endsEscape(text: string, at: number): boolean {
  if (!'ntr'.includes(text[at - 1] ?? ' ')) return false;
  let slashes = 0;
  while (text[at - 2 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

function startsEscape(text: string, at: number): boolean {
  return /^\\+["ntr\\]/u.test(text.slice(at, at + 6));
}

function charBefore(text: string, at: number): string {
  if (at <= 0) return '';
  const last = text.charCodeAt(at - 1);
  return last >= 0xdc00 && last <= 0xdfff && at >= 2 ? text.slice(at - 2, at) : text.charAt(at - 1);
}

function charAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}

/** Where a value, and the name a person would use for its element, stand in a reply. */
export interface Found {
  at: Span;
  label: { text: string; start: number; end: number } | null;
}

/**
 * Finds a value in a reply and, when one is given, the label nearest to it; of equally near ones the first. Returns what is
 * missing as a sentence when either is not there.
 */
export function locateUpstream(text: string, value: string, label: string | null): Found | string {
  const values = findTokens(text, value);
  const [first] = values;
  if (first === undefined) return `the earlier reply does not hold ${JSON.stringify(value.slice(0, 120))}`;
  if (label === null) return { at: first, label: null };
  const labels = findTokens(text, label, true);
  let best: { at: Span; label: Span; gap: number } | undefined;
  for (const at of values) {
    for (const name of labels) {
      const gap = Math.max(0, at.start - name.end, name.start - at.end);
      if (best === undefined || gap < best.gap) best = { at, label: name, gap };
    }
  }
  if (best === undefined) return `the earlier reply does not hold the label ${JSON.stringify(label.slice(0, 120))}`;
  return { at: best.at, label: { text: label, ...best.label } };
}
