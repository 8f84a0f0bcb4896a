import { parentPort } from "node:worker_threads";
import { readPacked } from "./mentions/packed.ts";
import type { WorkerMessage } from "./prepare.ts";
import { readRecordBytes } from "./read-record.ts";

/** Runs in a thread: bytes in, what they say out. It touches no file. */
parentPort?.on("message", ({ what, jobs }: WorkerMessage) => {
  const read = what === "records" ? readRecordBytes : readPacked;
  parentPort?.postMessage(jobs.map(({ path, bytes }) => read(path, bytes)));
});
