import { spawnSync } from "node:child_process";
import { WorkspaceError } from "./errors.ts";

/** Runs git in a folder and gives its output. @throws WorkspaceError `git-unavailable` with git's own words. */
export function git(root: string, args: readonly string[]): string {
  return gitBytes(root, args).toString("utf8");
}

/** Like {@link git}, for output that may be no text. */
export function gitBytes(root: string, args: readonly string[], options: GitOptions = {}): Buffer {
  const { status, stdout, stderr } = startGit(root, args, options);
  if (status === 0) return stdout;
  throw new WorkspaceError(
    "git-unavailable",
    "",
    `git ${args[0]} failed: ${stderr.trim() || `exit ${status}`}`,
  );
}

/** First line of git's output; `undefined` when git says no by its exit code. */
export function askGit(root: string, args: readonly string[]): string | undefined {
  const { status, stdout } = startGit(root, args);
  return status === 0 ? (stdout.toString("utf8").split("\n", 1)[0] ?? "") : undefined;
}

export interface GitOptions {
  readonly input?: string;
  /** Bytes of output after which git is stopped: its run then ends with status 1 and the output so far. */
  readonly atMost?: number;
  readonly env?: Readonly<Record<string, string>>;
}

export interface GitRun {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Runs git to its end.
 * @throws WorkspaceError `git-unavailable` when it cannot be started, or was killed: then its output is no answer
 */
export function startGit(root: string, args: readonly string[], options: GitOptions = {}): GitRun {
  const { input, atMost = 1 << 30 } = options;
  const { error, status, signal, stdout, stderr } = spawnSync("git", ["-C", root, ...args], {
    maxBuffer: atMost,
    env: { ...gitEnvironment(), ...options.env },
    ...(input === undefined ? {} : { input }),
  });
  if (options.atMost !== undefined && error !== undefined && "code" in error && error.code === "ENOBUFS") {
    return { status: 1, stdout, stderr: "" };
  }
  if (error) throw new WorkspaceError("git-unavailable", "", `git could not be run (${error.message})`);
  if (status === null) {
    throw new WorkspaceError("git-unavailable", "", `git ${args[0]} was ended by ${signal ?? "a signal"}`);
  }
  return { status, stdout, stderr: stderr.toString("utf8") };
}

/**
 * Inside a hook git names a repository and an index of its own; the folder that was asked for counts. Objects are what
 * their ids say (no replacements), and looking never goes over the network: a partial clone says what it lacks.
 */
function gitEnvironment(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, ...rest } = process.env;
  return {
    ...rest,
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "",
    LC_ALL: "C",
  };
}
