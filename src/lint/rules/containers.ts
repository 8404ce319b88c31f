import { canonicalJson } from '../../model/canonical.ts';
import type { Rule } from '../rule.ts';
import { isObject, show, wordsOf } from '../values.ts';
import type { SchemaNode } from '../walk.ts';
import { inputWith, toolWith, toolWithParameter } from './example.ts';

export const unknownRequired: Rule = {
  id: 'required-not-declared',
  severity: 'warning',
  summary: 'required names a property that is not declared',
  why: 'A model is asked for something that nothing describes; where the object is closed, no call can be valid. OpenAI and Gemini refuse it.',
  fix: 'Declare the property, or take its name out of required',
  source: 'https://json-schema.org/understanding-json-schema/reference/object#required',
  bad: toolWith({ inputSchema: { ...inputWith({}), required: ['customer', 'state'], additionalProperties: true } }),
  good: toolWith(),
  *onNode(node) {
    const { required, patternProperties, properties } = node.schema;
    if (!Array.isArray(required) || isPartOfWhole(node) || patternProperties !== undefined) return;
    // Without any properties the rule on objects speaks.
    if (!isObject(properties) && ['allOf', 'anyOf', 'oneOf', '$ref'].some((key) => node.schema[key] !== undefined)) return;
    for (const [index, name] of required.entries()) {
      if (typeof name === 'string' && !(isObject(properties) && Object.hasOwn(properties, name)) && !isDeclaredInBranch(node, name)) {
        yield { at: `${node.pointer}/required/${index}`, says: `${show(name)} is not among the properties` };
      }
    }
  },
};

/** A branch of a union or condition only adds to what its holder declares. */
function isPartOfWhole({ keyword }: SchemaNode): boolean {
  return ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas', 'dependencies'].includes(keyword);
}

function isDeclaredInBranch({ schema }: SchemaNode, name: string): boolean {
  return ['allOf', 'anyOf', 'oneOf'].some((key) => {
    const list = schema[key];
    return (
      Array.isArray(list) &&
      list.some(
        (branch) =>
          isObject(branch) && (branch.$ref !== undefined || (isObject(branch.properties) && Object.hasOwn(branch.properties, name))),
      )
    );
  });
}

export const objectWithoutProperties: Rule = {
  id: 'object-without-properties',
  severity: 'warning',
  summary: 'an object says nothing of what is in it',
  why: 'A model invents the keys. Gemini refuses such an object, and OpenAI in strict mode takes it as one that must stay empty.',
  fix: 'Declare its properties, or describe the values of a map under additionalProperties',
  source: 'https://json-schema.org/understanding-json-schema/reference/object',
  bad: toolWithParameter('filter', { type: 'object', description: 'What to look for' }),
  good: toolWithParameter('filter', {
    type: 'object',
    description: 'Fields and what they must hold',
    additionalProperties: { type: 'string' },
  }),
  *onNode(node) {
    const { schema, pointer, holder, key } = node;
    // The root, empty, is a tool without parameters; results are not for a model to fill in.
    if (schema.type !== 'object' || holder === undefined || pointer.startsWith('/outputSchema') || isPartOfWhole(node)) return;
    const says = [
      'patternProperties',
      'allOf',
      'anyOf',
      'oneOf',
      '$ref',
      'enum',
      'const',
      'propertyNames',
      'dependentSchemas',
      'if',
      'maxProperties',
      'examples',
      'example',
    ];
    if (says.some((name) => schema[name] !== undefined)) return;
    if (isObject(schema.properties) ? Object.keys(schema.properties).length > 0 : schema.properties !== undefined) return;
    if (schema.additionalProperties !== undefined && schema.additionalProperties !== true && !isEmpty(schema.additionalProperties)) return;
    if (schema.additionalProperties === false) return;
    yield { at: pointer, says: `${key === undefined ? 'it' : show(key)} is an object without properties` };
  },
};

export const arrayWithoutItems: Rule = {
  id: 'array-without-items',
  severity: 'warning',
  summary: 'an array says nothing of its items',
  why: 'A model guesses whether they are texts, numbers or objects. OpenAI and Gemini refuse the tool.',
  fix: 'Say under items what one of them is',
  source: 'https://json-schema.org/understanding-json-schema/reference/array#items',
  bad: toolWithParameter('states', { type: 'array', description: 'Only orders in one of these states' }),
  good: toolWithParameter('states', { type: 'array', items: { type: 'string' }, description: 'Only orders in one of these states' }),
  *onNode(node) {
    const { schema, pointer, key } = node;
    const isArray = schema.type === 'array' || (Array.isArray(schema.type) && schema.type.includes('array'));
    if (!isArray || pointer.startsWith('/outputSchema') || isPartOfWhole(node)) return;
    const says = ['prefixItems', 'contains', 'allOf', 'anyOf', 'oneOf', '$ref', 'enum', 'const', 'unevaluatedItems'];
    if (says.some((name) => schema[name] !== undefined)) return;
    if (schema.items !== undefined && schema.items !== true && !isEmpty(schema.items)) return;
    yield { at: pointer, says: `${key === undefined ? 'it' : show(key)} is an array of anything` };
  },
};

