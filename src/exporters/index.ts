import { NearmissError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { adk } from './adk.ts';
import { atif } from './atif.ts';
import { bfcl } from './bfcl.ts';
import type { Exporter } from './exporter.ts';
import { gemini } from './gemini.ts';
import { langsmith } from './langsmith.ts';
import { llamafactory } from './llamafactory.ts';
import { msSwift } from './ms-swift.ts';
import { nat } from './nat.ts';
import { nemoRl } from './nemo-rl.ts';
import { azure, fireworks, openai, together } from './openai.ts';
import { prm } from './prm.ts';
import { rendered } from './rendered.ts';
import { trlDpo } from './trl-dpo.ts';
import { trlKto } from './trl-kto.ts';
import { trlLegacy } from './trl-legacy.ts';
import { trlReward } from './trl-reward.ts';
import { trlSft } from './trl-sft.ts';
import { trlSftPc } from './trl-sft-pc.ts';
import { vertex } from './vertex.ts';

/** Every format there is, in the order they are listed. */
export const allExporters: readonly Exporter[] = [
  trlDpo,
  trlSft,
  trlSftPc,
  trlKto,
  trlReward,
  trlLegacy,
  llamafactory,
  msSwift,
  nemoRl,
  rendered,
  openai,
  azure,
  together,
  fireworks,
  gemini,
  nat,
  prm,
  atif,
  adk,
  langsmith,
  bfcl,
  vertex,
];

/** The formats of these names; a name that is none is a one-line error. */
export function findExporters(names: readonly string[]): Exporter[] {
  const known = allExporters.map(({ name }) => name);
  return [...new Set(names)].map((name) => {
    const found = allExporters.find((exporter) => exporter.name === name);
    if (found === undefined) throw new NearmissError(`unknown format "${name}"${nearest(name, known)}: there are ${known.join(', ')}`);
    return found;
  });
}
