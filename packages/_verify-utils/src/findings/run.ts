import { finding, list } from "./define.ts";

/** Findings about gates, checks and the run itself. */
export const runFindings = {
  "scope-empty": finding<{ unit: string; candidates: number; roster: string }>({
    verdict: "failed",
    title: "A check selected nothing",
    message: ({ unit, candidates, roster }) =>
      `0 of ${candidates} ${unit} (${roster}) were selected, so nothing was judged`,
    mend: () => "correct what the check selects; if nothing is fine, the gate has to say so",
    meaning:
      "A check over an empty set is true of everything. An empty scope is not success unless the author wrote that zero is fine.",
    sample: { unit: "calls", candidates: 12, roster: "git" },
  }),
  "need-unmet": finding<{ need: string; verdict: string; cause: string }>({
    verdict: "blocked",
    title: "A gate that this one needs did not pass",
    message: ({ need, verdict, cause }) =>
      `it needs ${need}, which is ${verdict}${cause === "" ? "" : `: ${cause}`}`,
    mend: ({ need }) => `mend ${need} first`,
    meaning:
      "Needs are computed in the same process and in order; a gate on top of one that did not pass cannot be known to hold.",
    sample: { need: "e1-dedupe-policy", verdict: "failed", cause: "«dedupe > evaluates once» failed" },
  }),
  "check-crashed": finding<{ error: string; where: string }>({
    verdict: "blocked",
    title: "A check threw an error",
    message: ({ error, where }) =>
      `the check could not be carried out: ${error}${where === "" ? "" : ` (${where})`}`,
    mend: () => "this is a defect of the check, not of the repository: please report it with this message",
    meaning: "Nothing that throws becomes passed.",
    sample: { error: "TypeError: x is not a function", where: "importConfined" },
  }),
  "workspace-refused": finding<{ path: string; detail: string }>({
    verdict: "blocked",
    title: "A path could not be read",
    message: ({ path, detail }) => `${path || "the repository"} could not be read: ${detail}`,
    mend: () => "make the path readable, and keep it inside the repository",
    meaning:
      "What cannot be read cannot be judged. Symbolic links that lead out of the repository are refused, since what they show differs from machine to machine.",
    sample: { path: "docs/DECISIONS.md", detail: "a symbolic link on this path leads out of the repository" },
  }),
  "base-unknown": finding<{ why: string; command: string }>({
    verdict: "blocked",
    title: "It is not known what the change is to be compared with",
    message: ({ why }) => `the base of this change is not known: ${why}`,
    mend: ({ command }) => `run \`${command}\``,
    meaning:
      "What only ever goes forward is compared with a base revision. Where its history was not fetched, nothing can be said of the way from there to here.",
    sample: {
      why: "this clone is shallow, and the merge base of HEAD and origin/main lies before its first commit",
      command: "git fetch --unshallow origin",
    },
  }),
  "base-waived": finding<object>({
    verdict: "blocked",
    title: "The comparison with the base was turned off",
    message: () => "this run compares with nothing (--base none)",
    mend: () => "run it without `--base none`",
    meaning:
      "`--base none` judges a tree as it stands, whatever was there before. An exit gate decides on a change, so it refuses that.",
    sample: {},
  }),
  "workspace-unsupported": finding<{ kind: string; supports: readonly string[] }>({
    verdict: "blocked",
    title: "A check cannot judge this kind of workspace",
    message: ({ kind, supports }) => `this check judges ${list(supports)}, not ${kind}`,
    mend: () => "run it on a kind that it supports",
    meaning: "Derived evidence exists only beside a working tree; on a bare revision there is none.",
    sample: { kind: "revision", supports: ["working-tree", "index", "overlay"] },
  }),
  "waiver-expired": finding<{ finding: string; owner: string; expires: string }>({
    verdict: "failed",
    title: "A waiver has expired",
    message: ({ finding: code, owner, expires }) => `the waiver of ${code} by ${owner} expired on ${expires}`,
    mend: () => "mend the finding, or let the owner decide anew",
    meaning: "A waiver is a debt with a date.",
    sample: { finding: "call-missing", owner: "ana", expires: "2026-01-31" },
  }),
  "waiver-unused": finding<{ finding: string; gate: string; owner: string }>({
    verdict: "failed",
    title: "A waiver waives nothing",
    message: ({ finding: code, gate, owner }) =>
      `the waiver of ${code} in ${gate} by ${owner} fits no finding`,
    mend: () => "remove it from phasegate.config.ts",
    meaning: "A waiver that waits for a finding would hide the next one.",
    sample: { finding: "call-missing", gate: "e1-dedupe-policy", owner: "ana" },
  }),
  "all-waived": finding<{ waived: number }>({
    verdict: "blocked",
    title: "Everything that a gate checks is waived",
    message: ({ waived }) => `all ${waived} checks are waived, so nothing is left that passed`,
    mend: () => "mend at least one of them",
    meaning: "What is waived never counts as passed.",
    sample: { waived: 2 },
  }),
} as const;
