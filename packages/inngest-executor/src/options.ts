import type { Delivery } from "./protocol/deliver.ts";

/** How long the executor waits. All in milliseconds. */
export interface Timing {
  /** Before the attempt after one that failed, which counts from 0. A function's own `retry-after` goes before. */
  retryDelay(failedAttempt: number): number;
  /** How long a sleep or a timeout of so many milliseconds really lasts: tests make them short. */
  wait(milliseconds: number): number;
}

/** What can go wrong with a delivery without anybody's fault. */
export type Fault =
  /** Made, and made once more after it was answered; the second answer is dropped. */
  | "repeated"
  /** Made twice at the same time; the first answer counts. */
  | "concurrent"
  /** Made, but its answer is lost; it is made again. */
  | "answer-lost";

/** For tests only: which deliveries go wrong, and how. Asked once for each attempt. */
export type Faults = (delivery: Delivery) => Fault | undefined;

export interface ExecutorOptions {
  /** Path of the queue's SQLite database. It belongs to one executor at a time. */
  readonly database: string;
  /** URL at which the SDK serves the functions. */
  readonly endpoint: string;
  readonly signingKey: string;
  /** What senders of events must know: the last segment of `POST /e/<eventKey>`. */
  readonly eventKey: string;
  /** The id of the SDK's client. */
  readonly appId: string;
  /** Deliveries under way at once, at most. */
  readonly concurrency: number;
  readonly timing: Timing;
  /** Told of what the executor could not do, and will not try again. */
  readonly onError: (error: unknown) => void;
  readonly faults?: Faults;
}

const seconds = [10, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200] as const;

/** Waits as Inngest does; its backoff is documented at https://www.inngest.com/docs/reference/functions/errors. */
export const inngestTiming: Timing = {
  retryDelay: (failedAttempt) => (seconds[failedAttempt] ?? 7200) * 1000,
  wait: (milliseconds) => milliseconds,
};
