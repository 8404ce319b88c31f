import { segmentsOf, valueAt } from '../../model/pointer.ts';
import type { Kind, Primitive } from '../../model/primitive.ts';
import type { GroundTool } from '../../model/tool.ts';
import { singular, wordsOf } from './words.ts';

/** Verbs of tool names with other ways to ask for the same. */
const waysToAsk: Readonly<Record<string, readonly string[]>> = {
  list: ['list', 'show me', 'give me a list of'],
  get: ['get', 'pull up', 'fetch'],
  fetch: ['fetch', 'get', 'bring up'],
  retrieve: ['retrieve', 'get', 'pull up'],
  read: ['read', 'open', 'read out'],
  show: ['show', 'display', 'bring up'],
  view: ['view', 'show me', 'bring up'],
  describe: ['describe', 'tell me about', 'explain'],
  search: ['search', 'look through', 'do a search of'],
  find: ['find', 'look for', 'track down'],
  query: ['query', 'ask', 'put a query to'],
  count: ['count', 'tell me the number of', 'work out the number of'],
  check: ['check', 'have a look at', 'inspect'],
  validate: ['validate', 'check', 'verify'],
  create: ['create', 'add', 'set up'],
  add: ['add', 'put in', 'enter'],
  insert: ['insert', 'add', 'put in'],
  make: ['make', 'create', 'put together'],
  update: ['update', 'change', 'bring up to date'],
  edit: ['edit', 'change', 'revise'],
  set: ['set', 'change', 'put in'],
  delete: ['delete', 'remove', 'get rid of'],
  remove: ['remove', 'delete', 'take out'],
  close: ['close', 'finish', 'shut'],
  run: ['run', 'execute', 'carry out'],
  execute: ['execute', 'run', 'carry out'],
  calculate: ['calculate', 'work out', 'compute'],
  convert: ['convert', 'turn around', 'translate'],
  send: ['send', 'send off', 'pass on'],
  write: ['write', 'put down', 'save'],
  open: ['open', 'bring up', 'start'],
  move: ['move', 'shift', 'relocate'],
  copy: ['copy', 'duplicate', 'make a copy of'],
  rename: ['rename', 'give a new name to', 'call differently'],
  lint: ['lint', 'run the linter over', 'check the style of'],
};
const otherVerbs =
  'echo print start stop enable disable toggle trigger simulate explain generate build compile test analyze analyse compare merge split sort filter export import download upload save load reset clear connect disconnect resolve render preview display join leave approve reject assign complete cancel book schedule reserve order pay refund archive restore track inspect browse navigate click type scroll wait interact annotate sum think append drop alter summarize tell give look return produce parse extract translate'.split(
    ' ',
  );
const verbs = new Set([...Object.keys(waysToAsk), ...otherVerbs]);

