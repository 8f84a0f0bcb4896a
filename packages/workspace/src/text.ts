import { createHash } from "node:crypto";
import { WorkspaceError } from "./errors.ts";
import type { RepoPath } from "./path.ts";
import type { Workspace } from "./workspace.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * A file as text; a byte order mark is kept, so that offsets stay those of the file.
 * @returns `undefined` when the file is absent
 * @throws WorkspaceError `not-utf8` for bytes that are not UTF-8
 */
export function readText(workspace: Workspace, path: RepoPath): string | undefined {
  const bytes = workspace.read(path);
  if (bytes === undefined) return undefined;
  const known = texts.get(bytes);
  if (known !== undefined) return known;
  try {
    const text = utf8.decode(bytes);
    texts.set(bytes, text);
    return text;
  } catch {
    throw new WorkspaceError("not-utf8", path, "expected UTF-8 text, got bytes that are not");
  }
}

/** By the very bytes: a workspace gives the same ones again, and so does whatever lies on it. */
const texts = new WeakMap<Uint8Array, string>();

/** Git's id of a blob with these bytes: SHA-1 over `blob <size>\0` and the bytes (git's object format). */
export function blobId(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}
