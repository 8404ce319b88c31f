import type { OwnAnswer } from './answering/own-answer.ts';
import { composeControl } from './controls/compose.ts';
import { type ControlPlan, planControls } from './controls/plan.ts';
import type { BuildIdentity } from './edges/dataset-writer.ts';
import { digestGround, listGrounds, readGround, shippedPrimitives } from './edges/grounds.ts';
import { NearmissError } from './errors.ts';
import { type Block, printBlock } from './exporters/dataset/block.ts';
import { namePair } from './exporters/dataset/canonical.ts';
import type { Config } from './model/config.ts';
import type { Control } from './model/control.ts';
import { hashJson } from './model/hash.ts';
import type { JsonObject } from './model/json.ts';
import { familySchema, type NamelessPair, type Pair } from './model/pair.ts';
import type { PlanRecord } from './model/plan.ts';
import { BLOCK_PAIRS, type Stretch } from './model/shard.ts';
import { nearest } from './nearest.ts';
import { allOperators } from './operators/index.ts';
import { type Books, noBooks } from './pairs/books.ts';
import { composePair, ownAnswersOf, ownRequestOf, type PairSettings } from './pairs/compose.ts';
import { capacityOf, openPlan, type Plan, planPairs, type SettledPlan } from './pairs/plan.ts';
import { readPlan, recordPlan } from './pairs/plan-record.ts';
import { goTogether } from './pairs/together.ts';
import type { OwnRequest } from './phrasing/own-request.ts';
import { type GroundLibrary, openGround } from './primitives/library.ts';
import { applyOverrides, type Overridden } from './primitives/overrides.ts';
import { describeParameters, type Parameter } from './trajectories/parameters.ts';
import { type Composition, composeTrajectories, type Trajectory } from './trajectories/trajectory.ts';
import { VERSION } from './version.ts';

export { type Books, noBooks, type SettledPlan };

/** A build whose inputs are read and whose every pair is decided, though none is made. */
export interface Build {
  grounds: readonly GroundLibrary[];
  /** what became of the user's overrides, one by one */
  overridden: readonly Overridden[];
  plan: Plan;
  /** How many different pairs an operator could make of a ground. Only those who want to know need to wait for it. */
  countCapacity(): ReturnType<typeof capacityOf>;
  identity: BuildIdentity;
  /** The plan as JSON, for other processes that make shards of this build. */
  recordPlan(): PlanRecord;
  blockCount: number;
  /** The pair at a position, from 0: a function of (primitives, config, seed, position). */
  pairAt(position: number): Pair;
  /** The request of the pair at a position, in our own words: what a model may be asked to say anew. */
  ownRequestAt(position: number): OwnRequest;
  /** The final answers of the pair at a position, in our own words: those that a model may be asked to write anew. */
  ownAnswersAt(position: number): OwnAnswer[];
  /** Decides which controls are made. Only those who write them need to ask. */
  planControls(): ControlPlan;
  /** The controls of a plan, or of a stretch of it, one after the other. */
  controlsOf(plan: ControlPlan, stretch?: Stretch): Generator<Control>;
  /** One block of pairs, printed for every file. */
  makeBlock(block: number): Block;
  /** The same build with its texts as a model has them. */
  withBooks(books: Books): Build;
}

/** What a build is drawn from: the grounds of its config, with every trajectory composed. */
export interface Library {
  /** what a build of it is, in our own words */
  identity: BuildIdentity;
  grounds: readonly GroundLibrary[];
  overridden: readonly Overridden[];
  compositions: readonly Composition[];
}

/** Reads what a build is drawn from. */
export function openLibrary(config: Config): Library {
  // 1 load
  const folder = config.primitives ?? shippedPrimitives;
  const names = chooseGrounds(folder, config.grounds);
  const records = names.map((name) => readGround(folder, name));
  const { grounds: meant, overridden } = applyOverrides(records, config.overrides, listGrounds(folder));
  const grounds = meant.map(openGround);
  checkOperators(config.operators);
  checkComposing(config);
  // 2 compose every trajectory
  const compositions = grounds.map(composeTrajectories);
  const identity: BuildIdentity = {
    nearmiss: VERSION,
    seed: config.seed,
    config: decisiveSettings(config, names),
    primitives: Object.fromEntries(records.map((record, index) => [names[index], digestGround(folder, record)])),
    source: null,
    operators: allOperators.map(({ name, family, summary }) => ({ name, family, summary })),
  };
  return { identity, grounds, overridden, compositions };
}

/** What a build with these books is: what its manifest says of how it was made. */
export function identify({ identity }: Library, config: Config, books: Books): BuildIdentity {
  return { ...identity, config: { ...identity.config, ...describeModel(config, books) } };
}

/** What was done already of opening a build; the plan as another thread or process settled it. */
export interface Begun {
  library: Library;
  settled?: SettledPlan | undefined;
}

/** The plan of a build as it was recorded (`Build.recordPlan`); refused, in a message that begins with `where`, where it is that of another. */
export function readSettled({ identity }: Library, { pairs, seed }: Config, record: unknown, where: string): SettledPlan {
  return readPlan(record, where, { of: hashJson(identity), pairs, seed });
}

