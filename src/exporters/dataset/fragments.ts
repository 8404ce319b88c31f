import type { NamelessPair, Pair } from '../../model/pair.ts';

/**
 * A pair as pieces of JSON text, which is how a build has it: the same tools and messages stand in thousands of rows, so their
 * text is made once. Every list element is the JSON text of one message or tool.
 */
export interface PairText {
  id: string;
  prompt: readonly string[];
  /** The one message of the chosen side. */
  chosen: string;
  /** The one message of the rejected side. */
  rejected: string;
  tools: readonly string[];
  deviation: string;
  /** The recorded messages after the chosen one. */
  continuation: readonly string[];
  /** Whether the chosen trajectory ends in an assistant message that makes no call: only then is it something to imitate whole. */
  endsInAnswer: boolean;
}

/** The pieces of a pair that is at hand as an object. */
export function fragmentsOf(pair: Pair): PairText {
  return {
    id: pair.id,
    prompt: pair.prompt.map(textOf),
    chosen: textOf(pair.chosen[0]),
    rejected: textOf(pair.rejected[0]),
    tools: pair.tools.map(textOf),
    deviation: textOf(pair.deviation),
    continuation: pair.continuation.chosen.map(textOf),
    endsInAnswer: endsInAnswer(pair),
  };
}

export function endsInAnswer({ chosen, continuation }: NamelessPair): boolean {
  const last = continuation.chosen.at(-1) ?? chosen[0];
  return last?.role === 'assistant' && last.tool_calls === undefined;
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}
