import type { Base, BaseChoice } from "./base.ts";
import { type Branch, defaultBranch, type FoundBranch, trackingBranch } from "./default-branch.ts";
import { gitBytes } from "./git.ts";
import { type GithubEvent, githubEvent } from "./github-event.ts";
import { forkOf, isShallow, parentsOf, remoteOf } from "./history.ts";
import { withIndex } from "./read-index.ts";
import { indexFile, type Repository, repositoryAt } from "./repository.ts";
import { commitOf, openCommit, openEmptyTree, openRevision } from "./revision.ts";
import { shellWord } from "./shell.ts";

export interface BaseRequest {
  /** A commit by any name, or `none`; chosen from the history and `env` where absent. */
  readonly requested?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is compared with the base: what lies in the working tree or the index on top of HEAD, or a commit. */
  readonly judged: "working-tree" | "index" | { readonly commit: string };
  /** Name of the branch that work starts from, where the host of the repository does not say; found out where absent. */
  readonly defaultBranch?: string;
}

interface Choosing extends BaseRequest {
  readonly repository: Repository;
  readonly root: string;
  /** Commit that is judged, or lies below what is. */
  readonly head: string;
  readonly remote: string | undefined;
}

/**
 * What a change is compared with, so that it can be seen to go forward only.
 * - Pull request: where it parted from its base branch. Merge queue: what the queue merges into. Push to the default
 *   branch: the commit before the push, also when the push rewrote history; the empty tree when the push made the branch.
 * - Everywhere else: where HEAD parted from the default branch. When that is HEAD itself: HEAD, if something is changed on
 *   top of it; else its first parent, since nothing could ever be found by comparing a commit with itself.
 * @throws WorkspaceError `revision-unknown` when no commit has the requested name; `git-unavailable`
 */
export function selectBase(folder: string, request: BaseRequest): Base {
  const { requested, judged, env } = request;
  if (requested === "none") return { kind: "none" };
  if (requested !== undefined) {
    return { kind: "revision", how: "named", ref: requested, ...openRevision(folder, requested) };
  }
  const name = typeof judged === "string" ? "HEAD" : judged.commit;
  const { repository, commit: head } = repositoryAt(folder, name);
  const { root } = repository;
  if (head === undefined) return { kind: "root", workspace: openEmptyTree(root) };
  const choosing: Choosing = { ...request, repository, root, head, remote: remoteOf(root) };
  // An event of the CI speaks of what was checked out, and of no other commit.
  const event = typeof judged === "string" ? githubEvent(env) : undefined;
  return event === undefined ? ofHistory(choosing, request.defaultBranch) : ofEvent(choosing, event);
}

function ofEvent(choosing: Choosing, event: GithubEvent): Base {
  switch (event.kind) {
    case "pull-request":
      return ofPullRequest(choosing, event);
    case "merge-queue":
      return at(choosing, "merge-queue", event.base, `${event.branch} before the merge`);
    case "push":
      return ofPush(choosing, event);
    case "other":
      return ofHistory(choosing, event.defaultBranch ?? choosing.defaultBranch);
    case "unreadable":
      return unnamed(event.why);
  }
}

function ofPullRequest(
  choosing: Choosing,
  { target, base, head }: Extract<GithubEvent, { readonly kind: "pull-request" }>,
): Base {
  const [onto, merged] = parentsOf(choosing.root, choosing.head);
  // GitHub checks out its own trial merge of the pull request into the base branch.
  if (merged === head && onto !== undefined) return at(choosing, "pull-request", onto, base);
  if (target && choosing.head !== head) {
    return unnamed(
      "this run was triggered by a pull request, and what is checked out is not that pull request",
    );
  }
  const { root, remote } = choosing;
  const branch = trackingBranch(remote ?? "origin", base);
  const commit = commitOf(root, branch.ref);
  if (commit === undefined) {
    return {
      kind: "unknown",
      why: `the base branch ${base} was not fetched`,
      command: fetchBranch(choosing, branch),
    };
  }
  return since(choosing, "pull-request", { ...branch, commit });
}

