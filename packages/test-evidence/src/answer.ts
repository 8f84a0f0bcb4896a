import type { RepoPath, WorkspaceErrorCode } from "@phasegate/workspace";
import type { CrashedDocument, FinishedDocument, KeyChange, RunningDocument } from "./document.ts";

/** Why a file is no evidence document. `tracked`: it was committed, so that nobody knows which tree it speaks of. */
export const invalidReasons = ["not-json", "schema", "key-digest", "tracked"] as const;
export type InvalidReason = (typeof invalidReasons)[number];

export interface DocumentIssue {
  /** Path inside the document, joined by dots. */
  readonly at: string;
  readonly message: string;
}

export interface PackageIdentity {
  readonly name: string;
  readonly folder: RepoPath;
}

/** What the reader knows of a package's evidence. Only `fresh` may support a verdict. */
export type EvidenceAnswer =
  | { readonly kind: "fresh"; readonly path: RepoPath; readonly document: FinishedDocument }
  | { readonly kind: "absent"; readonly path: RepoPath }
  /** The run was killed, or goes on. */
  | { readonly kind: "unfinished"; readonly path: RepoPath; readonly document: RunningDocument }
  | { readonly kind: "crashed"; readonly path: RepoPath; readonly document: CrashedDocument }
  | {
      readonly kind: "stale";
      readonly path: RepoPath;
      readonly document: FinishedDocument;
      /** Whether the inputs changed while the tests ran, or afterwards. */
      readonly when: "during-run" | "since-run";
      readonly changes: readonly KeyChange[];
    }
  | {
      readonly kind: "invalid";
      readonly path: RepoPath;
      readonly reason: InvalidReason;
      readonly issues: readonly DocumentIssue[];
    }
  | {
      readonly kind: "foreign";
      readonly path: RepoPath;
      readonly expected: PackageIdentity;
      readonly actual: PackageIdentity;
    }
  | { readonly kind: "unknown-package"; readonly name: string }
  | {
      readonly kind: "unreadable";
      readonly error: { readonly code: WorkspaceErrorCode; readonly path: RepoPath; readonly detail: string };
    };

export function invalid(
  path: RepoPath,
  reason: InvalidReason,
  issues: readonly DocumentIssue[] = [],
): EvidenceAnswer {
  return { kind: "invalid", path, reason, issues };
}
