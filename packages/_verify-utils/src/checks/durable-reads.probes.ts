import { evidenceFile } from "@phasegate/test-evidence";
import { joinRepoPath, type RepoPath, readText } from "@phasegate/workspace";
import { type CheckContext, type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { turboEdits } from "./turbo-edits.ts";

/** A folder every file of which is part of some evidence that a gate reads. */
function judgedFolder({ reads }: CheckContext): RepoPath | undefined {
  const end = `/${evidenceFile}`;
  for (const { paths } of reads) {
    const evidence = paths.find((path) => path.endsWith(end));
    if (evidence !== undefined) return evidence.slice(0, -end.length);
  }
  return undefined;
}

function added(name: string): Counterexample["apply"] {
  return (context) => {
    const folder = judgedFolder(context);
    if (folder === undefined) return new NotApplicable("no gate reads evidence of a package");
    return { [joinRepoPath(folder, name)]: "export const probe = 1;\n" };
  };
}

const pointed =
  (name: string): NonNullable<Counterexample["at"]> =>
  (context) => {
    const folder = judgedFolder(context);
    return folder === undefined ? undefined : { path: joinRepoPath(folder, name) };
  };

const ephemeral = [
  "AGENT_PROBE_SCRATCHPAD.md",
  "agent_probe_scratchpad.md",
  "AGENT_PROBE_PLAN_VERBATIM.md",
  "ORCHESTRATOR_SCRATCHPAD.md",
  ".scratch/probe.ts",
];

export function durableCounterexamples(): readonly Counterexample[] {
  return [
    ...ephemeral.map(
      (name): Counterexample => ({
        name: `what is tested holds ${name}`,
        expect: "source-not-durable",
        at: pointed(name),
        apply: added(name),
      }),
    ),
    {
      name: "what is tested holds a file that git does not track",
      expect: "source-untracked",
      at: pointed("probe-untracked.txt"),
      apply: added("probe-untracked.txt"),
    },
    {
      name: "no task declares outputs",
      expect: "derived-undeclared",
      apply: turboEdits(({ tasks }) => ({
        tasks: Object.fromEntries(
          Object.entries(tasks).map(([id, fields]) => [id, { ...fields, outputs: [] }]),
        ),
      })),
    },
  ];
}

export function durableInvariances(): readonly Invariance[] {
  return [
    { name: "a package has a new module that git does not know yet", apply: added("probe-new.ts") },
    {
      name: "scratch files lie where nothing is judged",
      apply: () => ({
        ".scratch/probe/notes.md": "# Notes\n",
        ".scratch/probe.ts": "export const probe = 1;\n",
      }),
    },
    {
      name: "a document that is read grows",
      apply: ({ reads, workspace }) => {
        const paths = reads.flatMap((read) => read.paths);
        const path = paths.find((one) => one.endsWith(".md") && workspace.entry(one) === "file");
        if (path === undefined) return new NotApplicable("no gate reads a document");
        return { [path]: `${readText(workspace, path) ?? ""}\nMore.\n` };
      },
    },
    {
      name: "turbo.json is written in another way",
      apply: turboEdits(
        ({ tasks }) => ({ tasks: Object.fromEntries(Object.entries(tasks).reverse()) }),
        "jsonc",
      ),
    },
  ];
}
