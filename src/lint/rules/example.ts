import type { Json, JsonObject } from '../../model/json.ts';

/** A tool that no rule has anything against, with some of its parts replaced. */
export function toolWith(parts: JsonObject = {}): JsonObject {
  return {
    name: 'list_orders',
    description: 'Lists the orders of one customer, newest first, with their state and total.',
    inputSchema: inputWith({}),
    annotations: { readOnlyHint: true, openWorldHint: false },
    ...parts,
  };
}

/** The same, with a parameter beside its own. */
export function toolWithParameter(name: string, schema: Json, isRequired = false): JsonObject {
  return toolWith({ inputSchema: inputWith({ [name]: schema }, isRequired ? [name] : []) });
}

/** Its input schema, with further parameters. */
export function inputWith(properties: JsonObject, required: string[] = []): JsonObject {
  return {
    type: 'object',
    properties: { customer: { type: 'string', description: 'Customer number, such as C-1042' }, ...properties },
    required: ['customer', ...required],
    additionalProperties: false,
  };
}
