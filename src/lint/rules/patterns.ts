import { compilePattern } from '../../schema/pattern.ts';
import { isExponential } from '../ambiguity.ts';
import type { Rule } from '../rule.ts';
import { shorten, show } from '../values.ts';
import type { SchemaNode } from '../walk.ts';
import { toolWithParameter } from './example.ts';

const source = 'https://json-schema.org/understanding-json-schema/reference/regular_expressions';
const code = (pattern: string) => toolWithParameter('code', { type: 'string', pattern, description: 'Code of a country, such as DE' });

export const invalidPattern: Rule = {
  id: 'invalid-pattern',
  severity: 'error',
  summary: 'a pattern is no regular expression of ECMAScript',
  why: 'Validators refuse the schema. The usual case is a pattern of another language: (?i), \\A, possessive quantifiers.',
  fix: 'Write it as ECMAScript has it',
  source,
  bad: code('(?i)^[a-z]{2}$('),
  good: code('^[A-Za-z]{2}$'),
  *onNode(node) {
    for (const { pattern, at } of patternsOf(node)) {
      try {
        compilePattern(pattern);
      } catch (error) {
        yield { at, says: shorten((error as Error).message.replace(/^pattern /u, '').replace(/\s+/gu, ' '), 160) };
      }
    }
  },
};

export const hangingPattern: Rule = {
  id: 'hanging-pattern',
  severity: 'error',
  summary: 'a pattern can take exponential time',
  why: 'A loop can read the same text in several ways. One text of 40 characters that does not match keeps a backtracking engine busy for hours: whoever sends it stops the server.',
  fix: 'Let each character belong to one part of the loop only: ^a+$ instead of ^(a+)+$',
  source: 'https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS',
  bad: code('^([A-Z]+)*$'),
  good: code('^[A-Z]*$'),
  *onNode(node) {
    for (const { pattern, at } of patternsOf(node)) if (isExponential(pattern) === true) yield { at, says: show(pattern) };
  },
};

export const unanchoredPattern: Rule = {
  id: 'unanchored-pattern',
  severity: 'info',
  summary: 'a pattern has neither ^ nor $',
  why: 'It only has to be found somewhere in the text: "DE" also lets "xxDExx" pass.',
  fix: 'Put ^ before and $ after it',
  source,
  bad: code('[A-Z]{2}'),
  good: code('^[A-Z]{2}$'),
  *onNode({ schema, pointer }) {
    const { pattern } = schema;
    // A pattern of marks alone, such as \\S, asks that something be in there.
    if (
      typeof pattern !== 'string' ||
      /\^|\$|\\[bBAZ]|\.\*/u.test(pattern.replace(/\[(?:\\.|[^\]])*\]/gu, '')) ||
      /^\\[SDWsdw]\+?$/u.test(pattern)
    )
      return;
    yield { at: `${pointer}/pattern`, says: show(pattern) };
  },
};

function* patternsOf({ schema, pointer }: SchemaNode): Generator<{ pattern: string; at: string }> {
  if (typeof schema.pattern === 'string') yield { pattern: schema.pattern, at: `${pointer}/pattern` };
  const named = schema.patternProperties;
  if (typeof named !== 'object' || named === null || Array.isArray(named)) return;
  for (const pattern of Object.keys(named)) yield { pattern, at: `${pointer}/patternProperties` };
}
