import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { git, gitBytes } from "@phasegate/workspace";
import picomatch from "picomatch";
import { checkOut, startBeside } from "../base-tool/check-out.ts";
import type { Judged } from "../judged.ts";

export interface CleanClone {
  /** Root of the repository. */
  readonly root: string;
  readonly judged: Judged;
  readonly head: string | null;
  /** Absolute path of an empty folder. */
  readonly folder: string;
  /** Globs of what does not survive cleanup. */
  readonly ephemeral: readonly string[];
  /** Index that a hook was given. */
  readonly index: string | undefined;
}

const noHooks = ["-c", "core.hooksPath=/dev/null"] as const;

/**
 * Fills a folder with what would be left of the judged content after it was committed, cloned and cleaned up: what git
 * tracks, committed on top of HEAD, without what is ephemeral. Nothing is written to the repository, its objects included.
 * @throws WorkspaceError `git-unavailable` with git's words
 */
export function makeCleanClone(clone: CleanClone): void {
  const { root, judged, folder, head, ephemeral } = clone;
  if (typeof judged === "object") {
    checkOut(root, judged.at, folder);
  } else {
    startBeside(root, folder);
    const tree = treeOf(clone);
    git(folder, [...noHooks, "read-tree", "--reset", "-u", tree]);
    if (head !== null) git(folder, ["update-ref", "--no-deref", "HEAD", head]);
  }
  const isEphemeral = picomatch([...ephemeral], { dot: true });
  const paths = git(folder, ["ls-files", "-z"]).split("\0");
  for (const path of paths) if (path !== "" && isEphemeral(path)) rmSync(join(folder, path), { force: true });
  const who = [
    "-c",
    "user.name=rehearsal",
    "-c",
    "user.email=rehearsal@localhost",
    "-c",
    "commit.gpgsign=false",
  ];
  git(folder, ["add", "--update"]);
  git(folder, [...noHooks, ...who, "commit", "--quiet", "--allow-empty", "--no-verify", "-m", "rehearsal"]);
}

/** The tree of an index, or of an index with everything that is tracked as it lies on disk; new objects go to the folder. */
function treeOf({ root, judged, folder, index }: CleanClone): string {
  const ask = (what: string) => resolve(root, git(root, ["rev-parse", "--git-path", what]).trim());
  const copy = join(folder, ".git/judged-index");
  const source = judged === "index" && index !== undefined ? resolve(root, index) : ask("index");
  if (existsSync(source)) copyFileSync(source, copy);
  const env = {
    GIT_INDEX_FILE: copy,
    GIT_OBJECT_DIRECTORY: join(folder, ".git/objects"),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: ask("objects"),
  };
  if (judged === "working-tree") gitBytes(root, ["add", "--update", ":/"], { env });
  return gitBytes(root, ["write-tree"], { env }).toString("utf8").trim();
}

/** Marks a clone, so that what runs in it does not rehearse again. */
export function markClone(folder: string): void {
  mkdirSync(join(folder, ".git/phasegate"), { recursive: true });
  writeFileSync(join(folder, ".git/phasegate/rehearsal"), "");
}

export function isMarkedClone(root: string): boolean {
  return existsSync(join(root, ".git/phasegate/rehearsal"));
}
