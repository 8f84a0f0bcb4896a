import {
  joinRepoPath,
  type RepoPath,
  readText,
  type Workspace,
  WorkspaceError,
  type WorkspacePackage,
  workspacePackages,
} from "@phasegate/workspace";
import { type EvidenceAnswer, invalid } from "./answer.ts";
import {
  type EvidenceDocument,
  evidenceDocumentSchema,
  evidenceFile,
  type FinishedDocument,
} from "./document.ts";
import { freshnessKey, keyDigest, processRuntime, type Runtime } from "./key.ts";
import { keyChanges } from "./key-changes.ts";

/**
 * A package's test evidence, judged for freshness now. Never throws for a bad repository: what cannot be read is an answer.
 * @param which the package, or its name
 */
export function readEvidence(
  workspace: Workspace,
  which: WorkspacePackage | string,
  runtime: Runtime = processRuntime(),
): EvidenceAnswer {
  try {
    const found = typeof which === "string" ? findPackage(workspace, which) : which;
    if (found === undefined) return { kind: "unknown-package", name: String(which) };
    return readPackage(workspace, found, runtime);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return { kind: "unreadable", error: { code: error.code, path: error.path, detail: error.detail } };
  }
}

function findPackage(workspace: Workspace, name: string): WorkspacePackage | undefined {
  return workspacePackages(workspace).find((one) => one.name === name);
}

function readPackage(workspace: Workspace, one: WorkspacePackage, runtime: Runtime): EvidenceAnswer {
  const path = joinRepoPath(one.folder, evidenceFile);
  if (workspace.entry(path) === "absent") return { kind: "absent", path };
  if (workspace.gitState(path) === "tracked") return invalid(path, "tracked");
  const document = parseDocument(readText(workspace, path) ?? "", path);
  if ("kind" in document) return document;
  const actual = document.package;
  if (actual.name !== one.name || actual.folder !== one.folder) {
    return { kind: "foreign", path, expected: { name: one.name, folder: one.folder }, actual };
  }
  if (document.state === "running") return { kind: "unfinished", path, document };
  if (document.state === "crashed") return { kind: "crashed", path, document };
  return judgeFreshness(workspace, path, document, runtime);
}

function judgeFreshness(
  workspace: Workspace,
  path: RepoPath,
  document: FinishedDocument,
  runtime: Runtime,
): EvidenceAnswer {
  const { folder } = document.package;
  if (keyDigest(folder, document.key) !== document.key.digest) return invalid(path, "key-digest");
  if (document.changedDuringRun.length > 0) {
    return { kind: "stale", path, document, when: "during-run", changes: document.changedDuringRun };
  }
  const now = freshnessKey(workspace, folder, runtime);
  if (now.digest === document.key.digest) return { kind: "fresh", path, document };
  return { kind: "stale", path, document, when: "since-run", changes: keyChanges(document.key, now) };
}

function parseDocument(text: string, path: RepoPath): EvidenceDocument | EvidenceAnswer {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return invalid(path, "not-json", [{ at: "", message: error.message }]);
  }
  const parsed = evidenceDocumentSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ at: issue.path.join("."), message: issue.message }));
  return invalid(path, "schema", issues);
}
