import { WorkspaceError } from "./errors.ts";
import { startGit } from "./git.ts";
import { type RepoPath, toRepoPath } from "./path.ts";

/** Whether git's ignore rules cover paths of a working tree; each is asked for once. */
export class IgnoredPaths {
  readonly #root: string;
  readonly #known = new Map<RepoPath, boolean>();

  constructor(root: string) {
    this.#root = root;
  }

  /**
   * @param among paths that will be asked for as well: git is started once for all of them
   * @throws WorkspaceError `git-unavailable`
   */
  has(path: RepoPath, among: readonly RepoPath[] = []): boolean {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    if (among.length > 1) this.#learn(among.map(toRepoPath).filter((one) => !this.#known.has(one)));
    const answer = this.#known.get(path) ?? isIgnored(this.#root, path);
    this.#known.set(path, answer);
    return answer;
  }

  /** Git refuses all of them for one that it cannot judge: then each is asked for alone. */
  #learn(paths: readonly RepoPath[]): void {
    const input = paths.map((path) => `${path}\0`).join("");
    const { status, stdout } = startGit(this.#root, ["check-ignore", "-z", "--stdin"], { input });
    if (status !== 0 && status !== 1) return;
    const covered = new Set(stdout.toString("utf8").split("\0"));
    for (const path of paths) this.#known.set(path, covered.has(path));
  }
}

/** `git check-ignore`: exit code 0 yes, 1 no. */
function isIgnored(root: string, path: RepoPath): boolean {
  const { status, stderr } = startGit(root, ["check-ignore", "--quiet", "--", path]);
  if (status === 0 || status === 1) return status === 0;
  throw new WorkspaceError("git-unavailable", path, `git check-ignore failed: ${stderr.trim()}`);
}
