import type { CanonicalStatus } from "../model/status.ts";
import { meaningOf } from "./status-word.ts";

/** For each status, the statuses that a decision may have next. */
export type Transitions = Readonly<Record<string, readonly string[]>>;

/**
 * Forward only: what is locked is closed, put off or replaced, and never open again; what is closed is only replaced;
 * what is replaced, refused or withdrawn stays so.
 */
const usual: Readonly<Record<CanonicalStatus, readonly CanonicalStatus[]>> = {
  draft: ["open", "proposed", "accepted", "locked", "deferred", "superseded", "rejected", "withdrawn"],
  open: [
    "draft",
    "proposed",
    "accepted",
    "locked",
    "closed",
    "deferred",
    "superseded",
    "rejected",
    "withdrawn",
  ],
  proposed: ["open", "accepted", "locked", "closed", "deferred", "superseded", "rejected", "withdrawn"],
  accepted: ["locked", "implemented", "closed", "deferred", "deprecated", "superseded"],
  locked: ["implemented", "closed", "deferred", "deprecated", "superseded"],
  implemented: ["closed", "deprecated", "superseded"],
  closed: ["deprecated", "superseded"],
  deferred: [
    "draft",
    "open",
    "proposed",
    "accepted",
    "locked",
    "closed",
    "superseded",
    "rejected",
    "withdrawn",
  ],
  deprecated: ["superseded"],
  superseded: [],
  rejected: [],
  withdrawn: [],
};

/** Statuses that say that something happened to a decision before. */
const late: ReadonlySet<CanonicalStatus | undefined> = new Set([
  "implemented",
  "closed",
  "deprecated",
  "superseded",
  "withdrawn",
]);

/** The usual transitions over the words of a vocabulary; a word of the repository's own leads nowhere. */
export function usualTransitions(vocabulary: readonly string[]): Transitions {
  return Object.fromEntries(
    vocabulary.map((word) => {
      const meaning = meaningOf(word);
      const next = meaning === undefined ? [] : usual[meaning];
      return [
        word,
        vocabulary.filter((other) => {
          const status = meaningOf(other);
          return status !== undefined && other !== word && next.includes(status);
        }),
      ];
    }),
  );
}

/** The words of a vocabulary in which a decision may appear for the first time. */
export function usualInitial(vocabulary: readonly string[]): readonly string[] {
  return vocabulary.filter((word) => !late.has(meaningOf(word)));
}

export function isLegal(transitions: Transitions, from: string, to: string): boolean {
  return from === to || (transitions[from] ?? []).includes(to);
}
