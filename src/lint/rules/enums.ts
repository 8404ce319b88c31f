import { canonicalJson } from '../../model/canonical.ts';
import type { Json } from '../../model/json.ts';
import type { Rule } from '../rule.ts';
import { count, show } from '../values.ts';
import type { SchemaNode } from '../walk.ts';
import { toolWithParameter } from './example.ts';

const source = 'https://json-schema.org/understanding-json-schema/reference/enum';
const state = (members: Json[], more: Record<string, Json> = {}) =>
  toolWithParameter('state', { type: 'string', enum: members, description: 'Only orders in this state', ...more });

export const emptyEnum: Rule = {
  id: 'empty-enum',
  severity: 'error',
  summary: 'an enum has no member',
  why: 'No value fits, and most validators refuse the schema.',
  fix: 'List the values, or leave the enum out',
  source,
  bad: state([]),
  good: state(['open', 'shipped']),
  *onNode(node) {
    if (membersOf(node)?.length === 0) yield { at: `${node.pointer}/enum`, says: `${named(node)}no value is listed` };
  },
};

export const singleEnum: Rule = {
  id: 'single-enum',
  severity: 'info',
  summary: 'an enum has one member',
  why: 'There is nothing to choose: a model spends tokens on what the tool could fill in itself. In a union it marks the case, and is fine.',
  fix: 'Leave the parameter out, or use const',
  source,
  bad: state(['open']),
  good: state(['open', 'shipped']),
  *onNode(node) {
    const { pointer, keyword, holder } = node;
    const isCase =
      holder !== undefined &&
      ['anyOf', 'oneOf', 'allOf', 'then', 'else', 'if'].some((name) => holder.pointer.includes(`/${name}`) || keyword === name);
    if (membersOf(node)?.length === 1 && !isCase) yield { at: `${pointer}/enum`, says: `${named(node)}only ${show(membersOf(node)?.[0])}` };
  },
};

export const duplicateMember: Rule = {
  id: 'duplicate-enum-member',
  severity: 'warning',
  summary: 'an enum lists a value twice',
  why: 'Strict validators refuse the schema, and a provider may count the value twice against its limits.',
  fix: 'List each value once',
  source,
  bad: state(['open', 'shipped', 'open']),
  good: state(['open', 'shipped']),
  *onNode(node) {
    const seen = new Set<string>();
    for (const [index, member] of (membersOf(node) ?? []).entries()) {
      const text = canonicalJson([member]);
      if (seen.has(text)) yield { at: `${node.pointer}/enum/${index}`, says: `${named(node)}${show(member)} again` };
      seen.add(text);
    }
  },
};

export const mistypedMember: Rule = {
  id: 'mistyped-enum-member',
  severity: 'error',
  summary: 'an enum lists a value that its type forbids',
  why: 'The value is offered to a model and then refused.',
  fix: 'Write the value in the type, or add its type',
  source,
  bad: toolWithParameter('page', { type: 'integer', enum: [1, 2, 'last'], description: 'Page to show' }),
  good: toolWithParameter('page', { type: ['integer', 'string'], enum: [1, 2, 'last'], description: 'Page to show' }),
  *onNode(node) {
    const wrong = (membersOf(node) ?? []).filter((member) => !hasType(member, node.schema.type));
    if (wrong.length > 0)
      yield {
        at: `${node.pointer}/enum`,
        says: `${named(node)}${show(wrong[0])} is no ${show(node.schema.type)}${wrong.length > 1 ? `, nor are ${wrong.length - 1} more` : ''}`,
      };
  },
};

export const enumTwins: Rule = {
  id: 'confusable-enum-members',
  severity: 'info',
  summary: 'two values of an enum differ only in case or in outer white space',
  why: 'A model cannot know which of them is meant.',
  fix: 'Offer one of them and let the tool read the other',
  source,
  bad: state(['open', 'Open']),
  good: state(['open', 'shipped']),
  *onNode(node) {
    const first = new Map<string, string>();
    for (const [index, member] of (membersOf(node) ?? []).entries()) {
      if (typeof member !== 'string') continue;
      const key = member.trim().toLowerCase();
      const other = first.get(key);
      if (other === undefined) first.set(key, member);
      // Units and codes of one or two letters differ by case on purpose (M, m).
      else if (other !== member && key.length > 2)
        yield { at: `${node.pointer}/enum/${index}`, says: `${named(node)}${show(other)} and ${show(member)}` };
    }
  },
};

export const largeEnum: Rule = {
  id: 'large-enum',
  severity: 'info',
  summary: 'an enum has more than 100 values',
  why: 'Every request carries them all, and providers bound how many there may be.',
  fix: 'Take a text and check it in the tool, or offer a tool that searches the values',
  source: 'https://platform.openai.com/docs/guides/structured-outputs#limitations-on-enum-size',
  bad: state(Array.from({ length: 101 }, (_, i) => `state-${i}`)),
  good: state(['open', 'shipped']),
  *onNode(node) {
    const members = membersOf(node);
    if (members !== undefined && members.length > 100)
      yield { at: `${node.pointer}/enum`, says: `${named(node)}${count(members.length, 'value')}` };
  },
};

export const booleanAsText: Rule = {
  id: 'boolean-as-text',
  severity: 'warning',
  summary: 'a yes or no is taken as a text',
  why: 'Models send true, and the call is refused: the schema wants the text "true".',
  fix: 'Use "type": "boolean"',
  source: 'https://json-schema.org/understanding-json-schema/reference/boolean',
  bad: toolWithParameter('open', { type: 'string', enum: ['true', 'false'], description: 'Whether to list only open orders' }),
  good: toolWithParameter('open', { type: 'boolean', description: 'Whether to list only open orders' }),
  *onNode(node) {
    const members = membersOf(node);
    if (members?.length === 2 && members.every((member) => typeof member === 'string' && /^(?:true|false)$/iu.test(member))) {
      yield { at: `${node.pointer}/enum`, says: `${named(node)}${members.map((member) => show(member)).join(' or ')}` };
    }
  },
};

function membersOf({ schema }: SchemaNode): Json[] | undefined {
  return Array.isArray(schema.enum) ? schema.enum : undefined;
}

function named({ key, keyword }: SchemaNode): string {
  return key === undefined || keyword !== 'properties' ? '' : `${show(key)}: `;
}

/** Whether a value has the type, or one of the types, that a schema names; without one any value has. */
export function hasType(value: unknown, type: unknown): boolean {
  if (type === undefined) return true;
  const types = Array.isArray(type) ? type : [type];
  return types.some((one) => {
    if (one === 'null') return value === null;
    if (one === 'array') return Array.isArray(value);
    if (one === 'integer') return typeof value === 'number' && Number.isInteger(value);
    if (one === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
    // What is no type is another rule's business.
    return one === 'string' || one === 'number' || one === 'boolean' ? typeof value === one : true;
  });
}
