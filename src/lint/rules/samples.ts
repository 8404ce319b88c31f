import type { Problem, Rule } from '../rule.ts';
import { isObject, shorten, show } from '../values.ts';
import { schemaOf, type ToolView } from '../view.ts';
import { exceeds, measure, type SchemaNode, type Size } from '../walk.ts';
import { toolWithParameter } from './example.ts';

export const invalidDefault: Rule = {
  id: 'invalid-default',
  severity: 'warning',
  summary: 'a default does not fit its own schema',
  why: 'A model that sends the default is refused, and clients that fill it in make invalid calls. The usual case is null where the type has no null.',
  fix: 'Leave the default out, or let the type allow it: ["string", "null"]',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-default',
  bad: toolWithParameter('state', { type: 'string', default: null, description: 'Only orders in this state' }),
  good: toolWithParameter('state', { type: ['string', 'null'], default: null, description: 'Only orders in this state' }),
  *onNode(node, tool) {
    const { schema, pointer, key } = node;
    if (!Object.hasOwn(schema, 'default')) return;
    const why = findMisfit(schema.default, node, tool);
    if (why !== undefined)
      yield { at: `${pointer}/default`, says: `${key === undefined ? '' : `${show(key)}: `}${show(schema.default)}: ${why}` };
  },
};

export const invalidExample: Rule = {
  id: 'invalid-example',
  severity: 'warning',
  summary: 'an example does not fit the schema',
  why: 'Models copy examples. Anthropic refuses a tool whose input_examples are not valid.',
  fix: 'Mend the example, or the schema',
  source: 'https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools',
  bad: toolWithParameter('page', { type: 'integer', examples: ['1'], description: 'Page, from 1' }),
  good: toolWithParameter('page', { type: 'integer', examples: [1], description: 'Page, from 1' }),
  *onNode(node, tool) {
    const { schema, pointer } = node;
    // OpenAPI and others write a map of named examples, or one text, under this name.
    const listed: [unknown, string][] = Array.isArray(schema.examples)
      ? schema.examples.map((value, index) => [value, `examples/${index}`])
      : [];
    if (Object.hasOwn(schema, 'example')) listed.push([schema.example, 'example']);
    for (const [value, at] of listed.slice(0, 20)) {
      const why = findMisfit(value, node, tool);
      if (why !== undefined) yield { at: `${pointer}/${at}`, says: `${show(value)}: ${why}` };
    }
  },
  *onTool(tool): Generator<Problem> {
    const { examples } = tool.tool;
    const judge = tool.input.compile();
    if (!Array.isArray(examples) || typeof judge === 'string') return;
    for (const [index, example] of examples.slice(0, 20).entries()) {
      const value = isObject(example) && isObject(example.input) ? example.input : example;
      if (isHeavy(value)) continue;
      const { valid, errors } = judge(value);
      if (!valid) yield { at: '', says: `example ${index + 1}: ${shorten(errors[0] ?? 'it does not fit', 120)}` };
    }
  },
};

/** Examples are small; holding a huge one against a schema proves nothing that a reader would see. */
const largest: Size = { depth: 16, parts: 2_000, characters: 20_000 };

function findMisfit(value: unknown, node: SchemaNode, tool: ToolView): string | undefined {
  if (isHeavy(value)) return undefined;
  const judge = schemaOf(node, tool).compilePart(node.schema);
  if (typeof judge === 'string') return undefined;
  const { valid, errors } = judge(value);
  return valid ? undefined : shorten((errors[0] ?? 'it does not fit').replace(/^the value /u, ''), 120);
}

function isHeavy(value: unknown): boolean {
  return exceeds(measure(value, largest), largest);
}
