import { type RunnerTestCase, type RunnerTestFile, TestRunner } from "vitest";
import { FileRecord } from "./file-record.ts";
import { Ledger, metaKey } from "./ledger.ts";
import { currentLedger, observe, runObserved } from "./observe-assertions.ts";
import { observeMocks } from "./observe-mocks.ts";
import { observeModules } from "./observe-modules.ts";
import { observeReads } from "./observe-reads.ts";
import { wrapMatchers } from "./wrap-matchers.ts";

/**
 * Vitest's own runner, and beside it a record of the assertions of every test, and of what its module read and
 * replaced. It stands where a `runner` of the configuration would stand.
 */
export default class EvidenceTestRunner extends TestRunner {
  readonly #ledgers = new WeakMap<object, Ledger>();
  readonly #setupFiles: readonly string[];

  constructor(...args: ConstructorParameters<typeof TestRunner>) {
    super(...args);
    this.#setupFiles = args[0].setupFiles;
    wrapMatchers(this.#ledgerOf);
    observeSnapshots(Reflect.get(this, "snapshotClient"));
  }

  override onCollectStart(file: RunnerTestFile): void {
    super.onCollectStart(file);
    const moduleRunner: unknown = Reflect.get(this, "moduleRunner");
    const evaluated = observeModules(moduleRunner);
    const record = new FileRecord({
      root: this.injectValue("phasegateRoot"),
      evaluated: () => evaluated([file.filepath, ...this.#setupFiles]),
      mocked: observeMocks(Reflect.get(Object(moduleRunner), "mocker")),
    });
    observeReads((path) => record.read(path));
    // Whenever Vitest sends what it knows of the file, it sends what is known by then.
    Object.defineProperty(file.meta, metaKey, { get: () => record.facts(), enumerable: true });
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    wrapMatchers(this.#ledgerOf);
    const ledger = new Ledger();
    this.#ledgers.set(test, ledger);
    ledger.open = true;
    try {
      await runObserved(ledger, () => TestRunner.getTestFn(test)());
    } catch (error) {
      ledger.throws(error);
      throw error;
    } finally {
      ledger.open = false;
    }
  }

  override onAfterRunTask(test: RunnerTestCase): void {
    super.onAfterRunTask(test);
    const value = this.#ledgers.get(test)?.counts();
    if (value !== undefined) Object.defineProperty(test.meta, metaKey, { value, enumerable: true });
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

declare module "vitest" {
  export interface ProvidedContext {
    /** Absolute path of the repository root. */
    phasegateRoot: string;
  }
}
