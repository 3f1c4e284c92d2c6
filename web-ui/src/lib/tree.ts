import type { Instance } from '../api/types';
import type { Range } from './scale';

/** A process and those that it started, in the order of their starts. */
export interface Branch {
  process: Instance;
  children: Branch[];
}

/** A line of the tree that is open. */
export interface Row {
  process: Instance;
  /** 0 for a process without a known parent. */
  depth: number;
  children: number;
  isOpen: boolean;
  /** Which of how many siblings it is, from 1 on. */
  place: number;
  of: number;
  /** For each level above it whether a further sibling follows there, so that a line leads on. */
  goesOn: boolean[];
}

/** When it started, or the first of those that it started; what never did comes last. */
const firstStart = ({ process, children }: Branch): string => process.start ?? children[0]?.process.start ?? '~';

function byStart(a: Branch, b: Branch): number {
  const [x, y] = [firstStart(a), firstStart(b)];
  return x < y ? -1 : x > y ? 1 : a.process.id < b.process.id ? -1 : 1;
}

/** The trees of processes; who is its own ancestor, by wrong ids, begins one. O(n log n). */
export function forest(processes: readonly Instance[]): Branch[] {
  const branches = new Map(processes.map((process): [string, Branch] => [process.id, { process, children: [] }]));
  const roots: Branch[] = [];
  for (const branch of branches.values()) {
    const parent = branch.process.parent === null ? undefined : branches.get(branch.process.parent);
    if (!parent || isAbove(branches, branch.process.id)) roots.push(branch);
    else parent.children.push(branch);
  }
  for (const { children } of branches.values()) children.sort(byStart);
  return roots.sort(byStart);
}

/** Whether the way up from a process leads back to it, and it is the first of those on it by id. */
function isAbove(branches: ReadonlyMap<string, Branch>, id: string): boolean {
  const seen = new Set<string>();
  let least = id;
  for (let at = branches.get(id)?.process.parent; at && !seen.has(at); at = branches.get(at)?.process.parent) {
    if (at === id) return least === id;
    if (at < least) least = at;
    seen.add(at);
  }
  return false;
}

/** The lines of trees from top to bottom; below those in `closed` nothing is shown. */
export function rows(trees: readonly Branch[], closed: ReadonlySet<string>): Row[] {
  const found: Row[] = [];
  const add = (branches: readonly Branch[], depth: number, goesOn: boolean[]) =>
    branches.forEach(({ process, children }, i) => {
      const isOpen = children.length > 0 && !closed.has(process.id);
      found.push({ process, depth, children: children.length, isOpen, place: i + 1, of: branches.length, goesOn });
      if (isOpen) add(children, depth + 1, [...goesOn, i < branches.length - 1]);
    });
  add(trees, 0, []);
  return found;
}

/** Who started whom, from the first known process down to the parent of this one. */
export function ancestry(processes: readonly Instance[], id: string): Instance[] {
  const byId = new Map(processes.map((process) => [process.id, process]));
  const found: Instance[] = [];
  for (let at = byId.get(id)?.parent; at; at = byId.get(at)?.parent) {
    const process = byId.get(at);
    if (!process || process.id === id || found.includes(process)) break;
    found.unshift(process);
  }
  return found;
}

/** From the first start to the last end or start (ms since 1970), a second at least; undefined where no time is known. */
export function lifetime(processes: readonly Instance[]): Range | undefined {
  const times = processes.flatMap(({ start, end }) => [start, end].flatMap((time) => (time ? [Date.parse(time)] : [])));
  if (times.length === 0) return undefined;
  const from = times.reduce((a, b) => Math.min(a, b));
  return [
    from,
    Math.max(
      from + 1000,
      times.reduce((a, b) => Math.max(a, b)),
    ),
  ];
}
