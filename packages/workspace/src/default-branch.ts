import { askGit, git } from "./git.ts";
import { commitOf } from "./revision.ts";

/** A branch that changes are compared with. */
export interface Branch {
  /** Full name of the ref: the remote's state where there is one, since a local branch may hold what is judged. */
  readonly ref: string;
  /** For people: `origin/main`. */
  readonly title: string;
}

/** One that is there, with the full id of its last commit. */
export interface FoundBranch extends Branch {
  readonly commit: string;
}

/**
 * The branch that work starts from: the one that is named; else the remote's own HEAD, `main` or `master` of the remote,
 * git's configured initial branch, a local `main` or `master`, or the only branch that there is.
 * @param named by configuration or by the host of the repository: nothing else will do then
 */
export function defaultBranch(
  root: string,
  remote: string | undefined,
  named: string | undefined,
): FoundBranch | undefined {
  if (named !== undefined) return existing(root, remote, named);
  const ofRemote = remote === undefined ? undefined : remoteHead(root, remote);
  if (ofRemote !== undefined) return ofRemote;
  const initial = askGit(root, ["config", "init.defaultBranch"]);
  for (const name of [...(initial === undefined ? [] : [initial]), "main", "master"]) {
    const found = existing(root, remote, name);
    if (found !== undefined) return found;
  }
  const [only, ...others] = git(root, ["for-each-ref", "--format=%(refname:short)", "refs/heads"])
    .split("\n")
    .filter((line) => line !== "");
  return only === undefined || others.length > 0
    ? undefined
    : found(root, { ref: `refs/heads/${only}`, title: only });
}

function existing(root: string, remote: string | undefined, name: string): FoundBranch | undefined {
  const places = [
    ...(remote === undefined ? [] : [trackingBranch(remote, name)]),
    { ref: `refs/heads/${name}`, title: name },
  ];
  for (const place of places) {
    const branch = found(root, place);
    if (branch !== undefined) return branch;
  }
  return undefined;
}

function found(root: string, branch: Branch): FoundBranch | undefined {
  const commit = commitOf(root, branch.ref);
  return commit === undefined ? undefined : { ...branch, commit };
}

export function trackingBranch(remote: string, name: string): Branch {
  return { ref: `refs/remotes/${remote}/${name}`, title: `${remote}/${name}` };
}

function remoteHead(root: string, remote: string): FoundBranch | undefined {
  const prefix = `refs/remotes/${remote}/`;
  const format = "--format=%(symref) %(objecttype) %(objectname)";
  // It may point to a branch that was renamed on the remote and pruned here: then nothing is listed.
  const [ref = "", type, commit] = (askGit(root, ["for-each-ref", format, `${prefix}HEAD`]) ?? "").split(" ");
  if (commit === undefined || type !== "commit" || !ref.startsWith(prefix)) return undefined;
  return { ...trackingBranch(remote, ref.slice(prefix.length)), commit };
}
