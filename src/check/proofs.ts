import type { Manifest } from '../model/manifest.ts';
import type { Pair } from '../model/pair.ts';
import { judgeAnswered } from './answered.ts';
import { AnswerJudge } from './answers.ts';
import { judgeBroken } from './broken.ts';
import { judgeDeviation, judgeEquivalence } from './change.ts';
import { judgeEach, judgeTogether, splitChanges } from './changes.ts';
import { quote } from './claims.ts';
import { judgeMessages } from './conversation.ts';
import { judgeFailed } from './failed.ts';
import { judgeGivenEquivalence } from './given/equivalence.ts';
import { GivenOffers, judgeGivenTools } from './given/offers.ts';
import { judgeGivenSeverity } from './given/severity.ts';
import { type GivenFile, judgeSource } from './given/source.ts';
import { judgeGivenStated } from './given/statement.ts';
import type { KnownGround } from './ground.ts';
import { findBadNumber } from './json.ts';
import { judgeSchema, OfferJudge } from './offers.ts';
import { judgeCritical } from './overrides.ts';
import { judgePhrased } from './phrased.ts';
import { judgeQuestions } from './questions.ts';
import { judgeExecuted, judgeNothingRecorded, judgeReplies, judgeResults, judgeState, judgeUpstream } from './recordings.ts';
import { judgeRequest } from './request.ts';
import { type Row, readRow } from './row.ts';
import type { RowNotes } from './row-notes.ts';
import { judgeSeverity } from './severity.ts';
import { judgeRedundancy, judgeStated } from './statement.ts';

/** A row on its way through the claims. */
interface Proof {
  notes: RowNotes;
  pair: Pair;
  /** its tools as they are written, where it is made from a given row */
  toolsText: string;
  row: Row;
  /** the row as one for each of its changes; with two changes the whole comes after them */
  parts: readonly Row[];
  all: readonly Row[];
  executed: boolean;
  reported: boolean;
}

/** Looks at one claim or two of a row. False where nothing more can be told of it. */
type Step = (proof: Proof) => boolean | undefined;

/** Puts rows to the proof, each claim to all of them before the next. */
export class Proofs {
  readonly #manifest: Manifest;
  readonly #grounds: ReadonlyMap<string, KnownGround>;
  readonly #source: GivenFile | null;
  readonly #operators: ReadonlyMap<string, Manifest['operators'][number]>;
  readonly #offers = new OfferJudge();
  readonly #givenOffers = new GivenOffers();
  readonly #answers = new AnswerJudge();
  #waiting: Proof[] = [];

  /** @param source the file of given rows, where it is at hand */
  constructor(manifest: Manifest, grounds: ReadonlyMap<string, KnownGround>, source: GivenFile | null) {
    this.#manifest = manifest;
    this.#grounds = grounds;
    this.#source = source;
    this.#operators = new Map(manifest.operators.map((operator) => [operator.name, operator]));
  }