/** Characters that mean something in a template. */
function plain(text: string): string {
  return text
    .replace(/[[\]{}<>|=*_`#"]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The ways to ask for a tool, in lower case: by its name with other verbs, by its title, by what its description says it does. */
function waysFor(tool: GroundTool): string[] {
  const [first = '', ...rest] = wordsOf(tool.name);
  const object = rest.join(' ');
  const ways: string[] = [];
  const described = readImperative(tool.description);
  if (verbs.has(first) && object !== '') {
    const article = /^(?:the|a|an|all|my|to|by|with|from|of|for|in|on)\b/u.test(object) ? object : `the ${object}`;
    for (const verb of waysToAsk[first] ?? [first, `go and ${first}`]) ways.push(`${verb} ${article}`);
  }
  if (described !== null) ways.push(described);
  const title = tool.title === undefined ? [] : wordsOf(tool.title.replace(/\s*\btool$/iu, ''));
  if (title.length > 1 && verbs.has(title[0] as string)) ways.push(title.join(' '));
  if (ways.length < 3) ways.push(`use the ${wordsOf(tool.name).join(' ')} tool`, `run ${wordsOf(tool.name).join(' ')}`);
  return [...new Set(ways.map(plain).filter((way) => way !== ''))];
}

/** What a description says the tool does, as a request: `Lists open orders of a shop.` is `list open orders of a shop`. */
export function readImperative(description: string): string | null {
  const sentence = /^.+?(?=[.:;](?:\s|$)|\s\(|\n|$)/u
    .exec(
      description.replace(
        /^\W*(?:this (?:tool|function|command)|tool|use this(?: tool)?|allows? you|a tool|an? (?:mcp )?tool)\s+(?:that |which |will |can |is used |lets you |allows you |helps? (?:you )?)?(?:to )?/iu,
        '',
      ),
    )?.[0]
    ?.trim();
  if (sentence === undefined || /https?$/u.test(sentence)) return null;
  const words = plain(sentence).split(' ');
  const first = (words[0] ?? '').toLowerCase();
  const verb = [first, singular(first), first.replace(/s$/u, ''), first.replace(/es$/u, ''), first.replace(/ies$/u, 'y')].find((form) =>
    verbs.has(form),
  );
  if (verb === undefined || words.length < 2) return null;
  const said = verb === 'return' || verb === 'produce' ? ['give me', ...words.slice(1)] : [verb, ...words.slice(1)];
  const short = cut(said);
  return short.length < 2 ? null : short.join(' ').replace(/[,\s]+$/u, '');
}

/** At most a dozen words, cut before a word that begins something further. */
function cut(words: readonly string[]): string[] {
  const most = 12;
  const breaks = new Set([
    'by',
    'using',
    'with',
    'from',
    'for',
    'based',
    'which',
    'that',
    'including',
    'and',
    'or',
    'via',
    'when',
    'where',
    'if',
    'given',
    'in',
    'to',
    'of',
    'as',
  ]);
  if (words.length <= most) return [...words];
  for (let end = most; end > 2; end--) if (breaks.has((words[end] ?? '').toLowerCase())) return words.slice(0, end);
  return words.slice(0, most);
}

/** For each tool the ways to ask for it that no other tool is asked for by. */
export function askWays(tools: readonly GroundTool[]): Map<string, string[]> {
  const ways = new Map(tools.map((tool) => [tool.name, waysFor(tool)]));
  const counts = new Map<string, number>();
  for (const list of ways.values()) for (const way of list) counts.set(way.toLowerCase(), (counts.get(way.toLowerCase()) ?? 0) + 1);
  for (const [name, list] of ways) {
    const own = list.filter((way) => counts.get(way.toLowerCase()) === 1);
    ways.set(name, own.length > 0 ? own : [`use ${plain(name.replace(/[_-]+/gu, ' '))} (${plain(name).replaceAll(' ', '')})`]);
  }
  return ways;
}

/** An argument as requests speak of it. */
export interface Saying {
  pointer: string;
  kind: Kind;
  /** what people call it */
  label: string;
  /** whether every recorded call has it */
  isAlways: boolean;
}

/** The arguments of a tool that the user says, in the order of its schema. */
export function sayingsOf(tool: GroundTool, calls: readonly Primitive[]): Saying[] {
  const kinds = new Map<string, Kind>();
  for (const { roles } of calls) {
    for (const [pointer, role] of Object.entries(roles)) if (role.origin === 'user') kinds.set(pointer, role.kind);
  }
  const declared = Object.keys((tool.inputSchema.properties ?? {}) as object);
  const rank = (pointer: string) => {
    const at = declared.indexOf(segmentsOf(pointer)[0] ?? '');
    return at < 0 ? declared.length : at;
  };
  const pointers = [...kinds.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const lastWords = pointers.map((pointer) => labelOf(pointer, false));
  return pointers.map((pointer, index) => ({
    pointer,
    kind: kinds.get(pointer) as Kind,
    label: lastWords.filter((label) => label === lastWords[index]).length > 1 ? labelOf(pointer, true) : (lastWords[index] as string),
    isAlways: calls.every(({ arguments: args }) => valueAt(args, pointer) !== undefined),
  }));
}

function labelOf(pointer: string, isWhole: boolean): string {
  const names = segmentsOf(pointer).filter((segment) => !/^\d+$/u.test(segment));
  const member = /\/\d+$/u.test(pointer);
  const words = (isWhole ? names : names.slice(-1)).flatMap(wordsOf);
  return plain((member ? words.map((word, index) => (index === words.length - 1 ? singular(word) : word)) : words).join(' ')) || 'value';
}

/** A slot with its label; `step` is written in a chain of calls. Texts stand in quotes, so that one sees where they end. */
export function slotOf(saying: Saying, step: number | null): string {
  const { kind, label } = saying;
  const mark = markOf(saying, step);
  if (kind === 'flag') return mark;
  return `${label} ${kind === 'text' || kind === 'pattern' || kind === 'name' ? `"${mark}"` : mark}`;
}

/** A slot by itself. */
export function markOf({ pointer }: Saying, step: number | null): string {
  return `{${[...(step === null ? [] : [String(step)]), ...segmentsOf(pointer)].join('.')}}`;
}

/** Everything a request has to say of a call, from its connecting word on; optional arguments only when the call has them. */
export function sayArguments(sayings: readonly Saying[], step: number | null, joint: string): string {
  const always = sayings.filter(({ isAlways }) => isAlways).map((saying) => slotOf(saying, step));
  const optional = sayings
    .filter(({ isAlways }) => !isAlways)
    .map((saying) => `<, ${saying.kind === 'flag' ? '' : always.length > 0 ? '' : 'with '}${slotOf(saying, step)}>`);
  const said = always.length < 2 ? always.join('') : `${always.slice(0, -1).join(', ')} and ${always.at(-1)}`;
  return `${said === '' ? '' : `${joint}${said}`}${optional.join('')}`;
}

/** Spoken words of the enum and flag values of a tool, by argument and value. No two values of one argument share words. */
export function wordsFor(calls: readonly Primitive[], sayings: readonly Saying[]): Record<string, Record<string, string[]>> {
  const words: Record<string, Record<string, string[]>> = {};
  for (const { pointer, kind, label } of sayings) {
    if (kind !== 'enum' && kind !== 'flag') continue;
    const values = calls.flatMap(({ arguments: args }) => {
      const value = valueAt(args, pointer);
      return value === undefined ? [] : [typeof value === 'string' ? value : JSON.stringify(value)];
    });
    const distinct = [...new Set(values)].sort();
    const spoken = distinct.map((value) => (kind === 'flag' ? sayFlag(label, value === 'true') : wordsOf(value).join(' ')));
    words[pointer] = Object.fromEntries(
      distinct.map((value, index) => {
        const own = spoken[index] as string;
        const isClear = own !== '' && spoken.filter((other) => other === own).length === 1 && !/^\d/u.test(own);
        return [value, [isClear ? own : value === '' ? 'nothing' : value]];
      }),
    );
  }
  return words;
}

const doing = new Set(
  'include exclude show hide use force allow skip ignore enable disable follow return send create delete keep sort expand'.split(' '),
);

function sayFlag(label: string, isTrue: boolean): string {
  const words = label.split(' ');
  if (doing.has(words[0] ?? '')) return isTrue ? `${label}` : `do not ${label}`;
  const bare = words.filter((word) => word !== 'is' && word !== 'has').join(' ') || label;
  return isTrue ? `with ${bare}` : `without ${bare}`;
}
