import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { RepoPath, Workspace } from "@phasegate/workspace";
import type { ModuleGraph } from "./names/graph.ts";
import type { ModuleRecord } from "./record.ts";

export interface PrepareOptions {
  /** Threads besides the calling one; `0` for none. */
  readonly workers: number;
  /** Module that the threads run; the package's own `record-worker` unless it was bundled elsewhere. */
  readonly workerEntry?: URL;
}

export interface WorkerJob {
  readonly path: RepoPath;
  readonly bytes: Uint8Array;
}

/** Answers in the order of the jobs. */
export type WorkerAnswer = readonly ModuleRecord[];

/** So many bytes are handed over at once: enough to hide the cost of a message, few enough to share out evenly. */
const batchBytes = 1 << 18;
/** Below this many files a thread costs more than it saves. */
const fewFiles = 400;

/** Reads the surfaces of many modules ahead of the questions, with threads; the door is only used by the calling one. */
export async function prepare(
  graph: ModuleGraph,
  workspace: Workspace,
  files: readonly RepoPath[],
  { workers, workerEntry = defaultEntry() }: PrepareOptions,
): Promise<void> {
  const missing = files.filter((path) => !graph.hasRecord(path));
  const count = Math.min(workers, availableParallelism());
  if (count <= 0 || missing.length < fewFiles) return;
  const batches = batchesOf(workspace, missing);
  const threads = Array.from({ length: count }, () => new Thread(workerEntry));
  try {
    await Promise.all(threads.map((thread) => work(thread, batches, graph)));
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** The entry lies beside this file, in source and in the built package. */
function defaultEntry(): URL {
  const own = import.meta.url;
  return new URL(own.endsWith(".ts") ? "./record-worker.ts" : "./record-worker.js", own);
}

async function work(
  thread: Thread,
  batches: Iterator<readonly WorkerJob[]>,
  graph: ModuleGraph,
): Promise<void> {
  for (let next = batches.next(); next.done !== true; next = batches.next()) {
    const answer = await thread.ask(next.value);
    // A thread that cannot start leaves the files to the questions that need them.
    if (answer === undefined) return;
    for (const [index, record] of answer.entries()) {
      const job = next.value[index];
      if (job !== undefined) graph.keepRecord(job.path, record);
    }
  }
}

function* batchesOf(workspace: Workspace, files: readonly RepoPath[]): Generator<readonly WorkerJob[]> {
  let batch: WorkerJob[] = [];
  let size = 0;
  for (const path of files) {
    const bytes = workspace.read(path);
    if (bytes === undefined) continue;
    batch.push({ path, bytes });
    size += bytes.byteLength;
    if (size < batchBytes) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

/** A batch needs little memory; without a limit each thread's heap would grow to what the machine has. */
const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 192 };

/** From source, a thread needs a loader for TypeScript; where there is none, there is no thread. */
function startWorker(entry: URL): Worker | undefined {
  if (!entry.pathname.endsWith(".ts")) return new Worker(entry, { resourceLimits });
  if (typeof import.meta.resolve !== "function") return undefined;
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const code = `import(${loader}).then(({ register }) => { register(); return import(${JSON.stringify(entry.href)}); })`;
  return new Worker(code, { eval: true, resourceLimits });
}

class Thread {
  readonly #worker: Worker | undefined;
  #failed = false;
  #settle: ((answer: WorkerAnswer | undefined) => void) | undefined;

  constructor(entry: URL) {
    this.#worker = startWorker(entry);
    this.#failed = this.#worker === undefined;
    this.#worker?.on("message", (answer: WorkerAnswer) => this.#finish(answer));
    this.#worker?.on("error", () => this.#fail());
    this.#worker?.on("exit", () => this.#fail());
  }

  ask(jobs: readonly WorkerJob[]): Promise<WorkerAnswer | undefined> {
    if (this.#failed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#worker?.postMessage(jobs);
    });
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #fail(): void {
    this.#failed = true;
    this.#finish(undefined);
  }

  #finish(answer: WorkerAnswer | undefined): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(answer);
  }
}
