// A small MCP server over stdio that keeps the books of a lending library in <folder>/library.data.
// Its rules are told by its schemas, its descriptions and its refusals; `locate_shelf` says its format only when it refuses.
// Usage: node library-server.mjs <folder>
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const file = join(process.argv[2], 'library.data');
const load = () => JSON.parse(readFileSync(file, 'utf8'));
const readOnly = { readOnlyHint: true };
const string = { type: 'string' };

const tools = {
  list_branches: {
    description: 'Lists the branches of the library.',
    annotations: readOnly,
    inputSchema: { type: 'object', properties: {} },
    act: () => ({ branches: load().branches }),
  },
  list_books: {
    description: 'Lists books.',
    annotations: readOnly,
    inputSchema: {
      type: 'object',
      properties: {
        branch_code: { ...string, description: 'Code of the branch' },
        genre: { type: 'string', enum: ['novel', 'travel', 'science'] },
        due_before: { ...string, format: 'date' },
        available: { type: 'boolean' },
        limit: { type: 'integer', minimum: 1, maximum: 50 },
      },
      required: ['branch_code'],
    },
    act: ({ branch_code, genre, due_before, available, limit = 50 }) => {
      const { branches, books } = load();
      if (!branches.some(({ code }) => code === branch_code)) throw new Error(`no branch "${branch_code}"`);
      const found = books.filter(
        (book) =>
          book.branch === branch_code &&
          (genre === undefined || book.genre === genre) &&
          (available === undefined || (book.due === null) === available) &&
          (due_before === undefined || (book.due !== null && book.due < due_before)),
      );
      return { books: found.slice(0, limit).map(({ id, title }) => ({ id, title })) };
    },
  },
  get_book: {
    description: 'Gives one book with the id of its author.',
    annotations: readOnly,
    inputSchema: { type: 'object', properties: { book_id: string }, required: ['book_id'] },
    act: ({ book_id }) => {
      const book = load().books.find(({ id }) => id === book_id);
      if (book === undefined) throw new Error(`no book ${book_id}`);
      return book;
    },
  },
  get_author: {
    description: 'Gives one author.',
    annotations: readOnly,
    inputSchema: { type: 'object', properties: { author_id: { type: 'integer' } }, required: ['author_id'] },
    act: ({ author_id }) => {
      const author = load().authors.find(({ id }) => id === author_id);
      if (author === undefined) throw new Error(`no author ${author_id}`);
      return author;
    },
  },
  locate_shelf: {
    description: 'Says where a shelf stands.',
    annotations: readOnly,
    inputSchema: { type: 'object', properties: { shelf_mark: string }, required: ['shelf_mark'] },
    act: ({ shelf_mark }) => {
      const match = /^([NTS])-(\d{3})$/u.exec(shelf_mark);
      if (match === null) throw new Error(`shelf_mark "${shelf_mark}" has the wrong form: it must look like N-104`);
      return { floor: Number(match[2]) % 4, room: match[1] };
    },
  },
  opening_hours: {
    description: 'Tells when a branch is open.',
    annotations: readOnly,
    inputSchema: { type: 'object', properties: { weekday: string }, required: ['weekday'] },
    act: ({ weekday }) => {
      const days = ['monday', 'wednesday', 'friday', 'saturday'];
      if (!days.includes(weekday)) throw new Error(`unknown weekday: must be one of: ${days.join(', ')}`);
      return { opens: 8 + days.indexOf(weekday), closes: 18 };
    },
  },
  add_book: {
    description: 'Adds a book to a branch and gives it an id.',
    inputSchema: {
      type: 'object',
      properties: { title: string, branch_code: string, genre: { type: 'string', enum: ['novel', 'travel', 'science'] } },
      required: ['title', 'branch_code'],
    },
    act: ({ title, branch_code, genre = 'novel' }) => {
      const library = load();
      if (!library.branches.some(({ code }) => code === branch_code)) throw new Error(`no branch "${branch_code}"`);
      const book = { id: `BK-${library.books.length + 1}`, title, branch: branch_code, genre, author_id: null, due: null };
      writeFileSync(file, JSON.stringify({ ...library, books: [...library.books, book] }));
      return { added: book.id, title };
    },
  },
  new_ticket: {
    description: 'Makes a reading ticket.',
    annotations: readOnly,
    inputSchema: { type: 'object', properties: {} },
    act: () => ({ ticket: crypto.randomUUID(), valid: true }),
  },
  draw_lot: {
    description: 'Draws a lot.',
    annotations: readOnly,
    inputSchema: { type: 'object', properties: {} },
    act: () => ({ lot: `lot ${Math.random()}` }),
  },
  order_elsewhere: {
    description: 'Orders from another library.',
    annotations: readOnly,
    inputSchema: { type: 'object', properties: { title: string }, required: ['title'] },
    act: () => {
      throw new Error('fetch failed: getaddrinfo ENOTFOUND elsewhere.example');
    },
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, method, params } = JSON.parse(line);
    const reply = (result) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
    if (method === 'initialize')
      reply({ protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'library', version: '1.0.0' } });
    else if (method === 'tools/list') reply({ tools: Object.entries(tools).map(([name, { act: _, ...tool }]) => ({ name, ...tool })) });
    else if (method === 'tools/call') {
      try {
        reply({ content: [{ type: 'text', text: JSON.stringify(tools[params.name].act(params.arguments)) }] });
      } catch (error) {
        reply({ content: [{ type: 'text', text: error.message }], isError: true });
      }
    }
  })
  .on('close', () => process.exit(0));
