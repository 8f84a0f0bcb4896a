import type { Lane } from "./lane.ts";

/** Copies of one package that work beside each other; made when they are first needed. */
export class Lanes {
  readonly #open: () => Lane;
  #count: number;
  readonly #lanes: Lane[] = [];

  constructor(count: number, open: () => Lane) {
    this.#count = count;
    this.#open = open;
  }

  get count(): number {
    return this.#count;
  }

  all(): readonly Lane[] {
    while (this.#lanes.length < this.#count) this.#lanes.push(this.#open());
    return this.#lanes;
  }

  /** Those that were needed so far. */
  opened(): readonly Lane[] {
    return this.#lanes;
  }

  first(): Lane {
    const [lane] = this.all();
    if (lane === undefined) throw new RangeError("expected at least one lane");
    return lane;
  }

  /** Goes on with one: the tests do not bear company. */
  reduce(): void {
    this.#count = 1;
    for (const lane of this.#lanes.splice(1)) lane.close();
  }

  /** Ends what runs; copies stay, and the next run of one opens its host again. */
  rest(): void {
    for (const lane of this.#lanes) lane.end();
  }

  close(): void {
    for (const lane of this.#lanes.splice(0)) lane.close();
  }
}