export const duplicateBranch: Rule = {
  id: 'duplicate-branch',
  severity: 'warning',
  summary: 'a union lists the same alternative twice',
  why: 'Under oneOf no value can match exactly one of two equal alternatives, so it is refused; under anyOf one of them is for nothing.',
  fix: 'Keep one of them; or say what differs',
  source: 'https://json-schema.org/understanding-json-schema/reference/combining',
  bad: toolWithParameter('state', { oneOf: [{ type: 'string' }, { type: 'string' }], description: 'Only orders in this state' }),
  good: toolWithParameter('state', { oneOf: [{ type: 'string' }, { type: 'integer' }], description: 'Only orders in this state' }),
  *onNode({ schema, pointer }) {
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const seen = new Set<string>();
      const branches = schema[keyword];
      for (const [index, branch] of (Array.isArray(branches) ? branches : []).entries()) {
        const text = canonicalJson([withoutWords(branch)]);
        if (seen.has(text)) yield { at: `${pointer}/${keyword}/${index}`, says: `the same as another alternative of ${keyword}` };
        seen.add(text);
      }
    }
  },
};

export const confusableParameters: Rule = {
  id: 'confusable-parameters',
  severity: 'warning',
  summary: 'two parameters of one tool differ only in case or in the marks between their words',
  why: 'A model fills the wrong one.',
  fix: 'Keep one of them, or let the names say what differs',
  bad: toolWith({
    inputSchema: inputWith({
      orderId: { type: 'string', description: 'Order, such as O-7' },
      order_id: { type: 'string', description: 'Order before it, such as O-6' },
    }),
  }),
  good: toolWith({
    inputSchema: inputWith({
      order: { type: 'string', description: 'Order, such as O-7' },
      previous_order: { type: 'string', description: 'Order before it, such as O-6' },
    }),
  }),
  *onTool({ parameters }) {
    const first = new Map<string, string>();
    for (const { name, node } of parameters) {
      const key = wordsOf(name).join('');
      const other = first.get(key);
      if (other === undefined) first.set(key, name);
      // Operators such as price, price<, price> differ in marks on purpose.
      else if (key !== '' && /^[\w-]+$/u.test(name) && /^[\w-]+$/u.test(other))
        yield { at: node.pointer, says: `${show(other)} and ${show(name)}` };
    }
  },
};

export const draftRequired: Rule = {
  id: 'required-on-property',
  severity: 'error',
  summary: 'a property says of itself that it is required',
  why: 'JSON Schema lists required names on the object. A boolean is no valid schema, and the property stays optional.',
  fix: 'List the name under required of the object that holds it',
  source: 'https://json-schema.org/understanding-json-schema/reference/object#required',
  bad: toolWithParameter('state', { type: 'string', description: 'Only orders in this state', required: true }),
  good: toolWithParameter('state', { type: 'string', description: 'Only orders in this state' }, true),
  *onNode({ schema, pointer, key }) {
    if (typeof schema.required === 'boolean')
      yield { at: `${pointer}/required`, says: `${show(key ?? 'it')} has required ${schema.required}` };
  },
};

export const cannotBeViolated: Rule = {
  id: 'cannot-be-violated',
  severity: 'info',
  summary: 'the schema accepts every object',
  why: 'Nothing that a model gets wrong can be seen before the tool runs: a misspelt name is passed over in silence.',
  fix: 'Set "additionalProperties": false',
  source: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool',
  bad: toolWith({ inputSchema: { type: 'object', properties: {} } }),
  good: toolWith({ inputSchema: { type: 'object', properties: {}, additionalProperties: false } }),
  *onTool({ input: { root, pointer, tooMuch } }) {
    if (!isObject(root) || tooMuch !== undefined || root.type !== 'object') return;
    const { type: _, ...rest } = root;
    if (acceptsAll(rest)) yield { at: pointer, says: 'every object fits' };
  },
};

/** Whether a schema restricts nothing. References and unions are taken to restrict. */
function acceptsAll(schema: unknown): boolean {
  if (schema === true) return true;
  if (!isObject(schema)) return false;
  return Object.entries(schema).every(([key, value]) => {
    if (key === 'properties' || key === 'patternProperties') return isObject(value) && Object.values(value).every(acceptsAll);
    if (key === 'additionalProperties' || key === 'items') return acceptsAll(value);
    if (key === 'required') return Array.isArray(value) && value.length === 0;
    return annotations.has(key) || key.startsWith('x-');
  });
}

const annotations = new Set([
  '$schema',
  '$id',
  '$comment',
  '$defs',
  'definitions',
  'title',
  'description',
  'default',
  'examples',
  'example',
  'deprecated',
  'readOnly',
  'writeOnly',
  'format',
]);

function isEmpty(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

function withoutWords(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const { description: _, title: __, examples: ___, ...rest } = schema;
  return rest;
}
