import type { Manifest } from '../model/manifest.ts';
import { overridesSchema } from '../model/overrides.ts';
import type { Primitive, Role } from '../model/primitive.ts';
import { isSame, lookUp, splitPointer } from './json.ts';
import type { Reasons, Row } from './row.ts';

const ARGUMENTS = '/tool_calls/0/function/arguments';

/** What a user of the build said of the arguments of one ground, from the manifest. */
export interface GroundOverrides {
  /** The recording with the user's word in place of its own. */
  overrule(primitive: Primitive): Primitive;
  /** Those that speak of no argument of these recordings. */
  unmet(primitives: Iterable<Primitive>): string[];
}

/** Reads the overrides of a ground from the manifest's settings. Null where they are none that a build could have. */
export function readOverrides(manifest: Manifest, ground: string): GroundOverrides | null {
  const parsed = overridesSchema.safeParse(manifest.config.overrides ?? {});
  if (!parsed.success) return null;
  const own = Object.entries(parsed.data).flatMap(([key, byPointer]) => {
    const dot = key.indexOf('.');
    if (key.slice(0, dot) !== ground) return [];
    return Object.entries(byPointer).map(([pointer, override]) => ({ tool: key.slice(dot + 1), pointer, override }));
  });
  return {
    overrule(primitive) {
      const mine = own.filter(({ tool }) => tool === primitive.tool);
      if (mine.length === 0) return primitive;
      const roles = Object.entries(primitive.roles).map(([pointer, role]): [string, Role] => [
        pointer,
        mine.filter((each) => covers(each.pointer, pointer)).reduce<Role>((now, { override }) => Object.assign(now, override), { ...role }),
      ]);
      return { ...primitive, roles: Object.fromEntries(roles) };
    },
    unmet(primitives) {
      const all = [...primitives];
      return own
        .filter(
          ({ tool, pointer }) => !all.some((each) => each.tool === tool && Object.keys(each.roles).some((place) => covers(pointer, place))),
        )
        .map(({ tool, pointer }) => `the manifest overrides ${pointer} of ${ground}.${tool}, which no recorded call has`);
    },
  };
}

/** Whether a written pointer leads to this one; `*` is any place in a list. */
function covers(written: string, pointer: string): boolean {
  const [pattern, path] = [splitPointer(written), splitPointer(pointer)];
  return (
    pattern.length === path.length &&
    path.every((segment, at) => pattern[at] === segment || (pattern[at] === '*' && /^\d+$/u.test(segment)))
  );
}

/** Whether every argument that a row changes or leaves out is critical, by the recording of the right call and the user's word. */
export function judgeCritical(row: Row): Reasons {
  const { family, pointer } = row.pair.deviation;
  const { executed, call } = row.chosen;
  const others = row.rejected.executed?.primitive;
  if ((family !== 'wrong_value' && family !== 'missing_optional') || executed === null || call === null) return null;
  // An argument that nobody asked for is one of the wrong call's.
  const roles = { ...(others?.tool === call.name ? others.roles : {}), ...executed.primitive.roles };
  const place = pointer.slice(ARGUMENTS.length);
  const inside = Object.keys(roles).filter((each) => each !== place && each.startsWith(`${place}/`) && differs(row, each));
  const changed = inside.length > 0 ? inside : pointer === ARGUMENTS ? [] : [place];
  return changed.filter((place) => roles[place]?.critical !== true).map((place) => `${place} of ${call.name} is changed and not critical`);
}

function differs({ chosen, rejected }: Row, pointer: string): boolean {
  return !isSame(lookUp(chosen.call?.arguments, pointer), lookUp(rejected.call?.arguments, pointer));
}
