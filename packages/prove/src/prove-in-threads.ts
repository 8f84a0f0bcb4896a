import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { type ProofDocument, proofSchema } from "@phasegate/report";
import { type Gate, inOrder } from "@phasegate/verify-utils";
import type { Part } from "./plan.ts";
import { documentOf, type ProveOptions, prove } from "./prove.ts";
import { mostEdits, proveShare } from "./share.ts";
import { Counters, type ThreadData } from "./thread-data.ts";

/** As `prove`, beside nothing: what `base` says is the same for every thread. */
export type ThreadedOptions = Omit<ProveOptions, "base">;

/**
 * As `prove`, with a second thread, which has nothing of this one: it opens the working tree by itself. Gates of anything
 * else are proved here.
 * @param entry module that calls `proveInThread` with the same configuration
 */
export async function proveInThreads(given: ThreadedOptions, entry: URL): Promise<ProofDocument> {
  const options: ProveOptions = { ...given, base: () => ({ kind: "none" }) };
  const { workspace, gates, seed, pairs, head, now } = options;
  const isAlone = gates.length < 2 || availableParallelism() < 2 || workspace.kind !== "working-tree";
  if (isAlone) return prove(options);
  const started = performance.now();
  inOrder(gates);
  const shared = new SharedArrayBuffer(Counters.bytes);
  const counters = new Counters(shared);
  // What takes longest comes first, so that nobody waits for it in the end.
  const ids = [...gates].sort((a, b) => costOf(b) - costOf(a)).map(({ id }) => id);
  counters.expect(gates.reduce((sum, gate) => sum + mostEdits(gate), 0));
  const data: ThreadData = { root: workspace.root, gates: ids, seed, pairs, head, now, counters: shared };
  const worker = startThread(entry, data);
  try {
    const other = answerOf(worker);
    const parts = [...proveShare(options, ids, counters), ...(await other)];
    return documentOf(inGivenOrder(parts, options), options, started);
  } finally {
    counters.stop();
    await worker.terminate();
  }
}

/** Trees that are looked at once fill a small one again and again; as much as this repository's scripts give the main thread. */
const young = 192;

/** In edits, of which the few that compare all gates with those of the base take a hundred times as long. */
function costOf(gate: Gate): number {
  return mostEdits(gate) + (gate.checks.some(({ comparesGates }) => comparesGates === true) ? 1_000 : 0);
}

/** From source, a thread needs a loader for TypeScript, which is not told to it by whoever starts it. */
function startThread(entry: URL, workerData: ThreadData): Worker {
  const options = { workerData, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: young } };
  if (!entry.pathname.endsWith(".ts")) return new Worker(fileURLToPath(entry), options);
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const code = `import { register } from ${loader}; register(); await import(${JSON.stringify(entry.href)});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), options);
}

function answerOf(worker: Worker): Promise<readonly Part[]> {
  const answer = new Promise<readonly Part[]>((resolve, reject) => {
    worker.once("message", (told: unknown) => resolve(partsOf(proofSchema.parse(told))));
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the second thread of the proof ended with ${code}`)));
  });
  // It may fail while this thread is still busy.
  answer.catch(() => undefined);
  return answer;
}

function partsOf({ gates, probes }: ProofDocument): readonly Part[] {
  return gates.map((gate) => ({ gate, probes: probes.filter((one) => one.gate === gate.id) }));
}

function inGivenOrder(parts: readonly Part[], { gates }: ProveOptions): readonly Part[] {
  return gates.map(({ id }) => {
    const part = parts.find(({ gate }) => gate.id === id);
    // A gate that is left out would not be missed in the verdict.
    if (part === undefined) throw new Error(`the second thread of the proof says nothing of ${id}`);
    return part;
  });
}
