import { hashJson } from '../model/hash.ts';
import type { JsonObject } from '../model/json.ts';

/** An answer in our own words, and what may be told in its place. */
export interface OwnAnswer {
  /** what the person asked for last, in our own words */
  request: string;
  /** the calls of the turn, in order, with their replies as a model reads them */
  calls: readonly { arguments: JsonObject; reply: string }[];
  /** the answer, taken apart: values of the reply and of the call, and the words around them */
  parts: readonly { text: string; isValue: boolean }[];
  /** the words around the values in each wording of the answer; of an answer to two requests, of both */
  wordings: readonly (readonly string[])[];
  /** the words around the values of what is told of these tools when something else came out */
  otherwise: readonly string[];
  /** tools and parameters, as programs name them */
  names: readonly string[];
  /** whether the reply is that the call failed */
  hasFailed: boolean;
  /** whether a call of the turn changed the world */
  hasChanged: boolean;
}

/** The values that an answer tells, in the order in which they stand. */
export function valuesOf({ parts }: Pick<OwnAnswer, 'parts'>): string[] {
  return parts.filter(({ isValue }) => isValue).map(({ text }) => text);
}

export function textOf({ parts }: Pick<OwnAnswer, 'parts'>): string {
  return parts.map(({ text }) => text).join('');
}

/** The name of an own answer: two of one name are the same. */
export function nameOf(own: OwnAnswer): string {
  return hashJson([own.request, own.calls, own.parts]);
}
