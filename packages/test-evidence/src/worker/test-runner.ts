import { type RunnerTestCase, TestRunner } from "vitest";
import { Ledger, metaKey } from "./ledger.ts";
import { currentLedger, observe, runObserved } from "./observe-assertions.ts";
import { wrapMatchers } from "./wrap-matchers.ts";

/**
 * Vitest's own runner, and beside it a count of the assertions of every test. It stands where a `runner` of the
 * configuration would stand.
 */
export default class EvidenceTestRunner extends TestRunner {
  readonly #ledgers = new WeakMap<object, Ledger>();

  constructor(...args: ConstructorParameters<typeof TestRunner>) {
    super(...args);
    wrapMatchers(this.#ledgerOf);
    observeSnapshots(Reflect.get(this, "snapshotClient"));
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    wrapMatchers(this.#ledgerOf);
    const ledger = new Ledger();
    this.#ledgers.set(test, ledger);
    ledger.open = true;
    try {
      await runObserved(ledger, () => TestRunner.getTestFn(test)());
    } finally {
      ledger.open = false;
    }
  }

  override onAfterRunTask(test: RunnerTestCase): void {
    super.onAfterRunTask(test);
    const value = this.#ledgers.get(test)?.counts();
    if (value === undefined) return;
    Object.defineProperty(test.meta, metaKey, { value, enumerable: true });
  }

  readonly #ledgerOf = (task: unknown): Ledger | undefined =>
    typeof task === "object" && task !== null ? this.#ledgers.get(task) : undefined;
}

/** Inline snapshots cannot be wrapped as matchers; the client that compares them can. */
function observeSnapshots(client: unknown): void {
  if (typeof client !== "object" || client === null || Object.hasOwn(client, "match")) return;
  const match: unknown = Reflect.get(client, "match");
  if (typeof match !== "function") throw new TypeError("Vitest's snapshot client has no match()");
  const watching = (...args: readonly unknown[]): unknown =>
    observe(
      {},
      () => undefined,
      currentLedger(),
      () => Reflect.apply(match, client, args),
    );
  Object.defineProperty(client, "match", { value: watching });
}
