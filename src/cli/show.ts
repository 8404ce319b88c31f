import { Command, Option } from 'commander';
import { writeFileWhole } from '../edges/files.ts';
import { NearmissError } from '../errors.ts';
import type { Pair } from '../model/pair.ts';
import { streamOf } from '../random/stream.ts';
import { parseCount } from './count.ts';
import { renderPair } from './render.ts';
import { samplePairs } from './sample-pairs.ts';

interface ShowFlags {
  critical?: boolean;
  primitives?: string;
  overrides?: string;
  n: number;
  operator?: string;
  id?: string;
  svg?: string;
}

/** `nearmiss show`: pairs for human eyes. */
export function showCommand(): Command {
  return new Command('show')
    .summary('print pairs for human eyes')
    .description('Prints pairs of a built dataset: the request with the words that prove the case, both sides, and what differs.')
    .argument('<dir>', 'folder of a built dataset; with --critical the name of a recorded ground')
    .addOption(new Option('--n <count>', 'how many').default(5).argParser(parseCount))
    .addOption(new Option('--operator <name>', 'only pairs of one operator'))
    .addOption(new Option('--id <id>', 'the pair of this id'))
    .addOption(new Option('--svg <file>', 'the first of them as a picture, too'))
    .addOption(new Option('--critical', "a ground's arguments: which are critical, and on what evidence"))
    .addOption(new Option('--primitives <dir>', 'with --critical: folder of recorded grounds (default: the shipped ones)'))
    .addOption(new Option('--overrides <file>', 'with --critical: as "nearmiss build" takes it'))
    .addHelpText(
      'after',
      '\nExamples:\n  nearmiss show dataset\n  nearmiss show dataset --n 20 --operator near-day\n  nearmiss show dataset --id 0f3c9a5d11b2e47a\n  nearmiss show git --critical\n',
    )
    .action(runShow);
}

async function runShow(dir: string, flags: ShowFlags): Promise<void> {
  if (flags.critical === true) {
    const { describeCritical } = await import('./show-critical.ts');
    console.log(await describeCritical(dir, flags));
    return;
  }
  const pairs = await samplePairs(dir, flags.n, wants(flags), streamOf('show', flags.n, flags.operator ?? ''));
  if (pairs.length === 0) throw new NearmissError(describeNothing(dir, flags));
  if (flags.svg !== undefined) {
    const { drawPair } = await import('./draw.ts');
    writeFileWhole(flags.svg, drawPair(pairs[0] as Pair));
  }
  const width = Math.min(process.stdout.columns ?? 120, 160);
  for (const pair of pairs) console.log(renderPair(pair, width));
}

function wants({ operator, id }: ShowFlags): (pair: Pair) => boolean {
  return (pair) => (id !== undefined ? pair.id === id : operator === undefined || pair.deviation.operator === operator);
}

function describeNothing(dir: string, { operator, id }: ShowFlags): string {
  if (id !== undefined) return `${dir} has no pair "${id}"`;
  return operator !== undefined ? `${dir} has no pairs of operator "${operator}"` : `${dir} has no pairs`;
}
