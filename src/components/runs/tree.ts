/** Runs in the order of the tree of forks: children below their parent, older ones first, pinned trees on top. Pure. */
import type { RunEntry } from '../../runs/run-entry';

export interface TreeRow {
  run: RunEntry;
  /** Forks above it that are in the list. */
  depth: number;
}

export function treeOrder(runs: readonly RunEntry[]): TreeRow[] {
  const known = new Set(runs.map(({ id }) => id));
  const parentOf = ({ parent }: RunEntry) => (parent && known.has(parent.id) ? parent.id : undefined);
  const rows: TreeRow[] = [];
  const visit = (run: RunEntry, depth: number) => {
    rows.push({ run, depth });
    for (const child of runs) if (parentOf(child) === run.id) visit(child, depth + 1);
  };
  const roots = runs.filter((run) => parentOf(run) === undefined);
  for (const root of [...roots].sort((a, b) => Number(b.pinned) - Number(a.pinned))) visit(root, 0);
  return rows;
}
