/** What has to stay on one side of every cut. */
export interface Bound {
  group: string;
  chosen: number;
  rejected: number;
}

/** How rows are kept together: `calls` when no completion stands on both sides of a cut, `groups` when no group does. */
export type Together = 'calls' | 'groups';

/**
 * The fold of every row. Rows of one group always share a fold; with `calls` also rows with a completion in common, on
 * whichever side. The largest lots come first, each into the fold with the fewest rows.
 */
export function cutFolds(rows: readonly Bound[], together: Together, count: number): Int32Array {
  const roots = new Map<string, string>();
  const find = (name: string): string => {
    let root = name;
    for (let up = roots.get(root); up !== undefined && up !== root; up = roots.get(root)) root = up;
    for (let here = name; here !== root; ) {
      const up = roots.get(here) ?? root;
      roots.set(here, root);
      here = up;
    }
    return root;
  };
  const nameGroup = ({ group }: Bound): string => `group ${group}`;
  for (const row of rows) {
    for (const completion of together === 'calls' ? [row.chosen, row.rejected] : []) {
      const [one, other] = [find(nameGroup(row)), find(`completion ${completion}`)];
      if (one !== other) roots.set(other, one);
    }
  }
  const sizes = new Map<string, { rows: number; name: string }>();
  for (const row of rows) {
    const root = find(nameGroup(row));
    const lot = sizes.get(root) ?? { rows: 0, name: nameGroup(row) };
    lot.rows += 1;
    sizes.set(root, lot);
  }
  const load = new Array<number>(count).fill(0);
  const folds = new Map<string, number>();
  const lots = [...sizes].sort(([, a], [, b]) => b.rows - a.rows || (a.name < b.name ? -1 : 1));
  for (const [root, lot] of lots) {
    const fold = load.indexOf(Math.min(...load));
    folds.set(root, fold);
    load[fold] = (load[fold] as number) + lot.rows;
  }
  return Int32Array.from(rows, (row) => folds.get(find(nameGroup(row))) as number);
}
