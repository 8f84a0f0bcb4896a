import {
  joinRepoPath,
  type Memo,
  type RepoPath,
  type Workspace,
  WorkspaceError,
  type WorkspacePackage,
  workspacePackages,
} from "@phasegate/workspace";
import { type EvidenceAnswer, invalid } from "./answer.ts";
import { evidenceFile, type FinishedDocument, type KeyChange } from "./document.ts";
import { freshnessKey, keyDigest, processRuntime, type Runtime } from "./key.ts";
import { keyChanges } from "./key-changes.ts";
import { readDocument } from "./read-document.ts";

export interface ReadOptions {
  /** What the key takes from the process; by default from this one. */
  readonly runtime?: Runtime;
  /**
   * Where the document lies, when the tree that is judged holds no ignored files: an index or a revision is judged by
   * evidence in the working tree. By default the workspace itself.
   */
  readonly from?: Workspace;
  /** Keeps which documents were found to be in order. */
  readonly memo?: Memo | undefined;
}

/**
 * A package's test evidence, judged for freshness now. Never throws for a bad repository: what cannot be read is an answer.
 * @param which the package, or its name
 */
export function readEvidence(
  workspace: Workspace,
  which: WorkspacePackage | string,
  options: ReadOptions = {},
): EvidenceAnswer {
  const { runtime = processRuntime(), from = workspace, memo } = options;
  try {
    const found = typeof which === "string" ? findPackage(workspace, which) : which;
    if (found === undefined) return { kind: "unknown-package", name: String(which) };
    return readPackage({ workspace, from, runtime, memo }, found);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return { kind: "unreadable", error: { code: error.code, path: error.path, detail: error.detail } };
  }
}

function findPackage(workspace: Workspace, name: string): WorkspacePackage | undefined {
  return workspacePackages(workspace).find((one) => one.name === name);
}

interface Reading {
  readonly workspace: Workspace;
  readonly from: Workspace;
  readonly runtime: Runtime;
  readonly memo: Memo | undefined;
}

function readPackage(reading: Reading, one: WorkspacePackage): EvidenceAnswer {
  const { from, memo } = reading;
  const path = joinRepoPath(one.folder, evidenceFile);
  if (from.entry(path) === "absent") return { kind: "absent", path };
  if (from.gitState(path) === "tracked") return invalid(path, "tracked");
  const document = readDocument(from, path, memo);
  if ("kind" in document) return document;
  const actual = document.package;
  if (actual.name !== one.name || actual.folder !== one.folder) {
    return { kind: "foreign", path, expected: { name: one.name, folder: one.folder }, actual };
  }
  if (document.state === "running") return { kind: "unfinished", path, document };
  if (document.state === "crashed") return { kind: "crashed", path, document };
  return judgeFreshness(reading, path, document);
}

function judgeFreshness(reading: Reading, path: RepoPath, document: FinishedDocument): EvidenceAnswer {
  const { folder } = document.package;
  if (keyDigest(folder, document.key) !== document.key.digest) return invalid(path, "key-digest");
  if (document.changedDuringRun.length > 0) {
    return { kind: "stale", path, document, when: "during-run", changes: document.changedDuringRun };
  }
  const now = freshnessKey(reading.workspace, folder, reading.runtime);
  const remade = remadeInputs(reading.from, document);
  if (now.digest === document.key.digest && remade.length === 0) return { kind: "fresh", path, document };
  const changes = [...keyChanges(document.key, now), ...remade];
  return { kind: "stale", path, document, when: "since-run", changes };
}

/** Ignored files that took part in the run and that are others now. One that is gone says nothing. */
function remadeInputs(from: Workspace, document: FinishedDocument): readonly KeyChange[] {
  return Object.entries(document.ignoredInputs).flatMap(([name, was]) => {
    const is = from.entry(name) === "file" ? from.digest(name) : undefined;
    return is === undefined || is === was ? [] : [{ of: "file" as const, name, was, is }];
  });
}
