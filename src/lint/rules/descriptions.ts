import type { Rule } from '../rule.ts';
import { count, isObject, show, wordsOf } from '../values.ts';
import type { ToolView } from '../view.ts';
import { toolWith, toolWithParameter } from './example.ts';

const guide = 'https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools';

export const missingDescription: Rule = {
  id: 'missing-description',
  severity: 'warning',
  summary: 'the tool has no description',
  why: 'A model decides by the description whether to call a tool. Some chat templates and trainers refuse tools without one.',
  fix: 'Say in a sentence or two what it does, what it gives back, and when to use it',
  source: guide,
  bad: toolWith({ description: '  ' }),
  good: toolWith(),
  *onTool({ tool, description }) {
    const isAbsent = tool.description === undefined || typeof tool.description === 'string';
    if (isObject(tool.entry) && description === undefined && isAbsent) yield { at: '', says: 'it has no description' };
  },
};

export const emptyWords: Rule = {
  id: 'description-says-nothing',
  severity: 'warning',
  summary: 'the description repeats the name, or stands for one that nobody wrote',
  why: 'It tells a model nothing that the name has not told it.',
  fix: 'Say what it does, what it gives back, and when to use it',
  source: guide,
  bad: toolWith({ description: 'List orders' }),
  good: toolWith(),
  *onTool({ name, description }) {
    if (description === undefined) return;
    if (isPlaceholder(description)) yield { at: '/description', says: `the description is ${show(description)}` };
    else if (name !== undefined && saysNoMore(description, name))
      yield { at: '/description', says: `${show(description)} says no more than the name` };
  },
};

export const shortDescription: Rule = {
  id: 'short-description',
  severity: 'info',
  summary: 'the description has fewer than four words',
  why: 'That is hardly enough to tell when to use it, or what it gives back.',
  fix: 'Say also what it gives back and when to use it',
  source: guide,
  bad: toolWith({ description: 'Customer history lookup' }),
  good: toolWith(),
  *onTool({ name, description }) {
    if (description === undefined || isPlaceholder(description) || (name !== undefined && saysNoMore(description, name))) return;
    // Scripts that are written without spaces say more per word.
    if (/[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Common}]/u.test(description)) return;
    const words = wordsOf(description).length;
    if (words < 4) yield { at: '/description', says: `${count(words, 'word')}: ${show(description)}` };
  },
};

export const longDescription: Rule = {
  id: 'long-description',
  severity: 'info',
  summary: 'the description has more than 4,000 characters',
  why: 'Every request carries it, about 1,000 tokens, whether the tool is called or not, and it draws attention from the others.',
  fix: 'Keep what decides whether and how to call; move the rest to the parameters, or to documentation',
  source: guide,
  bad: toolWith({ description: 'Lists the orders of one customer. '.repeat(130) }),
  good: toolWith(),
  *onTool({ description }) {
    if (description !== undefined && description.length > 4_000) yield { at: '/description', says: count(description.length, 'character') };
  },
};

export const copiedDescription: Rule = {
  id: 'copied-description',
  severity: 'warning',
  summary: 'two tools of one server have the same description',
  why: 'Where descriptions agree, a model chooses by chance or by the name alone.',
  fix: 'Say in each what the other does not do',
  source: guide,
  bad: [toolWith(), toolWith({ name: 'list_returns' })],
  good: [toolWith(), toolWith({ name: 'list_returns', description: 'Lists what one customer has sent back, newest first.' })],
  *onServer(tools) {
    const first = new Map<string, ToolView>();
    for (const tool of tools) {
      const key = tool.description?.trim();
      if (key === undefined || isPlaceholder(key)) continue;
      const other = first.get(key);
      if (other === undefined) first.set(key, tool);
      else if (other.name !== tool.name) yield { tool, at: '/description', says: `${show(other.label)} has the same description` };
    }
  },
};