  /** Takes in a row, to be proved with those that come after it. */
  add(pair: Pair, toolsText: string, notes: RowNotes): void {
    const row = readRow(pair, this.#grounds);
    this.#waiting.push({ notes, pair, toolsText, row, parts: [row], all: [row], executed: false, reported: false });
  }

  /** Proves the rows that were taken in. How many of them could not be read to their end. */
  settle(): number {
    let open = this.#waiting;
    let unread = 0;
    this.#waiting = [];
    for (const step of this.#steps)
      open = open.filter((proof) => {
        try {
          return step(proof) !== false;
        } catch (error) {
          // Nesting that exhausts the stack is the row's fault, not a bug.
          if (!(error instanceof RangeError)) throw error;
          unread += 1;
          proof.notes.note('shape', ['it is nested too deep']);
          return false;
        }
      });
    return unread;
  }

  readonly #steps: readonly Step[] = [
    (proof) => this.#judgeMessages(proof),
    (proof) => this.#judgeWords(proof),
    (proof) => this.#judgeOffer(proof),
    ({ notes, row, all }) => {
      notes.note('schema', judgeEach(all, judgeSchema));
      notes.note('broken', judgeBroken(row));
    },
    ({ notes, parts }) => {
      notes.note(
        'deviation',
        judgeEach(parts, (part) => judgeDeviation(part, this.#operators)),
      );
      notes.note('critical', judgeEach(parts, judgeCritical));
    },
    ({ notes, row }) => {
      notes.note('replies', judgeReplies(row));
    },
    ({ notes, row }) => {
      notes.note('answers', this.#answers.judgeAnswers(row));
    },
    (proof) => {
      proof.executed = proof.notes.note('executed', judgeEach(proof.all, judgeExecuted));
      proof.reported = proof.notes.note('reported', this.#answers.judgeReported(proof.row));
    },
    ({ notes, row, all }) => {
      notes.note('equivalence', judgeEach(all, judgeEquivalence));
      notes.note('redundancy', judgeRedundancy(row));
      notes.note('questions', judgeQuestions(row));
      notes.note('severity', judgeSeverity(row));
    },
    // The rest leans on the recordings that the evidence names.
    ({ executed }) => executed,
    ({ notes, row, parts }) => {
      if (notes.note('stated', judgeEach(parts, judgeStated))) notes.note('request', judgeRequest(row));
    },
    ({ notes, row, all, reported }) => {
      notes.note('failed', judgeEach(all, judgeFailed));
      notes.note('state', judgeEach(all, judgeState));
      notes.note('upstream', judgeUpstream(row));
      if (reported) notes.note('results', judgeEach(all, judgeResults));
    },
  ];

  #judgeMessages({ notes, pair, row }: Proof): boolean {
    const messages = judgeMessages(row);
    const badNumber = findBadNumber([pair.prompt, pair.chosen, pair.rejected, pair.deviation, pair.evidence, pair.continuation] as never);
    return notes.note('messages', badNumber === null ? messages : [...messages, badNumber]);
  }

  /** A row in which a model wrote is put to the proof with its texts as they were before, once what it wrote comes to those. */
  #judgeWords(proof: Proof): boolean {
    const { notes, pair } = proof;
    const { phrased } = pair.meta;
    if (
      pair.meta.request !== 'model' &&
      phrased !== undefined &&
      (phrased.reason === null || phrased.model !== null || phrased.own !== null)
    )
      notes.note('phrased', ['no model said this request anew, and the row tells of one']);
    if (pair.meta.request === 'given') {
      this.#judgeGiven(proof);
      return false;
    }
    const answered =
      pair.meta.answered === undefined ? null : judgeAnswered(pair, this.#manifest, (words) => readRow(words, this.#grounds));
    if (answered !== null) notes.note('answered', answered.faults);
    const own = answered === null ? pair : answered.own;
    if (own === null) return false;
    const row = own.meta.request === 'model' ? this.#judgePhrased(own, notes) : own === pair ? proof.row : readRow(own, this.#grounds);
    if (row === null) return false;
    proof.row = row;
    return true;
  }

  /** A request that a model said anew has to come to our own words: the row with those, or null. */
  #judgePhrased(pair: Pair, notes: RowNotes): Row | null {
    const { own, faults } = judgePhrased(pair, (words) => readRow(words, this.#grounds));
    const { phrase } = this.#manifest.config as { phrase?: { model?: unknown } };
    const named = phrase?.model ?? null;
    const other =
      pair.meta.phrased?.model === named ? [] : [`${quote(pair.meta.phrased?.model)} is not the model of the manifest, ${quote(named)}`];
    notes.note('phrased', [...faults, ...other]);
    return own;
  }

  #judgeOffer(proof: Proof): boolean {
    const { notes, row } = proof;
    // Without the grounds nothing of what follows can be told.
    if (!notes.note('tools', this.#offers.judge(row)) && row.grounds.length === 0) return false;
    return this.#split(proof, (pair) => (pair === row.pair ? row : readRow(pair, this.#grounds)));
  }

  /** Of two changes each is put to the proof alone; the call with both has to be another one as well. */
  #split(proof: Proof, read: (pair: Pair) => Row): boolean {
    const { notes, row } = proof;
    const together = judgeTogether(row.pair);
    const parts = splitChanges(row.pair, read);
    if (parts === null || (together ?? []).length > 0) {
      notes.note('deviation', [...(together ?? []), ...(parts === null ? ['a change cannot be made alone, or nothing proves it'] : [])]);
      return false;
    }
    proof.parts = parts;
    proof.all = together === null ? parts : [...parts, row];
    return true;
  }

  /** What can be told of a row that was made from a conversation somebody gave: nothing of it was recorded. */
  #judgeGiven(proof: Proof): void {
    const { notes, pair, toolsText } = proof;
    const offer = this.#givenOffers.read(pair.tools, toolsText);
    const row: Row = { ...proof.row, offered: offer.tools };
    proof.row = row;
    if (!notes.note('tools', judgeGivenTools(row, offer))) return;
    if (!this.#split(proof, (part) => readRow(part, this.#grounds, offer.tools))) return;
    const { parts, all } = proof;
    notes.note('schema', judgeEach(all, judgeSchema));
    notes.note('broken', judgeBroken(row));
    notes.note(
      'deviation',
      judgeEach(parts, (part) => judgeDeviation(part, this.#operators)),
    );
    notes.note(
      'executed',
      judgeEach(all, (part) => judgeNothingRecorded(part.pair)),
    );
    notes.note('equivalence', judgeEach(all, judgeGivenEquivalence));
    notes.note('redundancy', judgeRedundancy(row));
    notes.note('severity', judgeGivenSeverity(row));
    notes.note('stated', judgeEach(parts, judgeGivenStated));
    if (this.#source !== null) notes.note('source', judgeSource(pair, this.#source));
  }
}
