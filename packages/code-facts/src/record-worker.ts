import { parentPort } from "node:worker_threads";
import type { WorkerAnswer, WorkerJob } from "./prepare.ts";
import { readRecordBytes } from "./read-record.ts";

/** Runs in a thread: bytes in, surfaces out. It touches no file. */
parentPort?.on("message", (jobs: readonly WorkerJob[]) => {
  const answer: WorkerAnswer = jobs.map(({ path, bytes }) => readRecordBytes(path, bytes));
  parentPort?.postMessage(answer);
});
