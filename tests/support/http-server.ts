import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An MCP server on loopback over streamable HTTP that knows the hours of two shops, for whoever has its key. */
export async function startHttpServer(key: string): Promise<{ url: string; headersSeen: string[]; close(): Promise<void> }> {
  const headersSeen: string[] = [];
  const server: Server = createServer(async (request, response) => {
    headersSeen.push(String(request.headers.authorization));
    const send = (status: number, body?: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${key}`) return send(401, { error: 'no key' });
    if (request.method !== 'POST') return send(405);
    const { id, method, params } = JSON.parse(await readBody(request));
    if (id === undefined) return response.writeHead(202).end();
    const reply = (result: object) => send(200, { jsonrpc: '2.0', id, result });
    if (method === 'initialize')
      return reply({
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: 'hours', version: '1.0.0' },
      });
    if (method === 'tools/list') return reply({ tools });
    if (method === 'tools/call') return reply({ content: [{ type: 'text', text: `${params.arguments.shop}: 9 to 5` }] });
    return send(200, { jsonrpc: '2.0', id, error: { code: -32601, message: 'no such method' } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    headersSeen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const inputSchema = { type: 'object', properties: { shop: { type: 'string', enum: ['north', 'south'] } }, required: ['shop'] };
const tools = [
  { name: 'get_hours', description: 'Gives the hours of a shop.', inputSchema, annotations: { readOnlyHint: true } },
  { name: 'close_shop', description: 'Closes a shop.', inputSchema },
];

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
}
