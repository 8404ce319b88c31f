import { hashText } from '../model/hash-text.ts';
import { type Family, familySchema, type Split } from '../model/pair.ts';
import type { Share } from './balance.ts';
import { completionOf, leavesOf } from './completion.ts';
import { nearKeys } from './minhash.ts';
import { type AuditedManifest, type AuditedRow, requestOf } from './rows.ts';

/** What proves the wrong side of a row wrong, the strongest first. */
export const proofNames = {
  executed: 'the wrong call was executed, and came to something else',
  reported: 'the wrong answer reports a recording, which is not the one asked for',
  broken: 'the wrong call breaks its schema, or is none',
  stated: 'words alone: the wrong side contradicts what the request says, and nobody executed it',
} as const;
export type ProofName = keyof typeof proofNames;

/** What a dataset covers, and what its splits share. */
export interface Coverage {
  /** declared arguments of the offered tools that some chosen call gives, and of those the ones that some row has wrong */
  parameters: { given: Share; wrong: Share };
  /** different (tool, argument, value) among chosen calls, and of how many arguments */
  values: { different: number; places: number };
  /** rows by what proves them */
  proofs: { name: ProofName; rows: number }[];
  /** different requests that nearly say what another says, and test requests that nearly say what one of train says */
  nearDuplicates: { requests: Share; test: Share };
  /** values of chosen test calls that stand in train at that argument of that tool; names among them that stand anywhere in train */
  leaks: { values: Share; entities: Share };
  /** families as the mix asks for them: null without a manifest that says */
  families: { name: Family; rows: number; asked: number }[] | null;
}

/** Counts what rows cover, in any order. What it remembers of a text is a number. */
export class CoverageCount {
  #rows = 0;
  readonly #declared = new Set<string>();
  readonly #knownTools = new Set<number>();
  readonly #given = new Set<string>();
  readonly #wrong = new Set<string>();
  readonly #proofs = new Map<ProofName, number>();
  readonly #families = new Map<string, number>();
  /** by request: the splits it stands in */
  readonly #requests = new Map<number, { splits: Set<Split>; keys: readonly number[] }>();
  readonly #values: Record<Split, Set<number>> = { train: new Set(), test: new Set() };
  readonly #entities: Record<Split, Set<number>> = { train: new Set(), test: new Set() };

  add(row: AuditedRow): void {
    this.#rows += 1;
    for (const { function: offer } of row.tools) this.#declare(offer.name, offer.parameters);
    const [chosen, rejected] = [row.chosen, row.rejected].map(
      ([message]) => completionOf(message as AuditedRow['chosen'][number]).calls[0],
    );
    for (const { pointer, value } of chosen === undefined ? [] : leavesOf(chosen.arguments)) {
      this.#given.add(`${chosen?.name}/${topOf(pointer)}`);
      this.#values[row.split].add(hashText(JSON.stringify([chosen?.name, pointer, value])));
      if (typeof value === 'string' && /\p{Letter}{3}/u.test(value)) this.#entities[row.split].add(hashText(value.toLowerCase()));
    }
    if (chosen !== undefined && rejected?.name === chosen.name) {
      const [right, wrong] = [chosen.arguments ?? {}, rejected.arguments ?? {}] as [Record<string, unknown>, Record<string, unknown>];
      for (const name of new Set([...Object.keys(right), ...Object.keys(wrong)]))
        if (JSON.stringify(right[name]) !== JSON.stringify(wrong[name])) this.#wrong.add(`${chosen.name}/${name}`);
    }
    const proof = proofOf(row);
    this.#proofs.set(proof, (this.#proofs.get(proof) ?? 0) + 1);
    this.#families.set(row.deviation.family, (this.#families.get(row.deviation.family) ?? 0) + 1);
    this.#ask(requestOf(row), row.split);
  }

  #declare(tool: string, parameters: unknown): void {
    const names = Object.keys((parameters as { properties?: object } | undefined)?.properties ?? {});
    const key = hashText(`${tool} ${names.join()}`);
    if (this.#knownTools.has(key)) return;
    this.#knownTools.add(key);
    for (const name of names) this.#declared.add(`${tool}/${name}`);
  }

  #ask(request: string, split: Split): void {
    const key = hashText(request);
    const known = this.#requests.get(key);
    if (known !== undefined) known.splits.add(split);
    else this.#requests.set(key, { splits: new Set([split]), keys: nearKeys(request.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) });
  }

  report(manifest: AuditedManifest | null): Coverage {
    const share = (count: number, of: number): Share => ({ count, of });
    const given = [...this.#given].filter((place) => this.#declared.has(place));
    const both = (test: ReadonlySet<number>, train: ReadonlySet<number>) =>
      share([...test].filter((each) => train.has(each)).length, test.size);
    return {
      parameters: {
        given: share(given.length, this.#declared.size),
        wrong: share(given.filter((place) => this.#wrong.has(place)).length, given.length),
      },
      values: { different: new Set([...this.#values.train, ...this.#values.test]).size, places: this.#given.size },
      proofs: (Object.keys(proofNames) as ProofName[]).map((name) => ({ name, rows: this.#proofs.get(name) ?? 0 })),
      nearDuplicates: this.#findNear(),
      leaks: { values: both(this.#values.test, this.#values.train), entities: both(this.#entities.test, this.#entities.train) },
      families: this.#compareMix(manifest),
    };
  }

  /** A request is near another where they share a key; the same text counts once. */
  #findNear(): Coverage['nearDuplicates'] {
    const [all, train] = [new Map<number, number>(), new Set<number>()];
    for (const { splits, keys } of this.#requests.values()) {
      for (const key of keys) {
        all.set(key, (all.get(key) ?? 0) + 1);
        if (splits.has('train')) train.add(key);
      }
    }
    let [near, ofTest, nearTrain] = [0, 0, 0];
    for (const { splits, keys } of this.#requests.values()) {
      if (keys.some((key) => (all.get(key) ?? 0) > 1)) near += 1;
      if (!splits.has('test')) continue;
      ofTest += 1;
      if (splits.has('train') || keys.some((key) => train.has(key))) nearTrain += 1;
    }
    return { requests: { count: near, of: this.#requests.size }, test: { count: nearTrain, of: ofTest } };
  }

  #compareMix(manifest: AuditedManifest | null): Coverage['families'] {
    const mix = manifest?.config.mix as Record<string, unknown> | undefined;
    if (mix === undefined || mix === null || typeof mix !== 'object') return null;
    const weights = familySchema.options.map((name) => ({ name, weight: Number(mix[name] ?? 0) || 0 }));
    const total = weights.reduce((sum, { weight }) => sum + weight, 0);
    return weights.map(({ name, weight }) => ({
      name,
      rows: this.#families.get(name) ?? 0,
      asked: total === 0 ? 0 : (this.#rows * weight) / total,
    }));
  }
}

function proofOf({ deviation, evidence }: AuditedRow): ProofName {
  if (deviation.family === 'broken_call') return 'broken';
  if (evidence.executed.rejected !== null) return 'executed';
  return (evidence.reported?.rejected ?? null) === null ? 'stated' : 'reported';
}

/** The argument that a place lies in. */
function topOf(pointer: string): string {
  return (pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}
