import type { CardFacts } from '../../src/exporters/dataset/card.ts';
import { endsInAnswer } from '../../src/exporters/dataset/fragments.ts';
import type { Pair, Split } from '../../src/model/pair.ts';

/** What a card has to know of a dataset that was made of these pairs alone. */
export function describeFixture(pairs: readonly Pair[]): CardFacts {
  const inSplit = (split: Split) => pairs.filter((pair) => pair.split === split);
  const whole = (split: Split) => inSplit(split).filter((pair) => endsInAnswer(pair)).length;
  const countBy = (keyOf: (pair: Pair) => string) => {
    const counts: Record<string, number> = {};
    for (const key of pairs.map(keyOf).sort()) counts[key] = (counts[key] ?? 0) + 1;
    return counts;
  };
  return {
    command: 'npx nearmiss build --pairs 300 --seed awkward --out dataset',
    grounds: [
      {
        name: 'awkward',
        title: 'Awkward values',
        source: { package: 'awkward-server', version: '1.0.0', licence: 'MIT', command: ['awkward-server'] },
      },
    ],
    manifest: {
      schema: 'nearmiss/manifest@1',
      nearmiss: '0.1.0',
      seed: 'awkward',
      config: {},
      primitives: { awkward: { ground: '0'.repeat(64), phrases: '0'.repeat(64), primitives: '0'.repeat(64), count: 7 } },
      source: null,
      operators: [{ name: 'sibling-value', family: 'wrong_value', summary: 'Takes the value of a sibling.' }],
      counts: {
        pairs: pairs.length,
        train: inSplit('train').length,
        test: inSplit('test').length,
        sft: { train: whole('train'), test: whole('test') },
        byFamily: countBy((pair) => pair.deviation.family),
        byOperator: countBy((pair) => pair.deviation.operator),
        byGround: countBy(() => 'awkward'),
        byShape: countBy((pair) => pair.shape),
      },
      discarded: {},
    },
  };
}
