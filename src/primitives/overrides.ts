import { NearmissError } from '../errors.ts';
import type { Override, Overrides } from '../model/overrides.ts';
import { segmentsOf } from '../model/pointer.ts';
import type { Primitive, Role } from '../model/primitive.ts';
import { nearest } from '../nearest.ts';
import type { GroundRecords } from './library.ts';

/** What became of one override. */
export interface Overridden {
  ground: string;
  tool: string;
  pointer: string;
  override: Override;
  /** recorded calls that have the argument */
  calls: number;
  /** those of which the override says another thing than their recording */
  changed: number;
  /** those it calls critical though nobody says their value, so that no request could state it */
  unsaid: number;
}

/**
 * Puts a user's word in place of what recordings say of arguments. A ground, tool or argument that is not there is an error with the
 * nearest right name; one of a ground that is recorded and not built from changes nothing.
 * @param recorded names of all grounds that there are
 */
export function applyOverrides(
  grounds: readonly GroundRecords[],
  overrides: Overrides,
  recorded: readonly string[],
): { grounds: GroundRecords[]; overridden: Overridden[] } {
  const overridden: Overridden[] = [];
  const changedGrounds = new Map(grounds.map((ground) => [ground.ground.name, ground]));
  for (const [key, byPointer] of Object.entries(overrides)) {
    const [name, tool] = [key.slice(0, key.indexOf('.')), key.slice(key.indexOf('.') + 1)];
    if (!recorded.includes(name))
      throw new NearmissError(`overrides: unknown ground "${name}"${nearest(name, recorded)}: recorded are ${recorded.join(', ')}`);
    const records = changedGrounds.get(name);
    if (records === undefined) continue;
    const pointers = pointersOf(records, tool);
    if (pointers.size === 0) throw new NearmissError(`overrides: unknown tool "${key}"${nearest(key, toolsOf(records))}`);
    let { primitives } = records;
    for (const [pointer, override] of Object.entries(byPointer)) {
      if (![...pointers].some((each) => isMeantBy(pointer, each)))
        throw new NearmissError(
          `overrides: no recorded call of "${key}" has "${pointer}"${nearest(pointer, [...pointers])}: there are ${[...pointers].sort().join(', ')}`,
        );
      const report: Overridden = { ground: name, tool, pointer, override, calls: 0, changed: 0, unsaid: 0 };
      primitives = primitives.map((primitive) => (primitive.tool === tool ? overrule(primitive, report) : primitive));
      overridden.push(report);
    }
    changedGrounds.set(name, { ...records, primitives });
  }
  return { grounds: grounds.map(({ ground }) => changedGrounds.get(ground.name) as GroundRecords), overridden };
}

/** The call with one override in its roles; the report counts along. */
function overrule(primitive: Primitive, report: Overridden): Primitive {
  const roles: Record<string, Role> = {};
  let isChanged = false;
  for (const [pointer, role] of Object.entries(primitive.roles)) {
    const isMeant = isMeantBy(report.pointer, pointer);
    const next = isMeant ? { ...role, ...report.override } : role;
    roles[pointer] = next;
    if (!isMeant) continue;
    report.calls += 1;
    if (next.critical === role.critical && next.kind === role.kind) continue;
    isChanged = true;
    report.changed += 1;
    if (next.critical && role.origin !== 'user' && !isNamed(primitive, pointer)) report.unsaid += 1;
  }
  return isChanged ? { ...primitive, roles } : primitive;
}

/** Whether a person names an element of an earlier reply for this argument. */
function isNamed({ upstream }: Primitive, pointer: string): boolean {
  return upstream.some((link) => link.pointer === pointer && link.label !== null);
}

/** Whether a pointer is the one written; `*` stands for every member of a list. */
function isMeantBy(written: string, pointer: string): boolean {
  if (written === pointer) return true;
  const [ours, theirs] = [segmentsOf(written), segmentsOf(pointer)];
  return (
    ours.length === theirs.length &&
    ours.every((segment, at) => segment === theirs[at] || (segment === '*' && /^\d+$/u.test(theirs[at] as string)))
  );
}

function pointersOf({ primitives }: GroundRecords, tool: string): Set<string> {
  return new Set(primitives.filter((primitive) => primitive.tool === tool).flatMap(({ roles }) => Object.keys(roles)));
}

function toolsOf({ ground, primitives }: GroundRecords): string[] {
  return [...new Set(primitives.map(({ tool }) => `${ground.name}.${tool}`))];
}
