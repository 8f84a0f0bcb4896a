import { type Memo, type RepoPath, type Workspace, WorkspaceError } from "@phasegate/workspace";
import { type PrepareOptions, prepare } from "../prepare.ts";
import { type KeptMentions, mentionSpace, readPlainPacked } from "./packed.ts";

/**
 * Reads what many modules name ahead of the questions, with threads, and keeps it in the memo; no answer depends on
 * whether it was called.
 */
export async function readMentionsAhead(
  workspace: Workspace,
  memo: Memo,
  files: readonly RepoPath[],
  options: PrepareOptions,
): Promise<void> {
  const isMissing = (path: RepoPath): boolean => {
    const digest = digestOf(workspace, path);
    return digest !== undefined && memo.get(mentionSpace(path), digest) === undefined;
  };
  const keep = (path: RepoPath, mentions: KeptMentions): void => {
    const digest = workspace.digest(path);
    if (digest !== undefined) memo.set(mentionSpace(path), digest, mentions);
  };
  await prepare({ what: "mentions", isMissing, read: readPlainPacked, keep }, workspace, files, options);
}

/** What cannot be read is left to whoever asks for it. */
function digestOf(workspace: Workspace, path: RepoPath): string | undefined {
  try {
    return workspace.digest(path);
  } catch (error) {
    if (error instanceof WorkspaceError) return undefined;
    throw error;
  }
}
