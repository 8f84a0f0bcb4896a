import {
  type Base,
  type BaseRequest,
  headCommit,
  openIndex,
  openRevision,
  openWorkingTree,
  selectBase,
  type Workspace,
  WorkspaceError,
} from "@phasegate/workspace";
import type { Config } from "./config.ts";
import type { Process } from "./process.ts";
import { UsageError } from "./usage-error.ts";

/** What a run judges: what lies on disk, what would be committed, or a commit. */
export type Judged = "working-tree" | "index" | { readonly at: string };

export interface Opened {
  readonly workspace: Workspace;
  /** Commit that is judged, or that lies below what is; `null` before the first one. */
  readonly head: string | null;
  readonly judged: BaseRequest["judged"];
}

/** @throws UsageError for a commit that is not there; WorkspaceError `git-unavailable` outside a repository */
export function openJudged(judged: Judged, process: Process): Opened {
  if (typeof judged === "object") {
    const { commit, workspace } = named("--at", () => openRevision(process.cwd, judged.at));
    return { workspace, head: commit, judged: { commit } };
  }
  const workspace = judged === "index" ? openIndex(process.cwd, process.env) : openWorkingTree(process.cwd);
  return { workspace, head: headCommit(workspace.root), judged };
}

/**
 * The base that was asked for, or how to choose one when a check asks.
 * @throws UsageError for a commit that is not there
 */
export function baseOf(
  { workspace, judged }: Opened,
  requested: string | undefined,
  { policy }: Pick<Config, "policy">,
  { env }: Process,
): Base | (() => Base) {
  const { defaultBranch } = policy;
  const request = { env, judged, ...(defaultBranch === undefined ? {} : { defaultBranch }) };
  if (requested === undefined) return () => selectBase(workspace.root, request);
  return named("--base", () => selectBase(workspace.root, { ...request, requested }));
}

function named<T>(option: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof WorkspaceError) || error.code !== "revision-unknown") throw error;
    throw new UsageError(`${option}: ${error.detail}`);
  }
}
