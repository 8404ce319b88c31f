import { describe, expect, it } from 'vitest';
import { readTools } from '../../src/lint/read/document.ts';
import { placeOf } from '../../src/lint/tool.ts';
import { valueAt } from '../../src/model/pointer.ts';

const schema = { type: 'object', properties: { id: { type: 'string' } } };
const read = (document: unknown) => readTools({ name: 'file', document });

describe('readTools', () => {
  it.each<[string, unknown, string, string]>([
    ['mcp', { tools: [{ name: 'a', inputSchema: schema }] }, 'mcp', '/tools/0/inputSchema'],
    [
      'a reply of tools/list',
      { jsonrpc: '2.0', id: 1, result: { tools: [{ name: 'a', inputSchema: schema }] } },
      'mcp',
      '/result/tools/0/inputSchema',
    ],
    ['a bare list', [{ name: 'a', inputSchema: schema }], 'mcp', '/0/inputSchema'],
    ['servers', [{ server: 's', tools: [{ name: 'a', inputSchema: schema }] }], 'mcp', '/0/tools/0/inputSchema'],
    ['one tool', { name: 'a', description: 'b', inputSchema: schema }, 'mcp', '/inputSchema'],
    ['OpenAI chat', [{ type: 'function', function: { name: 'a', parameters: schema } }], 'openai', '/0/function/parameters'],
    [
      'a request to OpenAI',
      { model: 'm', tools: [{ type: 'function', function: { name: 'a', parameters: schema } }] },
      'openai',
      '/tools/0/function/parameters',
    ],
    ['OpenAI Responses', [{ type: 'function', name: 'a', parameters: schema, strict: true }], 'openai-responses', '/0/parameters'],
    ['old functions', { functions: [{ name: 'a', parameters: schema }] }, 'openai', '/functions/0/parameters'],
    ['Anthropic', { tools: [{ name: 'a', input_schema: schema }] }, 'anthropic', '/tools/0/input_schema'],
    [
      'Gemini',
      { tools: [{ functionDeclarations: [{ name: 'a', parameters: schema }] }] },
      'gemini',
      '/tools/0/functionDeclarations/0/parameters',
    ],
    [
      'Bedrock',
      { toolConfig: { tools: [{ toolSpec: { name: 'a', inputSchema: { json: schema } } }] } },
      'bedrock',
      '/toolConfig/tools/0/toolSpec/inputSchema/json',
    ],
    ['the AI SDK', { a: { description: 'b', inputSchema: { jsonSchema: schema } } }, 'ai-sdk', '/a/inputSchema/jsonSchema'],
    [
      'the AI SDK under tools',
      { tools: { a: { description: 'b', parameters: { jsonSchema: schema } } } },
      'ai-sdk',
      '/tools/a/parameters/jsonSchema',
    ],
  ])('should read %s, and know where its schema stands', (_, document, format, at) => {
    const tools = read(document);
    expect(tools).toHaveLength(1);
    const [tool] = tools ?? [];
    expect(tool).toMatchObject({ name: 'a', format, inputSchema: schema });
    expect(placeOf(tool as never, '/inputSchema/properties/id')).toBe(`${at}/properties/id`);
    expect(valueAt(document as never, at)).toEqual(schema);
  });

  it('should read operations of OpenAPI as tools', () => {
    const document = {
      openapi: '3.0.3',
      info: { title: 'Shop' },
      paths: {
        '/orders/{id}': {
          parameters: [{ $ref: '#/components/parameters/Id' }],
          put: {
            operationId: 'changeOrder',
            summary: 'Change an order',
            parameters: [{ name: 'dry', in: 'query', schema: { type: 'boolean', nullable: true } }],
            requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
          },
          get: {},
        },
      },
      components: {
        parameters: { Id: { name: 'id', in: 'path', required: true, description: 'Order', schema: { type: 'string' } } },
        schemas: {
          Order: {
            type: 'object',
            properties: { next: { $ref: '#/components/schemas/Order' }, total: { type: 'number', minimum: 0, exclusiveMinimum: true } },
          },
          Other: { type: 'string' },
        },
      },
    };
    const [get, put] = read(document) ?? [];
    expect(get).toMatchObject({ name: 'get_/orders/{id}', format: 'openapi', server: 'Shop' });
    expect(put).toMatchObject({ name: 'changeOrder', description: 'Change an order' });
    expect(put?.inputSchema).toEqual({
      type: 'object',
      properties: {
        id: { type: 'string', description: 'Order' },
        dry: { type: ['boolean', 'null'] },
        body: { $ref: '#/$defs/Order' },
      },
      required: ['id', 'body'],
      $defs: { Order: { type: 'object', properties: { next: { $ref: '#/$defs/Order' }, total: { type: 'number', exclusiveMinimum: 0 } } } },
    });
    expect(placeOf(put as never, '/inputSchema/properties/id')).toBe('/components/parameters/Id/schema');
    expect(placeOf(put as never, '/inputSchema/properties/dry/type')).toBe('/paths/~1orders~1{id}/put/parameters/0/schema/type');
    expect(placeOf(put as never, '/inputSchema/$defs/Order/properties/total')).toBe('/components/schemas/Order/properties/total');
  });

  it('should leave out what the provider itself brings', () => {
    expect(
      read({
        tools: [
          { type: 'web_search_20250305', name: 'web_search' },
          { name: 'a', input_schema: schema },
        ],
      })?.map(({ name }) => name),
    ).toEqual(['a']);
  });

  it('should keep entries that are no tools, for the rules to find', () => {
    expect(read({ tools: [null, 'x', { name: 'a' }] })).toHaveLength(3);
  });

  it.each([[{}], [null], [1], ['x'], [{ compilerOptions: { strict: true } }], [{ name: 'package', version: '1' }], [{ a: {}, b: {} }]])(
    'should see no tools in %j',
    (document) => {
      expect(read(document)).toBeUndefined();
    },
  );

  it('should say what to do with what is like a list of tools and is none', () => {
    expect(() => read({ mcpServers: { a: { command: 'node' } } })).toThrow(/^file: it names servers, not tools; ask one/u);
    expect(() => read({ swagger: '2.0', paths: {} })).toThrow('file: Swagger 2.0; OpenAPI 3.0 and 3.1 are read');
    expect(() => readTools({ name: 'file', document: {} }, 'openapi')).toThrow(/OpenAPI 3\.0 and 3\.1 are read/u);
  });

  it('should read as it is told', () => {
    expect(readTools({ name: 'file', document: [{ name: 'a', parameters: schema }] }, 'gemini')?.[0]?.format).toBe('gemini');
  });
});
