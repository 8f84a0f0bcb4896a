import { z } from "zod";

/** What a thread of the prover is started with. */
export const threadDataSchema = z.strictObject({
  /** Root of the repository: its working tree is what gates are proved on. */
  root: z.string(),
  /** Gates in the order in which they are begun, by whichever thread is free. */
  gates: z.array(z.string()),
  seed: z.int(),
  pairs: z.int(),
  head: z.string().nullable(),
  now: z.date(),
  counters: z.instanceof(SharedArrayBuffer),
});

export type ThreadData = z.infer<typeof threadDataSchema>;

/** What all threads count together. */
export class Counters {
  readonly #cells: Int32Array;

  /** @param buffer of {@link Counters.bytes} bytes */
  constructor(buffer: SharedArrayBuffer) {
    this.#cells = new Int32Array(buffer);
  }

  static readonly bytes = 3 * Int32Array.BYTES_PER_ELEMENT;

  /** Index of the gate to begin next; nobody else gets it. */
  nextGate(): number {
    return Atomics.add(this.#cells, 0, 1);
  }

  /** Lets no thread begin another gate. */
  stop(): void {
    Atomics.store(this.#cells, 0, 1 << 20);
  }

  /** @returns how many edits were tried so far */
  countDone(): number {
    return Atomics.add(this.#cells, 1, 1) + 1;
  }

  /** More edits than were known of will be tried, or fewer. */
  expect(more: number): void {
    Atomics.add(this.#cells, 2, more);
  }

  get expected(): number {
    return Atomics.load(this.#cells, 2);
  }
}
