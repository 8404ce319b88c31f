import type { JsonObject } from '../../model/json.ts';
import type { Role } from '../../model/primitive.ts';
import { type Commit, filesAt, type History, replayHistory, subjectOf } from '../history/replay.ts';
import type { Chain, ChainStep, Person, World } from '../recipe.ts';

/** Where the records say the repositories lie. */
export const ROOT = '/srv/repos';
export const REPOSITORY = `${ROOT}/berthbook`;

/** Roles of arguments that nobody mentions, laid over the recipe's for one call. */
export const unsaid = (kind: Role['kind']): Role => ({ origin: 'default', critical: false, kind });

/** A call on the booking service's repository. */
export function step(tool: string, args: JsonObject, scenario: string, more: Partial<ChainStep> = {}): ChainStep {
  return { tool, arguments: { path: REPOSITORY, ...args }, scenario, ...more };
}

/** A chain of one such call. */
export function alone(tool: string, args: JsonObject, scenario: string, more: Partial<ChainStep> = {}): Chain {
  return [step(tool, args, scenario, more)];
}

/** One chain per value: calls that are equal but for one argument. */
export function vary(
  tool: string,
  base: JsonObject,
  name: string,
  values: readonly JsonObject[string][],
  more: Partial<ChainStep> = {},
): Chain[] {
  return values.map((value) => alone(tool, { ...base, [name]: value }, `value:${name}`, more));
}

/** What calls can name: the history of the booking service, looked up. */
export interface Facts {
  history: History;
  /** five authors by part, as their commits name them */
  authors: readonly Person[];
  /** the seven digits by which people know the commit with this subject */
  short(subject: string): string;
  commit(subject: string): Commit;
  /** of these revisions (branches, tags, `HEAD`) the last of each text the file has had; those without the file left out */
  distinct(path: string, revisions: readonly string[]): string[];
}

/** Reads the facts from the world. */
export function gatherFacts(world: World): Facts {
  const item = world.find((candidate) => candidate.path === 'berthbook');
  if (item?.kind !== 'repository') throw new RangeError('the world has no booking service');
  const history = replayHistory(item.history);
  const commit = (subject: string) => {
    const found = [...history.commits.values()].filter((candidate) => subjectOf(candidate) === subject);
    if (found.length !== 1) throw new RangeError(`${found.length} commits are called "${subject}"`);
    return found[0] as Commit;
  };
  const onMain = [...history.commits.values()].map(({ author }) => author).filter(({ email }) => email.endsWith('@saltmarsh.example'));
  const authors = [...new Map(onMain.map((author) => [author.email, author])).values()];
  const textAt = (revision: string, path: string) => filesAt(history, revision === 'HEAD' ? history.head : revision).get(path);
  return {
    history,
    authors,
    commit,
    short: (subject) => commit(subject).hash.slice(0, 7),
    distinct: (path, revisions) =>
      revisions.filter((revision, index) => {
        const text = textAt(revision, path);
        return text !== undefined && !revisions.slice(index + 1).some((later) => textAt(later, path) === text);
      }),
  };
}