export const missingParameterDescription: Rule = {
  id: 'missing-parameter-description',
  severity: 'info',
  summary: 'a parameter has no description',
  why: 'A model fills it by its name alone.',
  fix: 'Say what it means, with an example of a value',
  source: guide,
  bad: toolWithParameter('state', { type: 'string' }),
  good: toolWithParameter('state', { type: 'string', enum: ['open', 'shipped'], description: 'Only orders in this state' }),
  *onTool({ parameters }) {
    for (const { name, node } of parameters) {
      const { schema } = node;
      const told = [schema.description, schema.title, schema.$comment].some((text) => typeof text === 'string' && text.trim() !== '');
      // A reference may carry the description where it leads.
      if (!told && schema.$ref === undefined) yield { at: node.pointer, says: `${show(name)} has no description` };
    }
  },
};

export const emptyParameterWords: Rule = {
  id: 'parameter-description-says-nothing',
  severity: 'info',
  summary: 'the description of a parameter repeats its name or its type',
  why: 'It costs tokens and tells nothing.',
  fix: 'Say what the value means, where it comes from, and how it is written',
  source: guide,
  bad: toolWithParameter('state', { type: 'string', description: 'The state' }),
  good: toolWithParameter('state', { type: 'string', enum: ['open', 'shipped'], description: 'Only orders in this state' }),
  *onTool({ parameters }) {
    for (const { name, node } of parameters) {
      const { description, type, enum: members, const: only } = node.schema;
      // With its values listed, or being a plain yes or no, a name may say it all.
      if (typeof description !== 'string' || description.trim() === '' || members !== undefined || only !== undefined || type === 'boolean')
        continue;
      if (isPlaceholder(description) || saysNoMore(description, name))
        yield { at: `${node.pointer}/description`, says: `${show(name)}: ${show(description)}` };
    }
  },
};

export const requiredInWords: Rule = {
  id: 'required-in-words-only',
  severity: 'warning',
  summary: 'the description says required or optional, the schema the other',
  why: 'A model that believes the words leaves out what the tool demands, or makes a value up for what it does not need.',
  fix: 'Make required agree with the description',
  bad: toolWithParameter('state', { type: 'string', description: '(Optional) only orders in this state, open or shipped' }, true),
  good: toolWithParameter('state', { type: 'string', description: '(Optional) only orders in this state, open or shipped' }),
  *onTool({ parameters }) {
    for (const { name, node, isRequired } of parameters) {
      const { description, default: fallback } = node.schema;
      if (typeof description !== 'string') continue;
      // Only words that stand for the parameter as a whole: at the beginning or the end, or in brackets.
      const text = description.trim().slice(0, 2_000);
      if (
        isRequired &&
        fallback === undefined &&
        /^\(?optional\b(?! (?:list|array|object|if|when|for)\b)[^a-z]|[([]optional[)\]]|[.,;] optional\.?$/iu.test(text)
      ) {
        yield { at: node.pointer, says: `${show(name)} is required, and described as optional` };
      }
      if (!isRequired && fallback === undefined && /^\(?required[):.,]|[([]required[)\]]|[.,;] required\.?$/iu.test(text)) {
        yield { at: node.pointer, says: `${show(name)} is optional, and described as required` };
      }
    }
  },
};

/** Words that say nothing of a thing by themselves. `name`, `number` and `id` are not among them: they say which of its sides is meant. */
const fillers = new Set(
  'a an the of to for this that it its is be in on with and or value param parameter argument input string text integer boolean object array field tool function method specified given provided'.split(
    ' ',
  ),
);

/** Whether a description has no word that the name has not. */
function saysNoMore(description: string, name: string): boolean {
  const known = new Set(wordsOf(name).map(stem));
  const said = wordsOf(description);
  return (
    said.length > 0 && said.length < 12 && said.every((word) => fillers.has(word) || known.has(stem(word))) && !/\p{N}/u.test(description)
  );
}

function stem(word: string): string {
  return word.length > 3 ? word.replace(/(?:es|s|ing|ed)$/u, '') : word;
}

function isPlaceholder(text: string): boolean {
  return /^\W*(?:todo|tbd|fixme|n\/?a|none|null|undefined|xxx+|description|no description(?: (?:provided|available))?|add description(?: here)?|lorem ipsum.*|your description here|placeholder)\W*$/iu.test(
    text.slice(0, 200),
  );
}
