import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { RepoPath, Workspace } from "@phasegate/workspace";
import type { KeptMentions } from "./mentions/packed.ts";
import type { ModuleRecord } from "./record.ts";

export interface PrepareOptions {
  /** Threads besides the calling one, which reads too; `0` for none. There are never more than processors. */
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
  /** As a thread reads it; `undefined` for what is left to the first of them: code that little is read by is compiled once. */
  read(path: RepoPath, bytes: Uint8Array): WorkerReads[What] | undefined;
  keep(path: RepoPath, read: WorkerReads[What]): void;
}

/** So many bytes are handed over at once: enough to hide the cost of a message, few enough to share out evenly. */
const batchBytes = 1 << 17;
/** Batches that a thread takes at most, so that it need not wait while the calling one reads. */
const mostAsked = 2;
/** Below this many files a thread costs more than it saves. */
const fewFiles = 400;

/** Reads many modules ahead of the questions, with threads; the door is only used by the calling one. */
export async function prepare<What extends keyof WorkerReads>(
  reading: Reading<What>,
  workspace: Workspace,
  files: readonly RepoPath[],
  { workers, workerEntry = defaultEntry() }: PrepareOptions,
): Promise<void> {
  const count = Math.min(workers, availableParallelism() - 1);
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
  const other = new Thread<WorkerReads[What]>(workerEntry);
  const threads = [
    other,
    ...Array.from({ length: count - 1 }, () => new Thread<WorkerReads[What]>(workerEntry)),
  ];
  try {
    await Promise.all([
      ...threads.map((thread) => work(thread, batches, reading)),
      workHere(batches, reading, other),
    ]);
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
  reading: Reading<What>,
): Promise<void> {
  const asked: Asked<WorkerReads[What]>[] = [];
  for (;;) {
    while (asked.length < mostAsked) {
      const next = batches.next();
      if (next.done === true) break;
      asked.push(askFor(next.value, thread, reading));
    }
    const first = asked.shift();
    // A thread that cannot start leaves its files to the questions that need them.
    if (first === undefined || !(await keepAnswer(first, reading))) return;
  }
}

interface Asked<Read> {
  readonly jobs: readonly WorkerJob[];
  readonly answer: Promise<readonly Read[] | undefined>;
}

function askFor<What extends keyof WorkerReads>(
  jobs: readonly WorkerJob[],
  thread: Thread<WorkerReads[What]>,
  { what }: Reading<What>,
): Asked<WorkerReads[What]> {
  return { jobs, answer: thread.ask({ what, jobs }) };
}

/** Whether there was one. */
async function keepAnswer<What extends keyof WorkerReads>(
  { jobs, answer }: Asked<WorkerReads[What]>,
  { keep }: Reading<What>,
): Promise<boolean> {
  const reads = await answer;
  for (const [index, read] of reads?.entries() ?? []) {
    const job = jobs[index];
    if (job !== undefined) keep(job.path, read);
  }
  return reads !== undefined;
}

/** The calling thread reads as well, and looks after each batch whether others have answered. */
async function workHere<What extends keyof WorkerReads>(
  batches: Iterator<readonly WorkerJob[]>,
  reading: Reading<What>,
  other: Thread<WorkerReads[What]>,
): Promise<void> {
  const asked: Asked<WorkerReads[What]>[] = [];
  for (let next = batches.next(); next.done !== true; next = batches.next()) {
    const left: WorkerJob[] = [];
    for (const job of next.value) {
      const read = reading.read(job.path, job.bytes);
      if (read === undefined) left.push(job);
      else reading.keep(job.path, read);
    }
    if (left.length > 0) asked.push(askFor(left, other, reading));
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const one of asked) await keepAnswer(one, reading);
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
  /** Of what was asked, in its order, which is that of the answers. */
  readonly #open: ((answer: readonly Read[] | undefined) => void)[] = [];

  constructor(entry: URL) {
    this.#worker = startWorker(entry);
    this.#failed = this.#worker === undefined;
    this.#worker?.on("message", (answer: readonly Read[]) => this.#open.shift()?.(answer));
    this.#worker?.on("error", () => this.#fail());
    this.#worker?.on("exit", () => this.#fail());
  }

  ask(message: WorkerMessage): Promise<readonly Read[] | undefined> {
    if (this.#failed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#open.push(resolve);
      this.#worker?.postMessage(message);
    });
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #fail(): void {
    this.#failed = true;
    for (const settle of this.#open.splice(0)) settle(undefined);
  }
}
