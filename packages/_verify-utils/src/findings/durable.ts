import { finding, list } from "./define.ts";

export interface Read {
  readonly gate: string;
  readonly check: string;
  readonly path: string;
  /** How many further checks looked at it. */
  readonly others: number;
}

const reader = ({ gate, check, path, others }: Read): string =>
  `${gate} → ${check}${others === 0 ? "" : ` (and ${others} more)`} → ${path}`;

/** Findings on what gates read. */
export const durableFindings = {
  "source-not-durable": finding<Read & { why: string }>({
    verdict: "failed",
    title: "A gate reads something that does not survive cleanup",
    message: (args) => `${reader(args)} is ${args.why}`,
    mend: ({ path }) =>
      `move what matters from ${path} to a durable document that git tracks, or let nothing that is judged read it`,
    meaning:
      "A closure has to hold after scratch files are cleaned up and in a fresh clone. What gates read as a source is tracked by git and not ephemeral by the policy; every link on the way to it as well.",
    sample: {
      gate: "e4-disposition",
      check: "statusesAgree:*",
      path: "docs/.scratch/outcome.md",
      others: 0,
      why: "ephemeral by policy (**/.scratch/**)",
    },
  }),
  "ephemeral-differs": finding<{ glob: string; example: string; wanted: boolean }>({
    verdict: "failed",
    title: "The policy says something else of what survives cleanup than the gate",
    message: ({ glob, example, wanted }) =>
      wanted
        ? `policy.ephemeral does not cover ${glob}: ${example} would count as durable`
        : `policy.ephemeral covers ${glob}, which lasts: ${example} would count as ephemeral`,
    mend: ({ glob, wanted }) =>
      wanted ? `add ${glob} to policy.ephemeral` : `take what covers ${glob} out of policy.ephemeral`,
    meaning:
      "What gates read as a source has to survive cleanup, and the policy says what does not. Where it calls nothing ephemeral, every scratch file is as good as a document.",
    sample: { glob: "**/AGENT_*_SCRATCHPAD.md", example: "AGENT_X_SCRATCHPAD.md", wanted: true },
  }),
  "source-untracked": finding<Read & { also: readonly string[]; more: number; command: string }>({
    verdict: "blocked",
    title: "A gate reads a file that git does not track yet",
    message: (args) => {
      const also = args.also.length === 0 ? "" : `; so is ${list(args.also)}`;
      return `${reader(args)} is not tracked by git${also}${args.more === 0 ? "" : ` and ${args.more} more`}`;
    },
    mend: ({ command, path }) => `run \`${command}\`; or remove ${path}`,
    meaning:
      "What is only in somebody's working tree is not in what they push, so nobody knows whether the verdict holds there. A file that is staged counts; a module of a package that git has never known is new work, and told as an assumption.",
    sample: {
      gate: "e1-dedupe-policy",
      check: "documentsMention:docs/*.md",
      path: "docs/new.md",
      others: 3,
      also: [],
      more: 0,
      command: "git add -- docs/new.md",
    },
  }),
  "derived-undeclared": finding<Read>({
    verdict: "failed",
    title: "A gate reads something that is made, and no task declares that it makes it",
    message: (args) =>
      `${reader(args)} is ignored by git, and is no declared output of a task that makes evidence`,
    mend: ({ path }) =>
      `declare ${path} among the outputs of the task that makes it; or track it, where it is a source`,
    meaning:
      "What git ignores is either made from sources by a declared task, so that anyone can make it again and a cache brings it back, or it is something that happens to lie there.",
    sample: {
      gate: "e1-dedupe-policy",
      check: "noTestFailed:@rawr/server",
      path: "apps/server/report/tests.json",
      others: 0,
    },
  }),
} as const;
