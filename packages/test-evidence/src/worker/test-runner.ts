import { type RunnerTestCase, TestRunner } from "vitest";
import { type Ledger as LedgerOfTest, metaKey } from "./ledger.ts";
import { currentLedger, Ledger, observe, observeMatchers, runObserved } from "./observe-assertions.ts";

/**
 * Vitest's own runner, and beside it a count of the assertions of every test. It stands where a `runner` of the
 * configuration would stand, so no setup file or `vi.setConfig` turns it off.
 */
export default class EvidenceTestRunner extends TestRunner {
  readonly #ledgers = new WeakMap<object, LedgerOfTest>();

  constructor(...args: ConstructorParameters<typeof TestRunner>) {
    super(...args);
    observeMatchers(this.#ledgerOf);
    this.#observeSnapshots();
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    observeMatchers(this.#ledgerOf);
    const ledger = new Ledger();
    this.#ledgers.set(test, ledger);
    await runObserved(ledger, () => TestRunner.getTestFn(test)());
  }

  override onAfterRunTask(test: RunnerTestCase): void {
    super.onAfterRunTask(test);
    const value = this.#ledgers.get(test)?.counts();
    if (value === undefined) return;
    Object.defineProperty(test.meta, metaKey, { value, enumerable: true });
  }

  readonly #ledgerOf = (task: unknown): LedgerOfTest | undefined =>
    typeof task === "object" && task !== null ? this.#ledgers.get(task) : undefined;

  /** Inline snapshots cannot be wrapped as matchers; the client that compares them can. */
  #observeSnapshots(): void {
    const client: unknown = Reflect.get(this, "snapshotClient");
    if (typeof client !== "object" || client === null || Object.hasOwn(client, "assert")) return;
    const assert: unknown = Reflect.get(client, "assert");
    if (typeof assert !== "function") return;
    const watching = (...args: readonly unknown[]): unknown =>
      observe({}, currentLedger(), () => Reflect.apply(assert, client, args));
    Object.defineProperty(client, "assert", { value: watching });
  }
}
