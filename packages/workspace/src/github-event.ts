import { readFileSync } from "node:fs";
import { z } from "zod";

type Environment = Readonly<Record<string, string | undefined>>;

const objectId = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "expected an object id");
const branch = z.string().min(1);
const repository = z.object({ default_branch: branch });

/** What a run of GitHub Actions is about: the parts of its documented webhook payloads that name commits. */
const events = {
  pull_request: z.object({
    pull_request: z.object({
      base: z.object({ ref: branch, sha: objectId }),
      head: z.object({ sha: objectId }),
    }),
  }),
  merge_group: z.object({ merge_group: z.object({ base_sha: objectId, base_ref: branch }) }),
  push: z.object({ ref: z.string().min(1), before: objectId, created: z.boolean().optional(), repository }),
  other: z.object({ repository: repository.optional() }),
} as const;

export type GithubEvent =
  | { readonly kind: "pull-request"; readonly target: boolean; readonly base: string; readonly head: string }
  | { readonly kind: "merge-queue"; readonly base: string; readonly branch: string }
  | { readonly kind: "push"; readonly ref: string; readonly before: string; readonly defaultBranch: string }
  | { readonly kind: "other"; readonly name: string; readonly defaultBranch: string | undefined }
  | { readonly kind: "unreadable"; readonly why: string };

/**
 * The event of a run of GitHub Actions; `undefined` anywhere else.
 * Source: docs.github.com, "Variables reference" and "Events that trigger workflows".
 */
export function githubEvent(env: Environment): GithubEvent | undefined {
  if (env["GITHUB_ACTIONS"] !== "true") return undefined;
  const name = env["GITHUB_EVENT_NAME"] ?? "";
  try {
    return understood(name, payloadOf(env["GITHUB_EVENT_PATH"]));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error).replaceAll("\n", " ") : String(error);
    return {
      kind: "unreadable",
      why: `the event ${JSON.stringify(name)} of GitHub Actions was not understood: ${reason}`,
    };
  }
}

function payloadOf(path: string | undefined): unknown {
  if (path === undefined || path === "") throw new Error("GITHUB_EVENT_PATH is not set");
  return JSON.parse(readFileSync(path, "utf8"));
}

function understood(name: string, payload: unknown): GithubEvent {
  switch (name) {
    case "pull_request":
    case "pull_request_target":
    case "pull_request_review":
    case "pull_request_review_comment": {
      const { base, head } = events.pull_request.parse(payload).pull_request;
      return { kind: "pull-request", target: name === "pull_request_target", base: base.ref, head: head.sha };
    }
    case "merge_group": {
      const { base_sha, base_ref } = events.merge_group.parse(payload).merge_group;
      return { kind: "merge-queue", base: base_sha, branch: base_ref.replace(/^refs\/heads\//, "") };
    }
    case "push": {
      const { ref, before, repository: of } = events.push.parse(payload);
      return { kind: "push", ref, before, defaultBranch: of.default_branch };
    }
    default: {
      const { repository: of } = events.other.parse(payload);
      return { kind: "other", name, defaultBranch: of?.default_branch };
    }
  }
}
