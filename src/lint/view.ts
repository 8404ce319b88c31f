import type { Json, JsonObject } from '../model/json.ts';
import { compileSchema, type Validate, type Validation } from '../schema/compile.ts';
import { runWithin } from './budget.ts';
import { countPaths } from './refs.ts';
import type { ListedTool } from './tool.ts';
import { isObject, shorten, textIn } from './values.ts';
import { exceeds, listNodes, measure, type SchemaNode, type Size } from './walk.ts';

/** Beyond these a schema is not looked into. The largest of 10,308 real ones has 52 KB and is 11 deep. */
export const mostOfSchema: Size = { depth: 64, parts: 20_000, characters: 1 << 20 };
/** Schemas that one value may be held against; beyond it validating takes seconds. */
const mostPaths = 100_000;
/** Parts of a schema that is compiled: what it takes grows with them. */
const mostCompiled = 10_000;
/**
 * Milliseconds to compile one schema, and to hold one value against it. Both take about one: the bounds above decide what is tried, so that
 * verdicts are the same on every machine, and these only keep the program from hanging.
 */
const compileBudget = 20_000;
const validateBudget = 2_000;
/** Parts of one schema that are compiled alone. */
const mostParts = 500;

/** Why a schema was not compiled where nothing is wrong with it. */
export const outOfTime = 'compiling it would take too long';

/** One schema of a tool, ready to be looked at. */
export interface SchemaView {
  /** `/inputSchema` or `/outputSchema` */
  pointer: string;
  root: unknown;
  size: Size;
  /** why it is not looked into, or undefined; then `nodes` is empty */
  tooMuch: string | undefined;
  nodes: readonly SchemaNode[];
  /** compiles it, once; a text says why it cannot be used */
  compile(): Validate | string;
  /** compiles a part of it alone, with the definitions of the whole; a text says why not */
  compilePart(part: JsonObject): Validate | string;
}

/** A parameter of a tool: a property of the root of its input schema. */
export interface Parameter {
  name: string;
  node: SchemaNode;
  isRequired: boolean;
}

/** A tool as rules see it. */
export interface ToolView {
  tool: ListedTool;
  /** its place among the tools of its document, from 0 */
  index: number;
  /** its name, or what stands for one in messages */
  label: string;
  name: string | undefined;
  description: string | undefined;
  input: SchemaView;
  output: SchemaView | undefined;
  parameters: readonly Parameter[];
}

/** Looks at a tool once, for all rules. */
export function viewTool(tool: ListedTool, index: number): ToolView {
  const name = textIn(tool.name);
  const input = viewSchema(tool.inputSchema, '/inputSchema');
  return {
    tool,
    index,
    label: name === undefined ? `tool ${index + 1}` : shorten(name, 120),
    name,
    description: textIn(tool.description),
    input,
    output: tool.outputSchema === undefined ? undefined : viewSchema(tool.outputSchema, '/outputSchema'),
    parameters: input.nodes
      .filter(({ keyword, holder }) => keyword === 'properties' && holder === input.nodes[0])
      .map((node) => ({ name: node.key as string, node, isRequired: isRequired(node) })),
  };
}

/** Whether the object that holds this property demands it. */
export function isRequired({ keyword, key, holder }: SchemaNode): boolean {
  const required = keyword === 'properties' ? holder?.schema.required : undefined;
  return Array.isArray(required) && required.includes(key as string);
}

/** The schemas of a tool that have been looked into. */
export function schemasOf({ input, output }: ToolView): SchemaView[] {
  return output === undefined ? [input] : [input, output];
}

/** The schema of a tool that a node belongs to. */
export function schemaOf({ pointer }: SchemaNode, view: ToolView): SchemaView {
  return view.output !== undefined && pointer.startsWith('/outputSchema') ? view.output : view.input;
}

function viewSchema(root: unknown, pointer: string): SchemaView {
  const size = measure(root, mostOfSchema);
  const tooMuch = exceeds(size, mostOfSchema) ? sayTooMuch(size) : undefined;
  let compiled: Validate | string | undefined;
  let parts = 0;
  return {
    pointer,
    root,
    size,
    tooMuch,
    nodes: tooMuch === undefined ? listNodes(root, pointer) : [],
    compile: () => {
      compiled ??= tooMuch ?? (size.parts > mostCompiled ? outOfTime : compileBounded(root));
      return compiled;
    },
    compilePart: (part) => {
      parts += 1;
      if (size.parts > mostCompiled) return outOfTime;
      if (parts > mostParts) return `more than ${mostParts} parts are asked for`;
      return compileBounded(isObject(root) ? { ...pick(root, ['$schema', '$defs', 'definitions']), ...part } : part);
    },
  };
}

function sayTooMuch({ depth, parts }: Size): string {
  if (depth > mostOfSchema.depth) return `it is more than ${mostOfSchema.depth} levels deep`;
  if (parts > mostOfSchema.parts) return `it has more than ${mostOfSchema.parts} parts`;
  return `it has more than ${mostOfSchema.characters} characters`;
}

function compileBounded(root: unknown): Validate | string {
  if (!isObject(root) && typeof root !== 'boolean') return 'it is no schema';
  try {
    if (countPaths(root, mostPaths) >= mostPaths) return `its references fan out into more than ${mostPaths} paths`;
    const compiled = runWithin(compileBudget, () => compileSchema(root as JsonObject));
    if (compiled === undefined) return outOfTime;
    return (value) => validateBounded(compiled.value, value);
  } catch (error) {
    return (error as Error).message.replace(/\s+/gu, ' ');
  }
}

/** Holds a value against a validator. What cannot be settled in time counts as valid: nothing is said of it. */
function validateBounded(validate: Validate, value: unknown): Validation {
  try {
    return runWithin(validateBudget, () => validate(value))?.value ?? { valid: true, errors: [] };
  } catch {
    // A pattern that ran out of its own time, references that follow each other without end.
    return { valid: true, errors: [] };
  }
}

function pick(from: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(from, key)).map((key) => [key, from[key] as Json]));
}