/** Reads what a build needs and decides every pair. The same config, primitives and books give the same build on any machine. */
export function openBuild(config: Config, books: Books = noBooks, begun: Begun = { library: openLibrary(config) }): Build {
  const { library, settled } = begun;
  const { identity, grounds, overridden, compositions } = library;
  // 3 plan: propose and judge every mutation, settle how many pairs each makes
  const plan = settled === undefined ? planPairs(compositions, allOperators, config) : openPlan(settled, compositions, allOperators);
  // 4 to 7, per position: realise the request, compose both sides, gather the proof, split
  const base: PairSettings = {
    seed: config.seed,
    testShare: config.testShare,
    grounds,
    earlierTurns: findEarlierTurns(compositions),
    typos: config.typos ?? 0,
  };
  return inWordsOf(books);

  function inWordsOf(said: Books): Build {
    const settings = { ...base, books: said };
    const compose = (position: number) => composePair(plan.drawAt(position), position, settings);
    return {
      grounds,
      overridden,
      plan,
      countCapacity: () => capacityOf(compositions, allOperators, config),
      identity: identify(library, config, said),
      recordPlan: () => recordPlan(plan.settled, hashJson(identity)),
      blockCount: Math.ceil(config.pairs / BLOCK_PAIRS),
      pairAt: (position) => namePair(compose(position)),
      ownAnswersAt: (position) => ownAnswersOf(plan.drawAt(position), position, settings),
      ownRequestAt: (position) => ownRequestOf(plan.drawAt(position), position, settings),
      planControls: () => planControls(compositions, config),
      controlsOf: function* ({ controls, drawAt }, { from, to } = { from: 0, to: controls }) {
        for (let position = from; position < to; position++) yield composeControl(drawAt(position), position, settings);
      },
      makeBlock: (block) => printBlock(pairsOf(block, compose)),
      withBooks: inWordsOf,
    };
  }

  function* pairsOf(block: number, compose: (position: number) => NamelessPair): Generator<NamelessPair> {
    const end = Math.min(config.pairs, (block + 1) * BLOCK_PAIRS);
    for (let position = block * BLOCK_PAIRS; position < end; position++) yield compose(position);
  }
}

/** Every argument of a recorded ground, with what says whether it is critical. */
export function readParameters(name: string, { primitives, overrides }: Pick<Config, 'primitives' | 'overrides'>): Parameter[] {
  const folder = primitives ?? shippedPrimitives;
  chooseGrounds(folder, [name]);
  const { grounds } = applyOverrides([readGround(folder, name)], overrides, listGrounds(folder));
  return grounds.flatMap((records) => describeParameters(openGround(records)));
}

function chooseGrounds(folder: string, wanted: readonly string[] | undefined): string[] {
  const recorded = listGrounds(folder);
  if (recorded.length === 0) throw new NearmissError(`${folder} holds no recorded grounds: run "nearmiss verify" first`);
  if (wanted === undefined) return recorded;
  for (const name of wanted) {
    if (!recorded.includes(name))
      throw new NearmissError(`unknown ground "${name}"${nearest(name, recorded)}: recorded are ${recorded.join(', ')}`);
  }
  return [...new Set(wanted)].sort();
}

function checkOperators(weights: Readonly<Record<string, number>>): void {
  const names = allOperators.map(({ name }) => name);
  for (const name of Object.keys(weights)) {
    if (!names.includes(name)) throw new NearmissError(`unknown operator "${name}"${nearest(name, names)}: there are ${names.join(', ')}`);
  }
}

/** Two mistakes of one negative are of two arguments: nothing else leaves room for a second. */
function checkComposing({ compose, mix }: Config): void {
  if (compose === 1) return;
  const others = familySchema.options.filter((family) => mix[family] > 0 && !(goTogether as readonly string[]).includes(family));
  if (others.length > 0)
    throw new NearmissError(
      `--compose 2 changes two arguments of one call, and ${others.join(', ')} ${others.length === 1 ? 'changes' : 'change'} the whole step: ask for --mix value-only, or give only ${goTogether.join(' and ')} a weight in "mix"`,
    );
}

/** What the manifest records of the config: all that can change a byte, defaults filled in, keys in a fixed order. */
export function decisiveSettings(config: Config, grounds: readonly string[]): JsonObject {
  const { pairs, seed, testShare, mix, operators, balance, compose, overrides, controls, typos } = config;
  const byTool = Object.entries(overrides).map(([tool, byPointer]) => [tool, sortKeys(byPointer)] as const);
  return {
    grounds: [...grounds],
    pairs,
    seed,
    testShare,
    mix,
    operators: sortKeys(operators),
    balance,
    ...(compose === 1 ? {} : { compose }),
    overrides: sortKeys(Object.fromEntries(byTool)) as JsonObject,
    controls,
    ...(typos === undefined || typos === 0 ? {} : { typos }),
  };
}

/** What the manifest records of the models that said requests and wrote answers anew. */
function describeModel({ model }: Config, { phrasebook, answerbook }: Books): JsonObject {
  const terms = model?.terms ?? null;
  const described: JsonObject = {};
  if (phrasebook !== null && model?.phrase !== undefined) {
    const { temperature, maxTokens, styles, tries, share } = model.phrase;
    described.phrase = { model: phrasebook.model, terms, temperature, maxTokens, styles, tries, share, words: phrasebook.sha256 };
  }
  if (answerbook !== null && model?.answer !== undefined) {
    const { temperature, maxTokens, tries, share } = model.answer;
    described.answer = { model: answerbook.model, terms, temperature, maxTokens, tries, share, words: answerbook.sha256 };
  }
  return described;
}

function sortKeys<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Lone calls that change nothing and have an answer: what a conversation may have been about before. */
function findEarlierTurns(compositions: readonly Composition[]): Map<string, readonly Trajectory[]> {
  return new Map(
    compositions.map(({ ground, trajectories }) => [
      ground.name,
      trajectories.filter(({ steps, answers }) => steps.length === 1 && steps[0]?.primitive.effect === 'none' && answers.length > 0),
    ]),
  );
}
