/** Why the door refused to answer. Each code maps to one finding of the same meaning in the gate kit. */
export const workspaceErrorCodes = [
  "outside-repository",
  "not-a-file",
  "not-a-directory",
  "not-utf8",
  "unreadable",
  "git-unavailable",
  "revision-unknown",
  "object-missing",
] as const;

export type WorkspaceErrorCode = (typeof workspaceErrorCodes)[number];

/** Thrown when a path cannot be answered for. Absence is not an error: absent paths are `undefined`. */
export class WorkspaceError extends Error {
  override readonly name = "WorkspaceError";
  readonly code: WorkspaceErrorCode;
  /** Path as asked for: relative to the repository root where it can be. */
  readonly path: string;
  readonly detail: string;

  constructor(code: WorkspaceErrorCode, path: string, detail: string) {
    super(`${path || "."}: ${detail}`);
    this.code = code;
    this.path = path;
    this.detail = detail;
  }
}
