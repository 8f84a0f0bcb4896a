import type {
  DeskMemory,
  DeskWork,
  Json,
  Run,
  RunState,
  RunTrace,
  TerminalRun,
  TimelineEntry,
  Workflow,
} from "@rawr/coordination";
import type { RunEnding } from "../terminal-state.ts";

export interface NewRun {
  readonly id: string;
  readonly workflow: Workflow;
  readonly input: Json;
  /** Kept in the timeline. Makes no run another one. */
  readonly trace?: RunTrace | undefined;
}

/** A sending of a run to Inngest. The key is the same for sendings of which only one may start anything. */
export interface Sending {
  readonly runId: string;
  readonly key: string;
}

/**
 * `known`: the same workflow and input were queued under this id before. `taken`: others were. `unsent` is there for
 * as long as it is not known that the run was sent.
 */
export interface QueueAnswer {
  readonly kind: "queued" | "known" | "taken";
  readonly run: Run;
  readonly unsent: Sending | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** For the next page; `undefined` on the last one. */
  readonly next: string | undefined;
}

export interface RunQuery {
  /** 1 to 100. */
  readonly limit: number;
  readonly after?: string | undefined;
  readonly state?: RunState | undefined;
  readonly workflowId?: string | undefined;
}

/** `kept`: the desk had its turn. The attempt counts from 1. */
export type DeskTurn =
  | { readonly kind: "kept" }
  | { readonly kind: "begun"; readonly attempt: number; readonly work: DeskWork };

/** One attempt of one desk. */
export interface DeskAttempt {
  readonly runId: string;
  readonly desk: string;
  readonly attempt: number;
}

/**
 * Where runs are kept. Each function is one transaction: it has happened wholly when it returns, and not at all when it throws.
 * Times are milliseconds since the epoch. Unless said otherwise, a run that is not there is a `RunMissing`.
 */
export interface RunStore {
  queue(run: NewRun, at: number): QueueAnswer;
  read(runId: string): Run | undefined;
  /** Newest first. @throws CursorRefused */
  list(query: RunQuery): Page<Run>;
  /** In order. `after` is a sequence number. */
  timeline(
    runId: string,
    query: { readonly limit: number; readonly after: number },
  ): readonly TimelineEntry[];
  memory(runId: string): DeskMemory;

  /** Queued runs become running; others stay what they are. */
  start(runId: string, at: number): Run;
  /** @throws RunStateRefused unless the run is running. */
  beginDesk(runId: string, desk: string, at: number): DeskTurn;
  /** The first value that a desk keeps stays. */
  keep(attempt: DeskAttempt, value: Json, at: number): void;
  failDesk(attempt: DeskAttempt, message: string, at: number): void;
  /** The first end stays, and is what comes back. Only `storeTerminalState` can make an ending. */
  end(runId: string, ending: RunEnding, at: number): TerminalRun;

  /** Queued runs of which it is not known that they were sent. */
  unsent(): readonly Sending[];
  /** Runs that have not ended, and of which nothing was heard since then. */
  silentSince(then: number): readonly Sending[];
  /** No-op unless the sending is the current one. */
  markSent(sending: Sending, at: number): void;
}
