import type { Timing } from "../options.ts";
import type { FunctionConfig } from "../protocol/function-config.ts";
import type { Store } from "../store/store.ts";

/** What changes of the queue are made with. */
export interface RunContext {
  readonly store: Store;
  readonly timing: Timing;
  /** As the application registered them. */
  readonly functions: readonly FunctionConfig[];
  now(): number;
}
