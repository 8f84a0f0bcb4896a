import { WorkspaceError } from "./errors.ts";
import { startGit } from "./git.ts";
import type { RepoPath } from "./path.ts";

/** Blobs of a repository, by id. */
export interface Blobs {
  /**
   * The blob's bytes.
   * @param ahead ids that are likely to be asked for next, nearest first; some of them are fetched along
   * @throws WorkspaceError `object-missing` with the command that fetches it
   */
  read(id: string, path: RepoPath, ahead: () => Iterable<string>): Uint8Array;
}

/** As many blobs are read ahead as were missed so far, up to this. */
const mostAhead = 4096;

/** And no more than these bytes at once. */
const mostBytes = 64 << 20;

/**
 * Reads by `git cat-file --batch`, a process for each miss that takes along twice as much as the one before: all blobs
 * of a repository cost a dozen processes, and one blob costs one. (A process that lives on needs a thread to wait for
 * it, which costs as much as ten of these, and has to be ended.)
 */
export function openBlobs(root: string): Blobs {
  const known = new Map<string, Uint8Array>();
  let reach = 1;
  return {
    read(id, path, ahead) {
      const held = known.get(id);
      if (held !== undefined) return held;
      const wanted = new Set([id]);
      for (const next of reach > 1 ? ahead() : []) {
        if (wanted.size >= reach) break;
        if (!known.has(next)) wanted.add(next);
      }
      reach = Math.min(reach * 2, mostAhead);
      fetch(root, wanted, known, mostBytes);
      const bytes = known.get(id);
      if (bytes !== undefined) return bytes;
      // What was taken along can be what is missing; and one blob may be as large as it is.
      reach = 1;
      fetch(root, new Set([id]), known);
      const alone = known.get(id);
      if (alone !== undefined) return alone;
      throw new WorkspaceError(
        "object-missing",
        path,
        `its content (${id}) is not in this clone; \`${fetchObjects(root)}\` brings it`,
      );
    },
  };
}

/** Puts what git finds of the blobs into `known`. */
function fetch(
  root: string,
  ids: ReadonlySet<string>,
  known: Map<string, Uint8Array>,
  atMost?: number,
): void {
  const { stdout } = startGit(root, ["cat-file", "--batch", "--buffer"], {
    input: `${[...ids].join("\n")}\n`,
    ...(atMost === undefined ? {} : { atMost }),
  });
  for (let start = 0; start < stdout.length; ) {
    const line = stdout.indexOf(10, start);
    if (line < 0) break;
    const [id = "", type, size] = stdout.toString("latin1", start, line).split(" ");
    start = line + 1;
    if (size === undefined) continue;
    const end = start + Number(size);
    // A batch that broke off holds less than it announced.
    if (end >= stdout.length) break;
    if (type === "blob") known.set(id, stdout.subarray(start, end));
    start = end + 1;
  }
}

/** The command that makes a partial clone whole. */
export function fetchObjects(root: string): string {
  const { stdout } = startGit(root, ["config", "--get-regexp", "^remote\\..*\\.promisor$"]);
  const remote = /^remote\.(.*)\.promisor /.exec(stdout.toString("utf8"))?.[1] ?? "origin";
  return `git fetch --refetch --no-filter ${remote}`;
}
