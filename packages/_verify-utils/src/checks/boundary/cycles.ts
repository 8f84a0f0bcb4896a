/** Groups of nodes that reach one another, of two or more (Tarjan 1972, without recursion), each in the order of `nodes`. */
export function strongGroups<T>(
  nodes: readonly T[],
  next: (node: T) => readonly T[],
): readonly (readonly T[])[] {
  const index = new Map<T, number>();
  const low = new Map<T, number>();
  const stack: T[] = [];
  const onStack = new Set<T>();
  const groups: T[][] = [];
  const open = (node: T, frames: Frame<T>[]): void => {
    index.set(node, index.size);
    low.set(node, index.get(node) ?? 0);
    stack.push(node);
    onStack.add(node);
    frames.push({ node, rest: next(node), at: 0 });
  };
  const lower = (node: T, by: number): void => {
    low.set(node, Math.min(low.get(node) ?? by, by));
  };
  const close = (node: T): void => {
    if (low.get(node) !== index.get(node)) return;
    const group = stack.splice(stack.lastIndexOf(node));
    for (const one of group) onStack.delete(one);
    if (group.length > 1) groups.push(group);
  };
  for (const root of nodes) {
    if (index.has(root)) continue;
    const frames: Frame<T>[] = [];
    open(root, frames);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const target = frame.rest[frame.at];
      frame.at += 1;
      if (target === undefined) {
        frames.pop();
        const parent = frames.at(-1);
        if (parent !== undefined) lower(parent.node, low.get(frame.node) ?? 0);
        close(frame.node);
      } else if (!index.has(target)) open(target, frames);
      else if (onStack.has(target)) lower(frame.node, index.get(target) ?? 0);
    }
  }
  return groups;
}

interface Frame<T> {
  readonly node: T;
  readonly rest: readonly T[];
  at: number;
}

/** A shortest way from a node back to itself within a group: the node, what lies between, and the node again. */
export function shortestCycle<T>(group: readonly T[], next: (node: T) => readonly T[]): readonly T[] {
  const inside = new Set(group);
  let best: readonly T[] = [];
  // Any node of the group lies on a cycle; a few starts are enough to find a short one.
  for (const start of group.slice(0, 16)) {
    const found = wayBack(start, inside, next);
    if (best.length === 0 || found.length < best.length) best = found;
  }
  return best;
}

function wayBack<T>(start: T, inside: ReadonlySet<T>, next: (node: T) => readonly T[]): readonly T[] {
  const before = new Map<T, T>();
  const queue: T[] = [start];
  for (const node of queue) {
    for (const target of next(node)) {
      if (target === start) {
        const way = [start];
        for (let at: T | undefined = node; at !== undefined && at !== start; at = before.get(at))
          way.push(at);
        return [...way, start].reverse();
      }
      if (!inside.has(target) || before.has(target)) continue;
      before.set(target, node);
      queue.push(target);
    }
  }
  return [];
}
