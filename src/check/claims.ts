/** What the check proves, in the order it is told: name -> what holds when nothing is reported. */
export const claims = {
  shape: 'the row is a pair as the records say, written as JSON.stringify writes it',
  id: 'its id is the hash of prompt, chosen and rejected',
  'unique-id': 'no other row has its id',
  'unique-pair': 'no other row has its prompt and rejected side, call ids aside',
  split: 'it says the split of the file it stands in',
  group: 'its group lies in one split and holds all rows with the same right calls, or of one given row; its prompt lies in no other split',
  seed: 'its seed is the seed of the manifest',
  index: 'indexes ascend in a file, and the files together hold each from 0 once',
  messages: 'roles, call ids, replies and numbers follow the rules that trainers force on us',
  tools: 'every offered tool is the one its ground lists, admitted; every called tool is offered',
  schema: "both calls are valid under the tool's schema, or the rejected one is broken, and the evidence says so",
  broken: 'a broken call is one: text that is no JSON, a tool not offered, arguments that the schema refuses, a placeholder left in',
  stated:
    'the request says the value at the place recorded, chosen carries it, rejected contradicts it or lacks it; or it leaves the value open, and nobody gave the one that rejected has',
  request:
    "the system message is the ground's; every user message asks for the calls of its turn and says all that they need, from its first word to its last",
  phrased:
    'a request that a model said anew states what our own words state, word for word and in their order, and beside plain words nothing else',
  answered:
    'an answer that a model wrote tells what our own words tell, which the reply carries: every value once and in order, and beside words that state nothing none of its own; on both sides or on neither, and the wrong one is the right one but for the values',
  deviation: 'the recorded change, applied to chosen, gives rejected and nothing else changed',
  critical: 'every argument that is changed or left out is critical, by the recording of the right call and the overrides of the manifest',
  executed: 'the calls were recorded as the evidence says, and where it says not recorded they were not',
  failed:
    'no call failed but one that its own reply tells of; after it the right side reports that or makes the call that was meant, and the wrong one calls it again or claims that it went well',
  state: "the recordings follow each other: every call ran in the state that the prompt's earlier calls left",
  replies: 'every reply in the conversation was recorded for that call, word for word',
  upstream: 'an argument taken from an earlier reply stands there, at the recorded place',
  reported: 'an answer given on one side reports the recording it names, and the wrong one is not right by luck',
  answers: 'every answer in the conversation is what the recorded reply says',
  questions: 'a question asks for the argument that the evidence names: needlessly when the request says it, rightly when it does not',
  equivalence: 'chosen and rejected do not mean the same',
  results: 'the recorded replies of the two sides differ, or the worlds they left behind do',
  redundancy:
    'a call too many was made before and would change nothing, or nobody asks for it; a call too few was not made yet; one made too early needs the reply of the right one',
  severity: 'the wrong side would cost what the row says: its recording changed the world, or did not',
  source:
    'given rows are made from the file the manifest names, one group each; with --source, prompt, chosen, what follows it and tools stand there',
  control:
    'both sides of a control are one call written in two ways, executed with one result or the same once every value is written one way; no row for training has its group or prompt',
  files: 'the folder holds the files of the manifest, no other, with these bytes',
  counts: 'the counts of the manifest are those of the rows',
  primitives: 'the recordings are those the manifest names',
  export: 'the Parquet rows are the canonical rows, in order',
  card: 'the card names the configurations and their files',
} as const;

export type Claim = keyof typeof claims;

/** One thing that is not as claimed. */
export interface Problem {
  /** id of the row, or null where the problem is a file's */
  row: string | null;
  /** path inside the dataset, or null where it is no file's */
  file: string | null;
  /** line or row in the file, from 1 */
  line: number | null;
  claim: Claim;
  reason: string;
}

/** The place a problem is reported at. */
export type Place = Pick<Problem, 'row' | 'file' | 'line'>;

/** What one check found. */
export interface Report {
  ok: boolean;
  /** canonical rows read */
  rows: number;
  /** how often each claim was put to the test */
  claims: Record<Claim, number>;
  /** the first problems found */
  problems: Problem[];
  /** all problems found, those not listed too */
  found: number;
}

/** What a part of a check found. */
export type Findings = Pick<Report, 'claims' | 'problems' | 'found'>;

/** Counts what was checked and keeps the first problems. */
export class Tally {
  readonly #most: number;
  readonly #claims = Object.fromEntries(Object.keys(claims).map((claim) => [claim, 0])) as Record<Claim, number>;
  #problems: Problem[] = [];
  #found = 0;

  /** @param most problems to keep; later ones are only counted */
  constructor(most: number) {
    this.#most = most;
  }

  /** Notes that a claim was tested, and what is wrong with it. */
  note(claim: Claim, place: Place, reasons: readonly string[]): void {
    this.#claims[claim] += 1;
    for (const reason of reasons) {
      this.#found += 1;
      if (this.#problems.length < this.#most) {
        this.#problems.push({ row: place.row, file: place.file, line: place.line, claim, reason });
      }
    }
  }

  /** Takes in what was found elsewhere; problems then stand in this order, and of one place those that were here come first. */
  merge({ claims, problems, found }: Findings, orderOf: (problem: Problem) => number): void {
    for (const [claim, count] of Object.entries(claims) as [Claim, number][]) this.#claims[claim] += count;
    this.#found += found;
    this.#problems = [...this.#problems, ...problems].sort((one, other) => orderOf(one) - orderOf(other)).slice(0, this.#most);
  }

  /** Takes in what was found after what is here. */
  add({ findings }: Tally): void {
    this.merge(findings, () => 0);
  }

  /** One for a part, with as much room. */
  apart(): Tally {
    return new Tally(this.#most);
  }

  get findings(): Findings {
    return { claims: this.#claims, problems: this.#problems, found: this.#found };
  }

  report(rows: number): Report {
    return { ok: this.#found === 0, rows, ...this.findings };
  }
}

/** One line: `row <id> (pairs/train.jsonl:123): <claim>: <reason>`. */
export function formatProblem({ row, file, line, claim, reason }: Problem): string {
  const place = file === null ? '' : line === null ? file : `${file}:${line}`;
  const where = row === null ? place : `row ${row} (${place})`;
  return `${where === '' ? '' : `${where}: `}${claim}: ${reason}`;
}

/** A value cut to fit a message. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
