import { isSchemaNode, isSchemaObject, ownOf, type SchemaDocument, type SchemaNode, type SchemaObject } from '../document.ts';

const annotations = new Set([
  'title',
  'description',
  'default',
  'examples',
  'example',
  '$comment',
  '$id',
  '$schema',
  '$anchor',
  '$dynamicAnchor',
  '$defs',
  'definitions',
  'deprecated',
  'readOnly',
  'writeOnly',
  'contentMediaType',
  'contentEncoding',
  'contentSchema',
  'minContains',
  'maxContains',
  'then',
  'else',
]);

const allTypes = ['string', 'number', 'boolean', 'object', 'array', 'null'];

/**
 * Ways not to fit a subschema: each says something that fits wherever the subschema does not, and together they leave no other
 * way. None means that everything fits it. What such a way cannot say exactly, the caller has to check on the value.
 */
export function negateNode(document: SchemaDocument, node: SchemaNode): SchemaNode[] {
  if (node === true) return [];
  if (node === false) return [true];
  const ways: SchemaNode[] = [];
  for (const keyword of Object.keys(node)) {
    if (annotations.has(keyword)) continue;
    ways.push(...negateKeyword(document, node, keyword));
  }
  return ways;
}

function negateKeyword(document: SchemaDocument, node: SchemaObject, keyword: string): SchemaNode[] {
  const value = ownOf(node, keyword);
  switch (keyword) {
    case 'type':
      return negateType(value);
    case 'not':
      return isSchemaNode(value) ? [value] : [];
    case 'allOf':
      return Array.isArray(value) ? value.map((not) => ({ not })) : [];
    case 'anyOf':
      return Array.isArray(value) ? [{ allOf: value.map((not) => ({ not })) }] : [];
    case 'oneOf':
      return Array.isArray(value) ? [{ allOf: value.map((not) => ({ not })) }, ...pairUp(value), true] : [];
    case '$ref': {
      const target = typeof value === 'string' ? document.follow(node, value) : undefined;
      return target === undefined ? [true] : [{ not: target }];
    }
    case 'if':
      return [true];
    case 'minimum':
      return [{ type: 'number', exclusiveMaximum: value }];
    case 'maximum':
      return [{ type: 'number', exclusiveMinimum: value }];
    case 'exclusiveMinimum':
      return [{ type: 'number', maximum: value }];
    case 'exclusiveMaximum':
      return [{ type: 'number', minimum: value }];
    case 'multipleOf':
      return [{ type: 'number' }];
    case 'minLength':
      return below('string', 'maxLength', value);
    case 'maxLength':
      return [{ type: 'string', minLength: (value as number) + 1 }];
    case 'pattern':
    case 'format':
      return [{ type: 'string' }];
    case 'minItems':
      return below('array', 'maxItems', value);
    case 'maxItems':
      return [{ type: 'array', minItems: (value as number) + 1 }];
    case 'minProperties':
      return below('object', 'maxProperties', value);
    case 'maxProperties':
      return [{ type: 'object', minProperties: (value as number) + 1 }];
    case 'items':
      return isSchemaNode(value)
        ? value === true
          ? []
          : [{ type: 'array', minItems: 1, contains: { not: value } }]
        : [{ type: 'array', minItems: 1 }];
    case 'contains':
      return isSchemaNode(value) && ownOf(node, 'minContains') === undefined
        ? [{ type: 'array', items: { not: value } }]
        : [{ type: 'array' }];
    case 'uniqueItems':
      return value === true ? [{ type: 'array', minItems: 2 }] : [];
    case 'prefixItems':
    case 'additionalItems':
    case 'unevaluatedItems':
      return [{ type: 'array', minItems: 1 }];
    case 'required':
      return Array.isArray(value) ? value.map((name) => ({ type: 'object', properties: only(name as string, false) })) : [];
    case 'properties':
      return isSchemaObject(value)
        ? Object.entries(value)
            .filter(([, member]) => member !== true)
            .map(([name, not]) => ({ type: 'object', required: [name], properties: only(name, { not }) }))
        : [];
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'propertyNames':
      return value === true ? [] : [{ type: 'object', minProperties: 1 }];
    case 'patternProperties':
    case 'dependentSchemas':
    case 'dependencies':
    case 'dependentRequired':
      return [{ type: 'object' }];
    case 'enum':
    case 'const':
    case '$dynamicRef':
    case '$recursiveRef':
      return [true];
    default:
      // An unknown keyword asserts nothing, so nothing fails it.
      return [];
  }
}

function negateType(value: unknown): SchemaNode[] {
  const named = (Array.isArray(value) ? value : [value]) as string[];
  const rest = allTypes.filter((type) => !named.includes(type));
  return rest.length === 0 ? [] : [{ type: rest }];
}

function below(type: string, keyword: string, value: unknown): SchemaNode[] {
  return typeof value === 'number' && value > 0 ? [{ type, [keyword]: value - 1 }] : [];
}

/** Two neighbouring branches at once: breaks "exactly one" where they overlap. */
function pairUp(branches: unknown[]): SchemaNode[] {
  return branches.slice(1).map((branch, index) => ({ allOf: [branches[index], branch] }));
}

/** A map with one name, safe for `__proto__`. */
function only(name: string, node: unknown): SchemaObject {
  return Object.fromEntries([[name, node]]);
}
