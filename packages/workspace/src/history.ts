import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { WorkspaceError } from "./errors.ts";
import { askGit, git, startGit } from "./git.ts";

/** Where two commits parted. */
export type Fork =
  | { readonly kind: "at"; readonly commit: string }
  /** They share nothing. */
  | { readonly kind: "nowhere" }
  /** The clone ends before the place, or may hide a later one. */
  | { readonly kind: "cut" }
  /** Several places, and none of them was a state of the second one's own line. */
  | { readonly kind: "several" };

/**
 * The best common ancestor of a commit and a branch. Of several (after merges in both directions) it is the one on the
 * branch's first-parent line: a state that the branch was really in, where the others came in with what was merged.
 * @param commit full id
 * @param branch full id of the branch's last commit
 */
export function forkOf(root: string, commit: string, branch: string): Fork {
  if (commit === branch) return { kind: "at", commit };
  const { status, stdout, stderr } = startGit(root, ["merge-base", "--all", commit, branch]);
  if (status > 1) throw new WorkspaceError("git-unavailable", "", `git merge-base failed: ${stderr.trim()}`);
  if (isCut(root, commit, branch, status === 1)) return { kind: "cut" };
  const [first, ...more] = lines(stdout.toString("utf8"));
  if (first === undefined) return { kind: "nowhere" };
  if (more.length === 0) return { kind: "at", commit: first };
  const line = new Set(lines(git(root, ["rev-list", "--first-parent", branch])));
  const own = [first, ...more].find((one) => line.has(one));
  return own === undefined ? { kind: "several" } : { kind: "at", commit: own };
}

/**
 * Whether a shallow clone may answer wrongly. A common ancestor that it finds is one; a later one can hide only behind
 * an end of history that belongs to one side alone.
 */
function isCut(root: string, commit: string, branch: string, foundNone: boolean): boolean {
  const ends = shallowEnds(root);
  if (ends.size === 0) return false;
  return foundNone || lines(git(root, ["rev-list", `${commit}...${branch}`])).some((id) => ends.has(id));
}

/** Commits whose parents were not fetched. */
function shallowEnds(root: string): ReadonlySet<string> {
  const file = resolve(root, git(root, ["rev-parse", "--git-path", "shallow"]).replace(/\r?\n$/, ""));
  try {
    return new Set(lines(readFileSync(file, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return new Set();
    throw error;
  }
}

export function isShallow(root: string): boolean {
  return askGit(root, ["rev-parse", "--is-shallow-repository"]) === "true";
}

/** Ids of a commit's parents as it names them itself, also of those that were not fetched. */
export function parentsOf(root: string, commit: string): readonly string[] {
  const [header = ""] = git(root, ["cat-file", "commit", commit]).split("\n\n", 1);
  return lines(header).flatMap((line) => (line.startsWith("parent ") ? [line.slice("parent ".length)] : []));
}

/** The remote that commits come from: `origin`, or the only one. */
export function remoteOf(root: string): string | undefined {
  const remotes = lines(git(root, ["remote"]));
  if (remotes.includes("origin")) return "origin";
  return remotes.length === 1 ? remotes[0] : undefined;
}

function lines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== "");
}
