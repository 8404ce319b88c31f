import type { ChainStep, JsonObject } from '../recipe.ts';

/** What an agent would call that takes one tool for another, by the tool it should have called; null where there is no such call. */
const MISTAKES: Readonly<Record<string, (args: JsonObject) => [tool: string, args: JsonObject][]>> = {
  convert: ({ value }) => [['base', { value: value as number, from: 10, to: 16 }]],
  math: ({ expression }) => (expression === undefined ? [] : [['count', { text: expression }]]),
  date: ({ date, date2 }) => [
    ...(date2 === undefined ? [] : [['diff', { text1: date as string, text2: date2 }] as [string, JsonObject]]),
    ['datetime', { action: 'timestamp', datetime: date as string }],
  ],
  datetime: ({ datetime }) => (datetime === undefined ? [] : [['date', { action: 'weekday', date: datetime }]]),
  count: ({ text }) => [['regex', { pattern: '\\w+', text: text as string, action: 'match' }]],
  hash: ({ input }) => [['base64', { input: input as string, action: 'encode' }]],
  base64: ({ input, action }) => [['encode', { input: input as string, action: action as string, type: 'url' }]],
  encode: ({ input }) => [['base64', { input: input as string, action: 'encode' }]],
  char_info: ({ char }) => [['count', { text: char as string }]],
  regex: ({ text }) => [['count', { text: text as string }]],
  diff: ({ text1 }) => [['count', { text: text1 as string }]],
  format_validate: ({ input }) => [['count', { text: input as string }]],
  base: ({ value }) => [['math', { expression: value as string }]],
  luhn: ({ number }) => [['base', { value: number as string, from: 10, to: 16 }]],
  ip: ({ ip, cidr }) => [['url_parse', { url: `http://${(ip ?? cidr) as string}` }]],
  color: ({ color }) => [['hash', { input: color as string, algorithm: 'md5' }]],
  semver: ({ version, version2 }) => (version2 === undefined ? [] : [['diff', { text1: version as string, text2: version2 }]]),
  url_parse: ({ url }) => [['encode', { input: url as string, action: 'encode', type: 'url' }]],
};

/** The calls that would be made by mistake instead of these. */
export function* slipCalls(meant: readonly ChainStep[]): Iterable<ChainStep> {
  for (const { tool, arguments: args, scenario } of meant) {
    if (typeof args === 'function' || scenario.startsWith('slip:')) continue;
    for (const [other, mistaken] of MISTAKES[tool]?.(args) ?? []) yield { tool: other, arguments: mistaken, scenario: `slip:for-${tool}` };
  }
}
