import { NearmissError } from '../../errors.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { pointerOf, valueAt } from '../../model/pointer.ts';
import type { ListedTool, Place } from '../tool.ts';
import { isObject, own, textIn } from '../values.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
/** How many references are followed from one place to the next, and operations read from one document. */
const mostHops = 16;
const mostOperations = 10_000;

/**
 * The operations of an OpenAPI 3.0 or 3.1 document as tools: the name is the `operationId`, parameters are its parameters and one
 * `body`. What they refer to under `components/schemas` comes along as `$defs`.
 */
export function readOpenApi(document: unknown, source: string): ListedTool[] {
  const version = own(document, 'openapi');
  if (typeof version !== 'string' || !version.startsWith('3.')) {
    throw new NearmissError(`${source}: OpenAPI ${String(version).slice(0, 20)}; OpenAPI 3.0 and 3.1 are read`);
  }
  const paths = own(document, 'paths');
  const tools: ListedTool[] = [];
  const components = new Components(document as JsonObject, version);
  for (const [path, item] of Object.entries(isObject(paths) ? paths : {})) {
    for (const method of methods) {
      const operation = own(item, method);
      if (!isObject(operation)) continue;
      if (tools.length >= mostOperations) throw new NearmissError(`${source}: more than ${mostOperations} operations`);
      tools.push(readOperation(components, { source, path, method, item, operation }));
    }
  }
  return tools;
}

interface Found {
  source: string;
  path: string;
  method: string;
  item: unknown;
  operation: JsonObject;
}

function readOperation(components: Components, { source, path, method, item, operation }: Found): ListedTool {
  const at = pointerOf(['paths', path, method]);
  const places: Place[] = [];
  const properties: [string, Json][] = [];
  const required: string[] = [];
  const lists: [unknown, string][] = [
    [own(item, 'parameters'), pointerOf(['paths', path, 'parameters'])],
    [operation.parameters, `${at}/parameters`],
  ];
  for (const [list, listAt] of lists) {
    for (const [index, written] of (Array.isArray(list) ? list : []).entries()) {
      const { value, at: found } = components.resolve(written, `${listAt}/${index}`);
      const name = textIn(own(value, 'name'));
      if (name === undefined) continue;
      const description = textIn(own(value, 'description'));
      const schema = components.adopt(own(value, 'schema') ?? {});
      properties.push([
        name,
        isObject(schema) && schema.description === undefined && description !== undefined ? { ...schema, description } : schema,
      ]);
      if (own(value, 'required') === true) required.push(name);
      places.push({ part: `/inputSchema/properties${pointerOf([name])}`, at: `${found}/schema` });
    }
  }
  const { value: body, at: bodyAt } = components.resolve(operation.requestBody, `${at}/requestBody`);
  const content = own(own(body, 'content'), 'application/json');
  if (content !== undefined) {
    properties.push(['body', components.adopt(own(content, 'schema') ?? {})]);
    if (own(body, 'required') === true) required.push('body');
    places.push({ part: '/inputSchema/properties/body', at: `${bodyAt}/content/application~1json/schema` });
  }
  const schema: JsonObject = {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required: [...new Set(required)] }),
  };
  const $defs = components.neededBy(schema);
  return {
    format: 'openapi',
    server: textIn(own(own(components.document, 'info'), 'title')) ?? source,
    source,
    entry: operation,
    name: operation.operationId ?? `${method}_${path}`,
    title: undefined,
    description: [operation.summary, operation.description].filter((text) => textIn(text) !== undefined).join('\n\n') || undefined,
    inputSchema: Object.keys($defs).length === 0 ? schema : { ...schema, $defs },
    outputSchema: undefined,
    annotations: undefined,
    examples: undefined,
    isStructured: false,
    places: [
      ...places.reverse(),
      { part: '/inputSchema/$defs', at: '/components/schemas' },
      { part: '/name', at: `${at}/operationId` },
      { part: '/inputSchema', at },
      { part: '', at },
    ],
  };
}

/** The shared parts of one document. Schemas are rewritten once, so that their references lead to `$defs`. */
class Components {
  readonly document: JsonObject;
  readonly #isOld: boolean;
  readonly #adopted = new Map<string, Json>();

  constructor(document: JsonObject, version: string) {
    this.document = document;
    this.#isOld = version.startsWith('3.0');
  }

  /** Follows references from one place to where the thing itself stands. */
  resolve(written: unknown, at: string): { value: unknown; at: string } {
    let [value, place] = [written, at];
    for (let hop = 0; hop < mostHops; hop += 1) {
      const ref = own(value, '$ref');
      if (typeof ref !== 'string' || !ref.startsWith('#/')) break;
      place = ref.slice(1);
      value = valueAt(this.document, place);
    }
    return { value, at: place };
  }

  /** A schema with its references turned to `$defs`, and OpenAPI 3.0's `nullable` and boolean bounds in JSON Schema's words. */
  adopt(schema: unknown, depth = 0): Json {
    if (depth > 64 || typeof schema !== 'object' || schema === null) return schema as Json;
    if (Array.isArray(schema)) return schema.map((item) => this.adopt(item, depth + 1));
    const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, this.adopt(value, depth + 1)]));
    const name = typeof copy.$ref === 'string' ? /^#\/components\/schemas\/([^/]+)$/u.exec(copy.$ref)?.[1] : undefined;
    if (name !== undefined) copy.$ref = `#/$defs/${name}`;
    if (this.#isOld) modernise(copy);
    return copy;
  }

  /** The schemas of `components` that a schema leads to, by name. */
  neededBy(schema: Json): JsonObject {
    const needed = new Map<string, Json>();
    const open: Json[] = [schema];
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      if (typeof here !== 'object' || here === null) continue;
      const name = isObject(here) && typeof here.$ref === 'string' ? /^#\/\$defs\/([^/]+)$/u.exec(here.$ref)?.[1] : undefined;
      if (name !== undefined && !needed.has(name)) {
        const found = this.#definition(name);
        if (found !== undefined) {
          needed.set(name, found);
          open.push(found);
        }
      }
      for (const child of Object.values(here)) if (typeof child === 'object' && child !== null) open.push(child);
    }
    return Object.fromEntries(needed);
  }

  #definition(name: string): Json | undefined {
    const known = this.#adopted.get(name);
    if (known !== undefined) return known;
    const written = valueAt(this.document, `/components/schemas/${name}`);
    if (written === undefined) return undefined;
    const adopted = this.adopt(written);
    this.#adopted.set(name, adopted);
    return adopted;
  }
}

function modernise(schema: JsonObject): void {
  if (typeof schema.type === 'string' && schema.nullable === true) {
    schema.type = [schema.type, 'null'];
    if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
  }
  if (typeof schema.nullable === 'boolean') delete schema.nullable;
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof schema[exclusive] !== 'boolean') continue;
    if (schema[exclusive] === true && typeof schema[bound] === 'number') {
      schema[exclusive] = schema[bound];
      delete schema[bound];
    } else delete schema[exclusive];
  }
}
