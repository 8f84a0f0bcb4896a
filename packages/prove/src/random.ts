/** Numbers in [0, 1) that follow from a seed (mulberry32, Tommy Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Up to `count` of the items, in a random order. */
export function sample<T>(items: readonly T[], count: number, random: () => number): readonly T[] {
  const open = [...items];
  const taken: T[] = [];
  while (taken.length < count && open.length > 0) {
    taken.push(...open.splice(Math.floor(random() * open.length), 1));
  }
  return taken;
}
