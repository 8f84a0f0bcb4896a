/** Under this name a test's counts travel from the worker to the runner, in the test's `meta`. */
export const metaKey = "phasegateEvidence";

/** A frame of a stack trace: absolute file path or URL, one-based line and column. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface WorkerFailure {
  readonly name: string;
  readonly message: string;
  readonly frame: Frame | null;
}

/** What the worker tells of one test. */
export interface WorkerCounts {
  readonly assertions: number;
  readonly swallowed: readonly WorkerFailure[];
  readonly recovered: number;
}

/** An assertion that did not hold. */
interface Failure {
  /** The assertion object it was made on: `expect.poll` evaluates one object again and again. */
  readonly subject: object;
  readonly error: unknown;
  readonly frame: Frame | null;
  readonly turn: number;
}

/** Assertions of one attempt of one test. */
export class Ledger {
  /** Whether the test's body runs now; its hooks do not count. */
  open = false;
  #held = 0;
  #recovered = 0;
  readonly #failures = new Set<Failure>();
  /** `.resolves` and `.rejects` whose promise has not reached the matcher: it never will if it settled the other way. */
  readonly #promised = new Map<object, Frame | null>();

  /** An assertion held. Earlier failures that it makes good, or that it is about, are no longer open. */
  hold(subject: object, object: unknown, turn: number, frame: () => Frame | null): void {
    if (this.open) this.#held += 1;
    this.#promised.delete(subject);
    if (this.#failures.size === 0) return;
    const here = frame();
    for (const failure of this.#failures) {
      if (isAbout(object, failure.error)) this.#failures.delete(failure);
      else if (failure.subject === subject || (failure.turn < turn && sameFrame(failure.frame, here))) {
        this.#failures.delete(failure);
        this.#recovered += 1;
      }
    }
  }

  fail(subject: object, error: unknown, frame: Frame | null, turn: number): void {
    this.#promised.delete(subject);
    for (const failure of this.#failures) if (failure.subject === subject) this.#failures.delete(failure);
    this.#failures.add({ subject, error, frame, turn });
  }

  /**
   * The body threw. A hook can still set the test's state to passed; the failure is then swallowed like any other.
   * (What `ctx.skip()` throws is no failure, and a skipped test has no counts.)
   */
  throws(error: unknown): void {
    const isKnown = [...this.#failures].some((failure) => failure.error === error);
    if (!isKnown) this.#failures.add({ subject: this, error, frame: null, turn: Number.POSITIVE_INFINITY });
  }

  promise(subject: object, frame: Frame | null): void {
    this.#promised.set(subject, frame);
  }

  counts(): WorkerCounts {
    const failures = [...this.#failures].map(({ error, frame }) => ({ ...describe(error), frame }));
    const unmet = [...this.#promised.values()].map((frame) => ({
      name: "AssertionError",
      message: "the promise given to expect().resolves or expect().rejects settled the other way",
      frame,
    }));
    return { assertions: this.#held, swallowed: [...failures, ...unmet], recovered: this.#recovered };
  }
}

/** True when an assertion's object is a caught failure, or its message. */
function isAbout(object: unknown, error: unknown): boolean {
  if (object === error) return true;
  return error instanceof Error && object === error.message;
}

function sameFrame(a: Frame | null, b: Frame | null): boolean {
  return a !== null && b !== null && a.file === b.file && a.line === b.line && a.column === b.column;
}

function describe(error: unknown): { readonly name: string; readonly message: string } {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: "Error", message: String(error) };
}
