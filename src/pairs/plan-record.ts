import { NearmissError } from '../errors.ts';
import { sha256Hex } from '../model/hash.ts';
import { type PlanRecord, planRecordSchema } from '../model/plan.ts';
import type { SettledPlan } from './plan.ts';

/** A settled plan as JSON; `of` names all that decided it. */
export function recordPlan({ pairs, stocks, used }: SettledPlan, of: string): PlanRecord {
  const content = {
    stocks: stocks.map(({ cases, mutations, pointers, selections, together, discarded }) => ({
      cases: encode(cases),
      mutations: encode(mutations),
      pointers: [...pointers],
      selections: selections.map((places) => [...places]),
      together: [...together],
      discarded: Object.fromEntries([...discarded].sort()),
    })),
    used: {
      ground: encode(used.ground),
      case: encode(used.case),
      place: encode(used.place),
      operator: encode(used.operator),
      pairs: encode(Int32Array.from(used.start, (start, at) => (used.start[at + 1] ?? pairs) - start)),
    },
  };
  return { schema: 'nearmiss/plan@1', of, sha256: sha256Hex(JSON.stringify(content)), ...content };
}

/**
 * The plan that was recorded of so many pairs.
 *
 * @throws NearmissError that begins with `where`: it is no plan, a damaged one, or that of another build than `of`
 */
export function readPlan(record: unknown, where: string, { of, pairs, seed }: { of: string; pairs: number; seed: string }): SettledPlan {
  const parsed = planRecordSchema.safeParse(record);
  if (!parsed.success)
    throw new NearmissError(`${where} is no plan of a build, at ${parsed.error.issues[0]?.path.join('.') || 'its root'}`);
  const { stocks, used, ...about } = parsed.data;
  if (about.of !== of)
    throw new NearmissError(
      `${where} is the plan of another build: its settings, primitives or version differ. Take it away, or name another file`,
    );
  if (about.sha256 !== sha256Hex(JSON.stringify({ stocks, used })))
    throw new NearmissError(`${where} is damaged. Take it away, and it is made anew`);
  let next = 0;
  const start = Float64Array.from(decode(used.pairs), (count) => {
    next += count;
    return next - count;
  });
  return {
    pairs,
    seed,
    stocks: stocks.map(({ cases, mutations, discarded, ...lists }) => ({
      ...lists,
      cases: decode(cases),
      mutations: decode(mutations),
      discarded: new Map(Object.entries(discarded)),
    })),
    used: {
      ground: decode(used.ground),
      case: decode(used.case),
      place: decode(used.place),
      operator: decode(used.operator),
      start,
    },
  };
}

function encode(numbers: Int32Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');
}

function decode(text: string): Int32Array {
  return new Int32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
}
