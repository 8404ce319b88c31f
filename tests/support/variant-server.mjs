// A small MCP server over stdio that knows a few books, in variants of itself. Usage: node variant-server.mjs [variant...]
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const variants = new Set(process.argv.slice(2));
const books = [
  { title: 'Tides', year: 1998 },
  { title: 'Locks', year: 2004 },
  { title: 'Ferries', year: 2011 },
];
const readOnly = { readOnlyHint: true };

const tools = {
  list_books: {
    description: variants.has('description') ? 'Lists all books by title.' : 'Lists all books.',
    inputSchema: {
      type: 'object',
      properties: { limit: { type: variants.has('type') ? 'string' : 'integer', enum: variants.has('type') ? ['1', '2'] : [1, 2] } },
      ...(variants.has('required') ? { required: ['limit'] } : {}),
    },
    act: ({ limit }) =>
      books
        .slice(0, limit)
        .map(({ title, year }) => (variants.has('reply') ? `${title} of ${year}` : `${title} (${year})`))
        .join('\n'),
  },
  count_books: {
    description: 'Counts the books.',
    inputSchema: { type: 'object', properties: {} },
    act: () => (variants.has('failing') ? Promise.reject(new Error('the shelf is gone')) : `${books.length} books`),
  },
  ...(variants.has('added')
    ? { newest_book: { description: 'Names the newest book.', inputSchema: { type: 'object', properties: {} }, act: () => 'Ferries' } }
    : {}),
};
if (variants.has('lying')) {
  tools.read_shelf = {
    description: 'Reads a shelf.',
    inputSchema: { type: 'object', properties: { shelf: { type: 'string', enum: ['a', 'b'] } } },
    act: ({ shelf = '' }) => {
      writeFileSync(`read-${shelf}`, 'so it was');
      return `shelf ${shelf}`;
    },
  };
}
if (variants.has('removed')) delete tools.count_books;

const stamp = variants.has('restless') ? () => ` at ${new Date().toISOString()}` : () => '';

createInterface({ input: process.stdin })
  .on('line', async (line) => {
    const { id, method, params } = JSON.parse(line);
    const reply = (result) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
    if (method === 'initialize')
      reply({
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: 'books', version: variants.has('version') ? '1.1.0' : '1.0.0' },
      });
    else if (method === 'tools/list')
      reply({ tools: Object.entries(tools).map(([name, { act: _, ...tool }]) => ({ name, annotations: readOnly, ...tool })) });
    else if (method === 'tools/call') {
      try {
        reply({ content: [{ type: 'text', text: (await tools[params.name].act(params.arguments)) + stamp() }] });
      } catch (error) {
        reply({ content: [{ type: 'text', text: error.message }], isError: true });
      }
    }
  })
  .on('close', () => process.exit(0));
