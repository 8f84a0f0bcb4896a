/** What each node leads to; nodes are the indices of the list. */
export type Links = readonly (readonly number[])[];

/** Groups of nodes that reach one another, of two or more (Tarjan 1972, without recursion), each in the order of their discovery. */
export function strongGroups(links: Links): readonly (readonly number[])[] {
  const search = new Search(links);
  for (let root = 0; root < links.length; root += 1) search.from(root);
  return search.groups;
}

const unseen = -1;

class Search {
  readonly groups: number[][] = [];
  readonly #links: Links;
  readonly #index: Int32Array;
  readonly #low: Int32Array;
  /** How many of its links a node was left by. */
  readonly #followed: Int32Array;
  readonly #isOpen: Uint8Array;
  readonly #open: number[] = [];
  readonly #way: number[] = [];
  #count = 0;

  constructor(links: Links) {
    this.#links = links;
    this.#index = new Int32Array(links.length).fill(unseen);
    this.#low = new Int32Array(links.length);
    this.#followed = new Int32Array(links.length);
    this.#isOpen = new Uint8Array(links.length);
  }

  from(root: number): void {
    if (this.#index[root] !== unseen) return;
    this.#enter(root);
    for (let node = this.#way.at(-1); node !== undefined; node = this.#way.at(-1)) {
      const followed = this.#followed[node] ?? 0;
      const target = this.#links[node]?.[followed];
      this.#followed[node] = followed + 1;
      if (target === undefined) this.#leave(node);
      else if (this.#index[target] === unseen) this.#enter(target);
      else if (this.#isOpen[target] === 1) this.#lower(node, this.#index[target] ?? 0);
    }
  }

  #enter(node: number): void {
    this.#index[node] = this.#count;
    this.#low[node] = this.#count;
    this.#count += 1;
    this.#isOpen[node] = 1;
    this.#open.push(node);
    this.#way.push(node);
  }

  #leave(node: number): void {
    this.#way.pop();
    const before = this.#way.at(-1);
    if (before !== undefined) this.#lower(before, this.#low[node] ?? 0);
    if (this.#low[node] !== this.#index[node]) return;
    const group = this.#open.splice(this.#open.lastIndexOf(node));
    for (const one of group) this.#isOpen[one] = 0;
    if (group.length > 1) this.groups.push(group);
  }

  #lower(node: number, by: number): void {
    this.#low[node] = Math.min(this.#low[node] ?? by, by);
  }
}

/** A shortest way from a node back to itself within a group: the node, what lies between, and the node again. */
export function shortestCycle(group: readonly number[], links: Links): readonly number[] {
  const inside = new Set(group);
  let best: readonly number[] = [];
  // Any node of the group lies on a cycle; a few starts are enough to find a short one.
  for (const start of group.slice(0, 16)) {
    const found = wayBack(start, inside, links);
    if (best.length === 0 || found.length < best.length) best = found;
  }
  return best;
}

function wayBack(start: number, inside: ReadonlySet<number>, links: Links): readonly number[] {
  const before = new Map<number, number>();
  const queue = [start];
  for (const node of queue) {
    for (const target of links[node] ?? []) {
      if (target === start) {
        const way = [start];
        for (let at: number | undefined = node; at !== undefined && at !== start; at = before.get(at))
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