function ofPush(
  choosing: Choosing,
  { ref, before, defaultBranch: name }: Extract<GithubEvent, { readonly kind: "push" }>,
): Base {
  // The host's word, not that of a configuration which the change itself may have edited.
  if (ref !== `refs/heads/${name}`) return ofHistory(choosing, name);
  if (/^0+$/.test(before)) return { kind: "root", workspace: openEmptyTree(choosing.root) };
  return at(choosing, "push", before, `${name} before the push`);
}

function ofHistory(choosing: Choosing, name: string | undefined): Base {
  const { root, remote, head } = choosing;
  const branch = defaultBranch(root, remote, name);
  if (branch === undefined && name !== undefined && remote !== undefined) {
    const command = fetchBranch(choosing, trackingBranch(remote, name));
    return { kind: "unknown", why: `the default branch ${name} was not fetched`, command };
  }
  if (branch === undefined) {
    return unnamed(
      name === undefined
        ? "it is not known which branch work starts from; policy.defaultBranch in phasegate.config.ts names it"
        : `there is no branch ${name}`,
    );
  }
  const base = since(choosing, "local", branch);
  if (base.kind !== "revision" || base.commit !== head) return base;
  return isChanged(choosing) ? at(choosing, "head", head, "HEAD") : beforeHead(choosing);
}

/** Where the judged commit parted from a branch. */
function since(choosing: Choosing, how: BaseChoice, branch: FoundBranch): Base {
  const fork = forkOf(choosing.root, choosing.head, branch.commit);
  switch (fork.kind) {
    case "at":
      return at(choosing, how, fork.commit, branch.title);
    case "cut":
      return {
        kind: "unknown",
        why: `this clone is shallow, and does not reach back to where HEAD parted from ${branch.title}`,
        command: fetchBranch(choosing, branch),
      };
    case "nowhere":
      return unnamed(`HEAD and ${branch.title} have no commit in common`);
    case "several":
      return unnamed(
        `HEAD and ${branch.title} were merged into each other, and none of the commits that they share was a state of ${branch.title}`,
      );
  }
}

function beforeHead(choosing: Choosing): Base {
  const [parent] = parentsOf(choosing.root, choosing.head);
  if (parent === undefined) return { kind: "root", workspace: openEmptyTree(choosing.root) };
  return at(choosing, "local", parent, "the commit before HEAD");
}

function at({ repository, root, head, remote }: Choosing, how: BaseChoice, id: string, ref: string): Base {
  const commit = id === head ? head : commitOf(root, id);
  if (commit !== undefined) return { kind: "revision", how, ref, ...openCommit(repository, commit) };
  // Asking for a depth in a whole clone would make it shallow.
  const depth = isShallow(root) ? "--depth=1 " : "";
  return {
    kind: "unknown",
    why: `${ref} is the commit ${id}, which was not fetched`,
    command: `git fetch ${depth}${shellWord(remote ?? "origin")} ${id}`,
  };
}

/** What is changed on top of HEAD; a commit by itself has nothing on top. */
function isChanged({ judged, root, repository, env }: Choosing): boolean {
  if (judged === "working-tree") return gitBytes(root, ["status", "--porcelain", "-z"]).length > 0;
  if (judged !== "index") return false;
  const options = withIndex(indexFile(repository, env["GIT_INDEX_FILE"]));
  return gitBytes(root, ["diff-index", "--cached", "--raw", "-z", "HEAD"], options).length > 0;
}

function fetchBranch({ root, remote }: Choosing, { ref, title }: Branch): string {
  const from = remote ?? "origin";
  const name = ref.startsWith("refs/remotes/") ? title.slice(from.length + 1) : title;
  const deep = isShallow(root) ? "--unshallow " : "";
  const spec = `+refs/heads/${name}:refs/remotes/${from}/${name}`;
  return `git fetch ${deep}${shellWord(from)} ${shellWord(spec)}`;
}

function unnamed(why: string): Base {
  return { kind: "unknown", why, command: "phasegate verify --base <commit>" };
}
