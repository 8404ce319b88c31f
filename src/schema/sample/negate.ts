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
      return isSchemaNode(value) ? negateCondition(node, value) : [];
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
      if (Array.isArray(value)) return negatePositions(value);
      return isSchemaNode(value) && value !== true ? [{ type: 'array', minItems: 1, contains: { not: value } }] : [];
    case 'contains':
      return isSchemaNode(value) && ownOf(node, 'minContains') === undefined
        ? [{ type: 'array', items: { not: value } }]
        : [{ type: 'array' }];
    case 'uniqueItems':
      return value === true ? [{ type: 'array', minItems: 2 }] : [];
    case 'prefixItems':
      return negatePositions(value);
    case 'additionalItems':
    case 'unevaluatedItems':
      return value === true || !isSchemaNode(value)
        ? []
        : [
            { type: 'array', minItems: 1, items: { not: value } },
            { type: 'array', minItems: 1 },
          ];
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
      return isSchemaNode(value) && value !== true ? [someOther(node, value), { type: 'object', minProperties: 1 }] : [];
    case 'propertyNames':
      return isSchemaNode(value) && value !== true ? [{ type: 'object', minProperties: 1, propertyNames: { not: value } }] : [];
    case 'patternProperties':
      return isSchemaObject(value)
        ? Object.entries(value)
            .filter(([, member]) => member !== true)
            .map(([pattern, not]) => ({
              type: 'object',
              minProperties: 1,
              propertyNames: { pattern },
              patternProperties: only(pattern, { not }),
            }))
        : [];
    case 'dependentRequired':
    case 'dependentSchemas':
    case 'dependencies':
      return isSchemaObject(value) ? Object.entries(value).flatMap(([name, wanted]) => negateNeed(name, wanted)) : [];
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

function negateCondition(node: SchemaObject, condition: SchemaNode): SchemaNode[] {
  const [then, otherwise] = [ownOf(node, 'then'), ownOf(node, 'else')];
  const ways: SchemaNode[] = [];
  if (isSchemaNode(then) && then !== true) ways.push({ allOf: [condition, { not: then }] });
  if (isSchemaNode(otherwise) && otherwise !== true) ways.push({ allOf: [{ not: condition }, { not: otherwise }] });
  return ways;
}

function negatePositions(value: unknown): SchemaNode[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((not, index) =>
    not === true ? [] : [{ type: 'array', minItems: index + 1, prefixItems: [...Array.from({ length: index }, () => true), { not }] }],
  );
}

function negateNeed(name: string, wanted: unknown): SchemaNode[] {
  if (Array.isArray(wanted))
    return wanted.map((missing) => ({ type: 'object', required: [name], properties: only(missing as string, false) }));
  return isSchemaNode(wanted) && wanted !== true ? [{ allOf: [{ type: 'object', required: [name] }, { not: wanted }] }] : [];
}

/** A member that the schema does not name, and that is not as others have to be. */
function someOther(node: SchemaObject, others: SchemaNode): SchemaNode {
  const named = ownOf(node, 'properties');
  const name = ['extra', 'other', 'more'].find((each) => !isSchemaObject(named) || !Object.hasOwn(named, each)) ?? 'another';
  return { type: 'object', required: [name], properties: only(name, { not: others }) };
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
