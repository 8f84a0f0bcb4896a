import { type GitOptions, gitBytes } from "./git.ts";
import type { RepoPath } from "./path.ts";
import type { Repository } from "./repository.ts";
import { entryOf, put, records, type Tree, type TreeEntry, treeOf } from "./tree.ts";

/** Ids of nothing, by object format: the empty blob, which also stands for what is only announced, and the empty tree. */
const empty: Readonly<Record<string, { readonly blob: string; readonly tree: string }>> = {
  sha1: {
    blob: "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    tree: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
  },
  sha256: {
    blob: "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    tree: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
  },
};

const inConflict: TreeEntry = {
  kind: "refused",
  why: "it is in conflict; resolve it and `git add` it",
};

const onlyAnnounced: TreeEntry = {
  kind: "refused",
  why: "it is only announced (`git add --intent-to-add`), so what would be committed is not known; `git add` it",
};

/**
 * The entries of an index: also those that a sparse checkout leaves out of the working tree.
 * @param file the index to read; the repository's own where absent
 * @throws WorkspaceError `git-unavailable` for an index that git cannot read
 */
export function readIndex({ root, objectFormat }: Repository, file: string | undefined): Tree {
  const entries = new Map<RepoPath, TreeEntry>();
  let mayBeAnnounced = false;
  for (const record of records(gitBytes(root, ["ls-files", "-z", "--stage"], withIndex(file)))) {
    const [mode = "", id = "", stage] = record.head.split(" ");
    if (stage !== "0") {
      entries.set(record.path, inConflict);
      continue;
    }
    mayBeAnnounced ||= id === empty[objectFormat]?.blob;
    put(entries, record, entryOf(mode, id));
  }
  if (mayBeAnnounced) refuseAnnounced(root, file, entries, empty[objectFormat]?.tree ?? "");
  return treeOf(entries);
}

/** `git ls-files` shows what is only announced like an empty file; a comparison can leave it out. */
function refuseAnnounced(
  root: string,
  file: string | undefined,
  entries: Map<RepoPath, TreeEntry>,
  emptyTree: string,
): void {
  const args = [
    "diff-index",
    "--cached",
    "--ita-invisible-in-index",
    "--no-renames",
    "--raw",
    "--no-abbrev",
    "-z",
  ];
  const out = gitBytes(root, [...args, emptyTree], withIndex(file)).toString("utf8");
  // Each entry is `:<modes and ids> <status>`, NUL, the path, NUL.
  const staged = new Set(out.split("\0").filter((_, at) => at % 2 === 1));
  for (const [path, { kind }] of entries) {
    if (kind !== "refused" && !staged.has(path)) entries.set(path, onlyAnnounced);
  }
}

export function withIndex(file: string | undefined): GitOptions {
  return file === undefined ? {} : { env: { GIT_INDEX_FILE: file } };
}
