import { parentPort, workerData } from "node:worker_threads";
import { type Config, openMemo } from "@phasegate/verify-utils";
import { openWorkingTree } from "@phasegate/workspace";
import { documentOf, type ProveOptions } from "./prove.ts";
import { proveShare } from "./share.ts";
import { Counters, threadDataSchema } from "./thread-data.ts";

/**
 * What a thread that `proveInThreads` has started does: its share of the gates, told to whoever started it.
 * @param config of the same repository
 */
export function proveInThread(config: Config): void {
  const { root, gates, counters, ...how } = threadDataSchema.parse(workerData);
  const started = performance.now();
  const workspace = openWorkingTree(root);
  const options: ProveOptions = {
    workspace,
    config,
    // What it learns is not kept: whoever started it learns the same.
    memo: openMemo(workspace, process.env),
    base: () => ({ kind: "none" }),
    gates: config.gates,
    ...how,
  };
  const parts = proveShare(options, gates, new Counters(counters));
  parentPort?.postMessage(documentOf(parts, options, started));
}
