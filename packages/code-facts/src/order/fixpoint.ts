/**
 * Answers questions that refer to each other. A question that is still open is answered with the assumption, which is
 * how recursion is judged; an answer that rests on such an assumption is only kept once the assumption has been judged.
 */
export class Fixpoint<T> {
  readonly #assumption: T;
  readonly #known = new Map<string, T>();
  readonly #open = new Map<string, number>();
  /** Outermost open question that the current one has referred to. */
  #lowest = Number.POSITIVE_INFINITY;

  constructor(assumption: T) {
    this.#assumption = assumption;
  }

  get depth(): number {
    return this.#open.size;
  }

  solve(key: string, compute: () => T, isAssumption: (value: T) => boolean): T {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const open = this.#open.get(key);
    if (open !== undefined) {
      this.#lowest = Math.min(this.#lowest, open);
      return this.#assumption;
    }
    const depth = this.#open.size;
    const outer = this.#lowest;
    this.#open.set(key, depth);
    this.#lowest = Number.POSITIVE_INFINITY;
    const value = compute();
    this.#open.delete(key);
    const own = this.#lowest;
    if (own >= depth || !isAssumption(value)) this.#known.set(key, value);
    this.#lowest = Math.min(outer, own < depth ? own : Number.POSITIVE_INFINITY);
    return value;
  }
}
