import { numberOf } from '../model/numbering.ts';
import { familySchema } from '../model/pair.ts';
import type { JoinedLooks } from './side.ts';

/** Mutations as they are weighed, in columns: which side each makes right and which wrong. */
export interface Weighed {
  /** by place among all families: their shares stay what they are */
  family: Int32Array;
  /** weight before balancing, above 0 */
  weight: Float64Array;
  right: Int32Array;
  wrong: Int32Array;
  looks: Pick<JoinedLooks, 'tool' | 'shape' | 'whole'>;
}

/** A look that has to be right as often as wrong: over all families or within each, and how far weights may be bent for it. */
interface Look {
  of: keyof Weighed['looks'];
  within: 'all' | 'family';
  bound: number;
}

/*
 * What tool is called counts over all families, for a model is trained on all at once: a tool that others are mistaken for can be right where too few calls
 * are made. Which arguments are given, and which values, count within a family, where the mistake is one of them. The nearer the look, the less weights are
 * bent: a value that is never right anywhere still makes a good negative now and then.
 */
const LOOKS: readonly Look[] = [
  { of: 'tool', within: 'all', bound: 64 },
  { of: 'shape', within: 'family', bound: 16 },
  { of: 'whole', within: 'family', bound: 4 },
];

const ROUNDS = 24;

/**
 * Weights under which looks are right as often as they are wrong, so that none tells a side by itself. Every mutation is an edge from
 * its right side to its wrong one, and every look a node; what leaves a node and what enters it are brought together by scaling both
 * (Osborne's balancing of matrices, 1960), look after look, with the families' shares restored each time. How far a node may be scaled
 * is bounded, so no mutation loses all weight. Only products, quotients, sums and square roots: the same on any machine.
 */
export function balanceWeights(mutations: Weighed): Float64Array {
  const { family } = mutations;
  const weights = mutations.weight.slice();
  const shares = sumByFamily(family, weights);
  const levels = LOOKS.map((look) => levelOf(mutations, look));
  for (let round = 0; round < ROUNDS; round++) {
    // One look after the other: those that go together would else be set right twice.
    for (const level of levels) {
      rescale(level, weights);
      const sums = sumByFamily(family, weights);
      for (let at = 0; at < weights.length; at++) {
        const of = family[at] as number;
        weights[at] = (weights[at] as number) * ((shares[of] as number) / (sums[of] as number));
      }
    }
  }
  return weights;
}

/** The nodes of one look: that of each mutation's right side and of its wrong one, and how far each node was scaled. */
interface Level {
  right: Int32Array;
  wrong: Int32Array;
  scales: Float64Array;
  /** room for sums by node, used again in every round: tens of megabytes else */
  leaves: Float64Array;
  enters: Float64Array;
  bound: number;
}

function levelOf({ family, right, wrong, looks }: Weighed, { of, within, bound }: Look): Level {
  const look = looks[of];
  const families = within === 'all' ? 1 : familySchema.options.length;
  const nodes = new Map<number, number>();
  const nodesOf = (sides: Int32Array) =>
    sides.map((side, at) => numberOf(nodes, (look[side] as number) * families + (within === 'all' ? 0 : (family[at] as number))));
  const ends = { right: nodesOf(right), wrong: nodesOf(wrong) };
  const byNode = () => new Float64Array(nodes.size);
  return { ...ends, scales: byNode().fill(1), leaves: byNode(), enters: byNode(), bound };
}

/** Makes what is wrong more often than right more often right and less often wrong: by half of the way, on the scale of ratios. */
function rescale({ right, wrong, scales, leaves, enters, bound }: Level, weights: Float64Array): void {
  leaves.fill(0);
  enters.fill(0);
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at] as number;
    leaves[right[at] as number] = (leaves[right[at] as number] as number) + weight;
    enters[wrong[at] as number] = (enters[wrong[at] as number] as number) + weight;
  }
  const steps = leaves;
  for (let node = 0; node < scales.length; node++) {
    const out = leaves[node] as number;
    const into = enters[node] as number;
    const scale = scales[node] as number;
    const ratio = out === 0 ? bound : into === 0 ? 1 / bound : into / out;
    const next = Math.min(bound, Math.max(1 / bound, scale * Math.sqrt(Math.sqrt(ratio))));
    steps[node] = next / scale;
    scales[node] = next;
  }
  for (let at = 0; at < weights.length; at++) {
    weights[at] = (weights[at] as number) * ((steps[right[at] as number] as number) / (steps[wrong[at] as number] as number));
  }
}

function sumByFamily(family: Int32Array, weights: Float64Array): Float64Array {
  const sums = new Float64Array(familySchema.options.length);
  for (let at = 0; at < weights.length; at++) sums[family[at] as number] = (sums[family[at] as number] as number) + (weights[at] as number);
  return sums;
}
