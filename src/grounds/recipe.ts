import type { Json, JsonObject } from '../model/json.ts';
import type { Result, Role } from '../model/primitive.ts';

/** A plain file of the world; `modified` (ISO 8601) becomes its modification time. Paths are relative to the world's root. */
export interface WorldFile {
  kind: 'file';
  path: string;
  content: string | Uint8Array;
  modified?: string;
}

/** An Excel workbook. */
export interface WorldWorkbook {
  kind: 'workbook';
  path: string;
  sheets: readonly { name: string; rows: readonly (readonly (string | number | boolean | null)[])[] }[];
}

/** Who made an office document, and when (ISO 8601, UTC). */
export interface DocumentFacts {
  title: string;
  author: string;
  created: string;
  modified: string;
}

/** A paragraph of a document, by the name of its style (`Title`, `Heading 1` to `Heading 3`, `Normal`, `List Bullet`, `List Number`), with the remarks others made on it. */
export interface DocumentParagraph {
  style: string;
  text: string;
  comments?: readonly { author: string; date: string; text: string }[];
}

/** A Word document: its paragraphs and tables in order. */
export interface WorldDocument {
  kind: 'document';
  path: string;
  facts: DocumentFacts;
  blocks: readonly (DocumentParagraph | { table: readonly (readonly string[])[] })[];
}

/** A text on a slide: the shape's name, as PowerPoint lists it, and its lines. */
export interface SlideText {
  name: string;
  lines: readonly string[];
}

/** A slide: a title, texts below it, and at most one table or one chart. */
export interface Slide {
  title: string;
  texts: readonly SlideText[];
  table?: readonly (readonly string[])[];
  chart?: {
    type: 'column' | 'line';
    name: string;
    title: string;
    categories: readonly string[];
    series: readonly { name: string; values: readonly number[] }[];
  };
}

/** A PowerPoint deck. */
export interface WorldDeck {
  kind: 'deck';
  path: string;
  facts: DocumentFacts;
  slides: readonly Slide[];
}

/** A SQLite database: the statements that make and fill it. */
export interface WorldDatabase {
  kind: 'database';
  path: string;
  sql: string;
}

/** A git repository: commits in order, each on its branch, with fixed authors and dates. */
export interface WorldRepository {
  kind: 'repository';
  path: string;
  history: readonly RepositoryEvent[];
}

export interface Person {
  name: string;
  email: string;
}

export type RepositoryEvent =
  | {
      event: 'commit';
      branch: string;
      author: Person;
      date: string;
      message: string;
      /** path -> new text, or null to delete the file */
      changes: Readonly<Record<string, string | null>>;
      /** the remote on whose branch somebody made it; nobody here has fetched it */
      on?: string;
    }
  | { event: 'branch'; name: string; from: string /** a branch of this remote only */; on?: string }
  | { event: 'merge'; from: string; into: string; author: Person; date: string; message: string }
  /** annotated when it has a message, else lightweight */
  | { event: 'tag'; name: string; at: string; message: string | null; date: string; author: Person }
  /** a remote named so, reached at `url`, whose bare repository lies at `hosted` (relative to the world's root) */
  | { event: 'remote'; name: string; url: string; hosted: string }
  /** the remote's branches and tags now stand where ours do; `track` makes them the upstream of ours */
  | { event: 'push'; remote: string; branches: readonly string[]; tags: readonly string[]; track: boolean }
  /** somebody deleted a branch on the remote; its tracking reference stays here until it is pruned */
  | { event: 'drop'; remote: string; branch: string }
  /** changes put away at the tip of the branch that is checked out; the latest is `stash@{0}` */
  | { event: 'stash'; message: string; author: Person; date: string; changes: Readonly<Record<string, string>> }
  /** uncommitted work left in the working tree (null: the file is deleted); `staged` adds it to the index */
  | { event: 'edit'; path: string; content: string | null; staged: boolean }
  | { event: 'switch'; branch: string };

