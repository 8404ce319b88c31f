import { type Chain, type ChainStep, type EarlierReplies, type Recipe, said, written } from '../recipe.ts';
import { alone } from '../variation.ts';
import { codeCalls } from './codes.ts';
import { figureCalls } from './figures.ts';
import { slipCalls } from './slips.ts';
import { textCalls } from './texts.ts';

/** Small sums, conversions, dates and codes that come up at the desk of a coach firm. The server keeps nothing, so its world is empty. */
export const calc: Recipe = {
  name: 'calc',
  title: 'conversions, dates, sums and codes at the desk of a coach firm',
  seed: 'pennant',
  server: {
    package: '@coo-quack/calc-mcp',
    version: '2.1.1',
    licence: 'MIT',
    entry: 'dist/index.js',
    args: () => [],
    env: () => ({ TZ: 'UTC' }),
  },
  root: '/srv/pennant',
  roles: {
    convert: { '/value': said('number'), '/from': said('enum'), '/to': said('enum') },
    math: { '/expression': said('text'), '/action': written('enum') },
    date: { '/action': written('enum'), '/date': said('date'), '/date2': said('date'), '/amount': said('count'), '/unit': said('enum') },
    datetime: {
      '/action': written('enum'),
      '/datetime': said('text'),
      '/fromTimezone': said('enum'),
      '/toTimezone': said('enum'),
      '/format': said('enum'),
      '/timestamp': said('id'),
    },
    count: { '/text': said('text') },
    hash: { '/input': said('text'), '/algorithm': said('enum') },
    base64: { '/input': said('text'), '/action': said('enum') },
    encode: { '/input': said('text'), '/action': said('enum'), '/type': said('enum') },
    char_info: { '/char': said('text') },
    regex: { '/pattern': said('pattern'), '/text': said('text'), '/action': written('enum'), '/replacement': said('text') },
    diff: { '/text1': said('text'), '/text2': said('text'), '/action': written('enum') },
    format_validate: { '/input': said('text'), '/format': said('enum') },
    base: { '/value': said('id'), '/from': said('enum'), '/to': said('enum') },
    luhn: { '/number': said('id'), '/action': written('enum') },
    ip: { '/action': written('enum'), '/ip': said('id'), '/cidr': said('id'), '/target': said('id') },
    color: { '/color': said('text'), '/to': said('enum') },
    semver: { '/action': written('enum'), '/version': said('id'), '/version2': said('id'), '/range': said('id') },
    url_parse: { '/url': said('text') },
  },
  writes: [],
  leftOut: {
    random: 'never gives the same twice',
    cron_parse: 'counts from the time of the call',
    jwt_decode: 'takes a token, which nobody says in a sentence',
  },
  masks: [],
  ignored: [],
  world: () => [],
  *chains(): Iterable<Chain> {
    const meant = [...figureCalls(), ...textCalls(), ...codeCalls()];
    const seen = new Set<string>();
    yield* alone(meant, seen);
    yield* alone(slipCalls(meant), seen);
    yield* serialChains(meant);
  },
};

/** A result that the next call takes whole. */
function* serialChains(meant: readonly ChainStep[]): Iterable<Chain> {
  const last = (earlier: EarlierReplies) => String(earlier.at(-1)?.content[0]?.text).trim();
  for (const step of meant) {
    if (typeof step.arguments === 'function' || step.scenario.startsWith('slip:')) continue;
    const { tool, arguments: args } = step;
    if (tool === 'date' && args.action === 'add') {
      yield [
        step,
        {
          tool: 'date',
          arguments: (earlier) => ({ action: 'weekday', date: last(earlier) }),
          upstream: { '/date': {} },
          roles: { '/date': written('date') },
          scenario: 'chain:add-then-weekday',
        },
      ];
    }
    if (tool === 'base64' && args.action === 'decode' && String(args.input).startsWith('aHR0')) {
      yield [
        step,
        {
          tool: 'url_parse',
          arguments: (earlier) => ({ url: last(earlier) }),
          upstream: { '/url': {} },
          roles: { '/url': written('text') },
          scenario: 'chain:decode-then-parse',
        },
      ];
    }
  }
}
