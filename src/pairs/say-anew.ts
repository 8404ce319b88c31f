import type { AssistantMessage, Pair } from '../model/pair.ts';
import type { OwnRequest } from '../phrasing/own-request.ts';
import { lookUpRequest, type Phrasebook } from '../phrasing/phrasebook.ts';
import { findWhole, placeKept } from '../phrasing/read-back.ts';
import type { Stream } from '../random/stream.ts';
import type { Request, StatedSpan } from '../trajectories/request.ts';

/** The words of a request as they go into a pair, the spans that prove it, and what a model had to do with them. */
export interface Said {
  text: string;
  spans: readonly StatedSpan[];
  phrased: NonNullable<Pair['meta']['phrased']> | null;
}

/** What a model is given of a request: its spans stand in order. */
export function toOwnRequest({ text, spans }: Request): OwnRequest {
  return { text, kept: spans.map(({ start, end }) => text.slice(start, end)) };
}

/** Takes a model's words for the request where there are any that suit this pair; else our own. */
export function sayAnew(
  own: Request,
  spans: readonly StatedSpan[],
  rejected: AssistantMessage,
  book: Phrasebook | null,
  stream: Stream,
): Said {
  if (book === null) return { text: own.text, spans, phrased: null };
  const request = toOwnRequest(own);
  const found = lookUpRequest(book, request);
  const wrong = 'texts' in found ? wordsOf(rejected.tool_calls?.[0]?.function.arguments) : [];
  const texts = 'texts' in found ? found.texts.filter((text) => !wrong.some((word) => says(text, word) && !says(own.text, word))) : [];
  if (texts.length === 0) {
    const reason = 'reason' in found ? found.reason : 'names_rejected';
    return { text: own.text, spans, phrased: { model: null, own: null, reason } };
  }
  const text = stream.pick(texts);
  const starts = placeKept(request.kept, text) as number[];
  const move = (span: StatedSpan): StatedSpan => {
    const start = starts[own.spans.indexOf(span)] as number;
    return { ...span, start, end: start + span.end - span.start };
  };
  return {
    text,
    spans: spans.map(move),
    phrased: { model: book.model, own: own.text, reason: null },
  };
}

/** The texts among the values of a call. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsOf) : [];
}

function says(text: string, word: string): boolean {
  return findWhole(word.toLowerCase(), text.toLowerCase()).length > 0;
}