/** The seeded state a ground works on, as data: whoever places it on a disk gets the same bytes. */
export type World = readonly (WorldFile | WorldWorkbook | WorldDocument | WorldDeck | WorldDatabase | WorldRepository)[];

/** The replies to the earlier calls of a chain, oldest first, as the records will show them (virtual root, masks applied). */
export type EarlierReplies = readonly Result[];

/** One call to try. */
export interface ChainStep {
  tool: string;
  /** The arguments (paths under the recipe's virtual root), or how to take them from earlier replies; null gives the chain up. */
  arguments: JsonObject | ((earlier: EarlierReplies) => JsonObject | null);
  /** The coverage case: `required-only`, `optional:head`, `enum:sortBy=size`, `value:path`, `chain:search-then-read`, ... */
  scenario: string;
  /**
   * Arguments whose value stands in the reply of an earlier step (`from`, by default the one before). `label` is how a person
   * would name that element when it is not by the value itself; it must stand in the same reply. Verification finds both
   * places and rejects the step when either is missing.
   */
  upstream?: Readonly<Record<string, { from?: number; label?: string | ((earlier: EarlierReplies) => string | null) }>>;
  /**
   * The server has to refuse it and say so, and leave the world as it was: kept as a call that failed. What follows it in its chain is
   * the call that was meant.
   */
  fails?: true;
  /** Roles of this call alone, laid over the recipe's: what the first value of a query is depends on the query. */
  roles?: Readonly<Record<string, Role>>;
}

/** Calls made one after the other in one process and one world. */
export type Chain = readonly ChainStep[];

/** A stretch of replies that may differ between runs of the same call, and what the records say instead. */
export interface Mask {
  name: string;
  pattern: RegExp;
  replacement: string;
}

/** Everything that verification needs to know of a shipped ground. Pure data and pure functions. */
export interface Recipe {
  name: string;
  title: string;
  /** seed of the world */
  seed: string;
  server: {
    /** where the package comes from: `npm` (default) or `pypi` */
    registry?: 'npm' | 'pypi';
    package: string;
    version: string;
    licence: string;
    /** npm: the program's file, relative to the package's folder, run by Node. PyPI: the name of the package's console script, run by Python. */
    entry: string;
    args(root: string): readonly string[];
    env(root: string): Readonly<Record<string, string>>;
  };
  /** virtual root, e.g. `/srv/brightwater` */
  root: string;
  /** arguments by tool and pointer; arguments not named here are `default` and not critical */
  roles: Readonly<Record<string, Readonly<Record<string, Role>>>>;
  /** tools that change the world: each of their chains runs in a process and a world of its own */
  writes: readonly string[];
  /** the server holds what it once read: after a chain that wrote, a world laid anew needs a new process (default: it does not) */
  holdsOpen?: boolean;
  /** tools that are not tried, and why */
  leftOut: Readonly<Record<string, string>>;
  masks: readonly Mask[];
  /** paths (relative to the root) that do not count in the world's digest */
  ignored: readonly RegExp[];
  /** a call made between chains that share a process: it takes back what the process remembers of the one before */
  between?: { tool: string; arguments: JsonObject };
  world(): World;
  chains(world: World): Iterable<Chain>;
}

/** A role in one line: `said('path')`. */
export const said = (kind: Role['kind']): Role => ({ origin: 'user', critical: true, kind });
/** Said by the user, and yet not what the request is about (how many to show, which page). */
export const aside = (kind: Role['kind']): Role => ({ origin: 'user', critical: false, kind });
/** The same in every call of this world: the system message states it. */
export const fixed = (kind: Role['kind']): Role => ({ origin: 'world', critical: false, kind });
/** Written by the agent to serve the request: a query text, a commit message. */
export const written = (kind: Role['kind']): Role => ({ origin: 'agent', critical: false, kind });

export type { Json, JsonObject };
