import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { RepoPath, Workspace } from "@phasegate/workspace";
import type { KeptMentions } from "./mentions/packed.ts";
import type { ModuleRecord } from "./record.ts";

export interface PrepareOptions {
  /** Threads besides the calling one; `0` for none. */
  readonly workers: number;
  /** Module that the threads run; the package's own `record-worker` unless it was bundled elsewhere. */
  readonly workerEntry?: URL;
}

interface WorkerJob {
  readonly path: RepoPath;
  readonly bytes: Uint8Array;
}

/** What can be read of a module by threads. */
export interface WorkerReads {
  readonly records: ModuleRecord;
  readonly mentions: KeptMentions;
}

export interface WorkerMessage {
  readonly what: keyof WorkerReads;
  readonly jobs: readonly WorkerJob[];
}

/** What is read, and who takes it. */
interface Reading<What extends keyof WorkerReads> {
  readonly what: What;
  isMissing(path: RepoPath): boolean;
  keep(path: RepoPath, read: WorkerReads[What]): void;
}

/** So many bytes are handed over at once: enough to hide the cost of a message, few enough to share out evenly. */
const batchBytes = 1 << 18;
/** Below this many files a thread costs more than it saves. */
const fewFiles = 400;

/** Reads many modules ahead of the questions, with threads; the door is only used by the calling one. */
export async function prepare<What extends keyof WorkerReads>(
  reading: Reading<What>,
  workspace: Workspace,
  files: readonly RepoPath[],
  { workers, workerEntry = defaultEntry() }: PrepareOptions,
): Promise<void> {
  const count = Math.min(workers, availableParallelism());
  if (count <= 0) return;
  // To know whether a file is missing is to read it: the threads start as soon as there are enough of them.
  const rest = missingOf(files, reading);
  const first: RepoPath[] = [];
  for (let next = rest.next(); next.done !== true; next = rest.next()) {
    first.push(next.value);
    if (first.length === fewFiles) break;
  }
  if (first.length < fewFiles) return;
  const batches = batchesOf(workspace, [first, rest]);
  const threads = Array.from({ length: count }, () => new Thread<WorkerReads[What]>(workerEntry));
  try {
    await Promise.all(threads.map((thread) => work(thread, batches, reading)));
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** The entry lies beside this file, in source, in the built package and in a bundle. */
function defaultEntry(): URL {
  const own = import.meta.url;
  return new URL(`./record-worker${own.slice(own.lastIndexOf("."))}`, own);
}

async function work<What extends keyof WorkerReads>(
  thread: Thread<WorkerReads[What]>,
  batches: Iterator<readonly WorkerJob[]>,
  { what, keep }: Reading<What>,
): Promise<void> {
  let next = batches.next();
  while (next.done !== true) {
    const jobs = next.value;
    const asked = thread.ask({ what, jobs });
    // While the thread reads one batch, the next one is got.
    next = batches.next();
    const answer = await asked;
    // A thread that cannot start leaves the files to the questions that need them.
    if (answer === undefined) return;
    for (const [index, read] of answer.entries()) {
      const job = jobs[index];
      if (job !== undefined) keep(job.path, read);
    }
  }
}

function* missingOf(
  files: readonly RepoPath[],
  { isMissing }: { isMissing(path: RepoPath): boolean },
): Generator<RepoPath> {
  for (const path of files) if (isMissing(path)) yield path;
}

function* batchesOf(
  workspace: Workspace,
  lists: readonly Iterable<RepoPath>[],
): Generator<readonly WorkerJob[]> {
  let batch: WorkerJob[] = [];
  let size = 0;
  for (const list of lists) {
    for (const path of list) {
      const bytes = workspace.read(path);
      if (bytes === undefined) continue;
      batch.push({ path, bytes });
      size += bytes.byteLength;
      if (size < batchBytes) continue;
      yield batch;
      batch = [];
      size = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

/** A batch needs little memory; without a limit each thread's heap would grow to what the machine has. */
const resourceLimits = { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 192 };

/** From source, a thread needs a loader for TypeScript; where there is none, there is no thread. */
function startWorker(entry: URL): Worker | undefined {
  if (!entry.pathname.endsWith(".ts")) return new Worker(entry, { resourceLimits });
  if (typeof import.meta.resolve !== "function") return undefined;
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const code = `import(${loader}).then(({ register }) => { register(); return import(${JSON.stringify(entry.href)}); })`;
  return new Worker(code, { eval: true, resourceLimits });
}

class Thread<Read> {
  readonly #worker: Worker | undefined;
  #failed = false;
  #settle: ((answer: readonly Read[] | undefined) => void) | undefined;

  constructor(entry: URL) {
    this.#worker = startWorker(entry);
    this.#failed = this.#worker === undefined;
    this.#worker?.on("message", (answer: readonly Read[]) => this.#finish(answer));
    this.#worker?.on("error", () => this.#fail());
    this.#worker?.on("exit", () => this.#fail());
  }

  ask(message: WorkerMessage): Promise<readonly Read[] | undefined> {
    if (this.#failed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#worker?.postMessage(message);
    });
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #fail(): void {
    this.#failed = true;
    this.#finish(undefined);
  }

  #finish(answer: readonly Read[] | undefined): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(answer);
  }
}
