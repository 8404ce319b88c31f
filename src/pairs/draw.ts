import { permutationOf } from '../random/permutation.ts';
import { streamOf } from '../random/stream.ts';
import { type Case, keyOf, regrow, type Seed } from './case.ts';
import type { Proved } from './judge.ts';
import { allWraps, orderWraps, type Wrap } from './wrap.ts';

/** What one pair is made of, before any word of it is chosen. */
export interface Draw {
  drawn: Pick<Case, 'operator' | 'decision' | 'pointer'>;
  proved: Proved;
  template: Case['templates'][number];
  system: string | null;
  wrap: Wrap;
}

/** Different pairs of one mutation of a case: wording, system message, and what stands around the request. */
export function variantsOf(drawn: Case): number {
  return plainVariantsOf(drawn) * allWraps(drawn.decision.trajectory.ground.phrases).length;
}

function plainVariantsOf({ templates, systems }: Case): number {
  return templates.length * systems.length;
}

/** One mutation of a case: its place among them, and what it follows from. */
export interface DrawnMutation {
  place: number;
  from: Seed;
}

/** The n-th variant of one mutation of a case: no two are alike. What stands around the request changes only once all else is used up. */
export function drawVariant(drawn: Case, { place, from }: DrawnMutation, round: number, seed: string): Draw {
  const plain = plainVariantsOf(drawn);
  const key = `${keyOf(drawn)} ${place}`;
  const { templates, systems } = drawn;
  const variant = permutationOf(`${seed} ${key}`, plain)(round % plain);
  const wraps = orderWraps(drawn.decision.trajectory.ground.phrases, streamOf(seed, 'wrap', key, variant));
  return {
    drawn,
    proved: regrow(drawn, from, seed),
    template: templates[variant % templates.length] as Draw['template'],
    system: systems[Math.floor(variant / templates.length)] as string | null,
    wrap: wraps[Math.floor(round / plain)] as Wrap,
  };
}
