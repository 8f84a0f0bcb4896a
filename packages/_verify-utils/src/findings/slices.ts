import { finding, list } from "./define.ts";

export interface OfSlice {
  readonly breakdown: string;
  readonly slice: string;
}

const breakdown = "docs/WORKBREAKDOWN.yaml";

/** Findings on a work breakdown. */
export const sliceFindings = {
  "slice-repeated": finding<OfSlice & { what: string; value: string; first: string }>({
    verdict: "failed",
    title: "Two slices share what each has alone",
    message: ({ slice, what, value, first }) =>
      `${slice} has the ${what} ${value}, which ${first} has already`,
    mend: ({ what, slice }) => `give ${slice} a ${what} of its own`,
    meaning:
      "Ids, branches and artifacts lead to one slice: gates, the stack and the exit of the phase find it by them.",
    sample: { breakdown, slice: "E2", what: "branch", value: "phase-e-e1", first: "E1" },
  }),
  "slice-unknown": finding<OfSlice & { named: string; known: readonly string[] }>({
    verdict: "failed",
    title: "A slice depends on one that is not there",
    message: ({ slice, named, known }) => `${slice} depends on ${named}; there are ${list(known)}`,
    mend: () => "name a slice of the breakdown, or add it",
    meaning: "What waits for something that nobody does waits for ever, or for nothing.",
    sample: { breakdown, slice: "E4", named: "E9", known: ["E1", "E2"] },
  }),
  "slice-circular": finding<{ breakdown: string; circle: readonly string[]; by: "dependencies" | "parents" }>(
    {
      verdict: "failed",
      title: "Slices wait for one another in a circle",
      message: ({ circle, by }) => `${by} run in a circle: ${[...circle, circle[0]].join(" → ")}`,
      mend: ({ by }) => `take one of these ${by} away`,
      meaning: "None of them can begin, and none of their branches has a bottom.",
      sample: { breakdown, circle: ["E1", "E2"], by: "dependencies" },
    },
  ),
  "slice-parent-unknown": finding<OfSlice & { parent: string; root: string; known: readonly string[] }>({
    verdict: "failed",
    title: "A slice is stacked on a branch that is not there",
    message: ({ slice, parent, root, known }) =>
      `${slice} is stacked on ${parent}, which is neither the root ${root} nor a branch of a slice (${list(known)})`,
    mend: ({ root }) => `name ${root}, or the branch of another slice, as \`parent\``,
    meaning: "The stack starts at the root of the phase, and every branch of it belongs to a slice.",
    sample: { breakdown, slice: "E2", parent: "main", root: "phase-e", known: ["phase-e-e1"] },
  }),
  "slice-not-stacked": finding<OfSlice & { dependency: string; parent: string }>({
    verdict: "failed",
    title: "A slice is not stacked on what it depends on",
    message: ({ slice, dependency, parent }) =>
      `${slice} depends on ${dependency}, and its branch, stacked on ${parent}, does not hold the branch of ${dependency}`,
    mend: ({ slice, dependency }) => `stack ${slice} above ${dependency}, or take the dependency away`,
    meaning: "A branch holds what is below it in the stack, and nothing else.",
    sample: { breakdown, slice: "E4", dependency: "E2", parent: "phase-e" },
  }),
  "slice-owner-unknown": finding<OfSlice & { owner: string; known: readonly string[] }>({
    verdict: "failed",
    title: "A slice belongs to nobody",
    message: ({ slice, owner, known }) => `${slice} belongs to ${owner}; owners are ${list(known)}`,
    mend: () => "name one of the `owners`, or add who it is",
    meaning: "Whoever is asked about a slice has to be there.",
    sample: { breakdown, slice: "E2", owner: "I9", known: ["I1", "I2"] },
  }),
  "slice-path-missing": finding<OfSlice & { path: string; near: readonly string[] }>({
    verdict: "failed",
    title: "A slice names a path that is not there",
    message: ({ slice, path, near }) =>
      `${slice} names ${path}, which does not exist${near.length === 0 ? "" : `; there is ${list(near)}`}`,
    mend: ({ path }) =>
      `name the path that is there, restore it, or write \`planned: ${path}\` while it is to come`,
    meaning:
      "Paths are relative to the root of the repository. One that is not `planned` was there when it was written down: it is misspelt, or was moved or deleted since.",
    sample: { breakdown, slice: "E1", path: "apps/server/src/orcp.ts", near: ["apps/server/src/orpc.ts"] },
  }),
  "slice-path-refused": finding<OfSlice & { path: string; why: string }>({
    verdict: "failed",
    title: "A slice names a path that will not last, or is none",
    message: ({ slice, path, why }) => `${slice} names ${path}: ${why}`,
    mend: () => "name a path relative to the root of the repository, in git and outside of scratch folders",
    meaning: "What a slice leaves has to survive a clean checkout, on every machine.",
    sample: { breakdown, slice: "E6", path: "/home/ana/notes.md", why: "an absolute path" },
  }),
  "slice-artifact-misplaced": finding<OfSlice & { path: string; folders: readonly string[] }>({
    verdict: "failed",
    title: "An artifact lies outside of the folders of the phase",
    message: ({ slice, path, folders }) => `${slice} leaves ${path}, which lies in none of ${list(folders)}`,
    mend: () => "put it into the folder of a pass, or list it under `paths`",
    meaning: "A reader of the phase finds what it left in the folders of its passes.",
    sample: { breakdown, slice: "E6", path: "docs/E6.md", folders: ["docs/phase-e"] },
  }),
  "slice-acceptance-vague": finding<OfSlice & { text: string; word: string }>({
    verdict: "failed",
    title: "An acceptance criterion cannot turn out wrong",
    message: ({ slice, text, word }) =>
      `“${text}” of ${slice} cannot be refuted${word === "" ? "" : `: “${word}”`}`,
    mend: () => "write a claim that a gate, a test or a reader can find to be wrong",
    meaning: "A placeholder, a hedge (`as appropriate`, `mostly`) or a bare word accepts everything.",
    sample: { breakdown, slice: "E6", text: "Docs are cleaned up as appropriate", word: "as appropriate" },
  }),
  "gate-slice-unknown": finding<{ breakdown: string; gate: string; slice: string; known: readonly string[] }>(
    {
      verdict: "failed",
      title: "A gate belongs to a slice that is not there",
      message: ({ gate, slice, known }) => `${gate} closes ${slice}; the breakdown has ${list(known)}`,
      mend: ({ slice }) => `add ${slice} to the breakdown, or correct the \`slice\` of the gate`,
      meaning: "A slice is closed by its gates. A gate of no slice closes nothing.",
      sample: { breakdown, gate: "e1-dedupe-policy", slice: "E1", known: ["E2"] },
    },
  ),
  "gate-decisions-differ": finding<
    OfSlice & { gates: readonly string[]; decision: string; lacks: "slice" | "gates" }
  >({
    verdict: "failed",
    title: "A slice and its gates serve other decisions",
    message: ({ slice, gates, decision, lacks }) =>
      lacks === "slice"
        ? `${list(gates)} supports ${decision}, which ${slice} does not serve`
        : `${slice} serves ${decision}, which none of its gates (${list(gates)}) supports`,
    mend: ({ decision, slice }) =>
      `name ${decision} both in \`decisions\` of ${slice} and of one of its gates`,
    meaning: "What a slice promises and what its gates hold it to are one list.",
    sample: { breakdown, slice: "E1", gates: ["e1-dedupe-policy"], decision: "D-009", lacks: "slice" },
  }),
} as const;
