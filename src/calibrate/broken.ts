import { isPlaceholder } from '../operators/placeholders.ts';
import type { Call } from './actions.ts';
import { differencesOf } from './differences.ts';
import type { LoggedTool } from './failure.ts';
import { schemaOf } from './wrong-value.ts';

/**
 * How a call is broken, so that any validator would see it; null where it is not. Without the tool's schema nothing can be told but a
 * placeholder; a schema that the expected call breaks, too, is no measure.
 */
export function nameBreak(due: Call, done: Call, tools: ReadonlyMap<string, LoggedTool> | null): string | null {
  if (tools !== null && !tools.has(done.name) && tools.has(due.name)) return 'unknown-tool';
  const differences = differencesOf(due.name === done.name ? due.arguments : {}, done.arguments);
  const isOpen = differences.some(
    ({ from, to }) => typeof to === 'string' && isPlaceholder(to) && !(typeof from === 'string' && isPlaceholder(from)),
  );
  if (isOpen) return 'unfilled-placeholder';
  const tool = tools?.get(done.name);
  if (tool === undefined) return null;
  if (due.name === done.name) {
    const undeclared = differences.some((difference) => difference.what === 'added' && isUndeclared(difference.segments, tool));
    if (undeclared) return 'unknown-parameter';
  }
  if (tool.accepts === null || tool.accepts(done.arguments)) return null;
  if (due.name === done.name && !tool.accepts(due.arguments)) return null;
  // Of a call of another tool, what is missing stands in no difference.
  if (due.name !== done.name || differences.some(({ what }) => what === 'missing')) return 'missing-parameter';
  const isMistyped = differences.some(({ what, from, to }) => what === 'changed' && typeOf(from) !== typeOf(to));
  return isMistyped ? 'mistyped-parameter' : 'value-outside-schema';
}

/** Whether an argument of that name is declared nowhere, though others are. */
function isUndeclared(segments: readonly (string | number)[], tool: LoggedTool): boolean {
  const holder = schemaOf({ segments: segments.slice(0, -1) }, tool);
  const declared = holder?.properties;
  const hasNames = typeof declared === 'object' && declared !== null && Object.keys(declared).length > 0;
  const isLeft = typeof holder?.additionalProperties === 'object' || holder?.patternProperties !== undefined;
  return hasNames && !isLeft && schemaOf({ segments }, tool) === undefined;
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}
