import { finding } from "./define.ts";

/** Findings on how gates, suites, tasks, scripts, workflows and hooks hang together. */
export const wiringFindings = {
  "gate-unlisted": finding<{ script: string; lacks: string }>({
    verdict: "failed",
    title: "A gate exists, and nothing runs it",
    message: ({ script, lacks }) => `${script} ${lacks}`,
    mend: ({ script }) =>
      `list the gate of ${script} in its folder's index, in the configuration, in a suite, as a script of the root and as a task; or delete it`,
    meaning:
      "A gate that nobody runs holds nothing, and looks as if it did. From its file to the suite every place has to name it: the index of its folder, the gates of the configuration, a suite, a script of the root package.json, and a task.",
    sample: {
      script: "scripts/phase-e/verify-e3-evidence-integrity.ts",
      lacks: "is not in scripts/phase-e/index.ts",
    },
  }),
  "gate-script-invalid": finding<{ script: string; why: string }>({
    verdict: "failed",
    title: "A gate script does something else than judge its gate",
    message: ({ script, why }) => `${script} ${why}`,
    mend: () =>
      "default-export one `defineGate({ id: … })` whose id the file is named after, end with `main(import.meta.url, gate)`, and do nothing else at the top level",
    meaning:
      "Started by itself, a gate script has to give the verdict of the gate that it exports. Without the call of `main` it ends with exit code 0 and has judged nothing; with more code around it, it may end before.",
    sample: { script: "scripts/phase-e/verify-e1-dedupe-policy.ts", why: "never calls `main`" },
  }),
  "suite-unwired": finding<{ suite: string; why: string }>({
    verdict: "failed",
    title: "A suite is not run by what should run it",
    message: ({ suite, why }) => `suite ${suite}: ${why}`,
    mend: () =>
      "let the script of the root start the task, the task start the suite, and a job of the workflow start the script, each with nothing around it that keeps the outcome to itself",
    meaning:
      "Between the command that people type and the verdict of a suite stand a script, a task and a runner. `|| true`, an `echo`, a filter, a dry run or another working directory anywhere on the way makes a suite green that did not run.",
    sample: {
      suite: "quick",
      why: "`verify:quick` does not start it: it is piped or has an alternative (`|`)",
    },
  }),
  "required-check-open": finding<{ workflow: string; why: string }>({
    verdict: "failed",
    title: "The required check can be green although something did not run",
    message: ({ workflow, why }) => `${workflow}: ${why}`,
    mend: () =>
      "let the required job run always, need every other job, and give their results to the script that judges them",
    meaning:
      "GitHub takes a skipped job for a success, and asks one job only: the one that the ruleset names. It has to run whatever happened, need every other job, and be red when one of them failed, was cancelled, was skipped or is gone.",
    sample: { workflow: ".github/workflows/verify.yml", why: "required does not need the job full" },
  }),
  "workflow-lax": finding<{ workflow: string; why: string; instead: string }>({
    verdict: "failed",
    title: "A workflow may do or run more than it has to",
    message: ({ workflow, why }) => `${workflow}: ${why}`,
    mend: ({ instead }) => instead,
    meaning:
      "What runs in CI decides what is merged. Tags of actions can be moved, a text of a pull request in a shell line is a program, a token that may write can write the verdict, and a cache that a pull request fills is read by the default branch.",
    sample: {
      workflow: ".github/workflows/verify.yml",
      why: "actions/checkout@v5 is not pinned to a commit",
      instead: "name the full commit, with the version as a comment: `actions/checkout@<40 digits> # v5.0.0`",
    },
  }),
  "hook-open": finding<{ hook: string; why: string }>({
    verdict: "failed",
    title: "The hook lets a commit through that nothing judged",
    message: ({ hook, why }) => `${hook}: ${why}`,
    mend: () => "let the hook run the script of the suite, and end with its outcome",
    meaning:
      "The hook is what runs the quick suite on every commit. A hook that is gone, or that ends with the outcome of something else, lets every commit pass.",
    sample: { hook: ".githooks/pre-commit", why: "it does not run `verify:quick`: it runs nothing" },
  }),
  "cadence-differs": finding<{ document: string; why: string }>({
    verdict: "failed",
    title: "A document says something else of when a suite is run than the configuration",
    message: ({ document, why }) => `${document}: ${why}`,
    mend: () => "change `policy.cadence`, or the table of the document, so that both say the same",
    meaning:
      "When which suite has to be run stands in one place, `policy.cadence` of the configuration. What people read has to say the same.",
    sample: { document: "CONTRIBUTING.md", why: "there is no row for «at the end of each slice»" },
  }),
  "gates-stated-differ": finding<{ document: string; why: string }>({
    verdict: "failed",
    title: "A document says something else of gates and suites than the configuration",
    message: ({ document, why }) => `${document}: ${why}`,
    mend: ({ document }) => `write in ${document} what the gate scripts and the configuration say`,
    meaning:
      "Which gate closes which slice, where it stands, how a suite is run and when: gate scripts, package.json and the configuration say it. A document that people read is a copy, and has to agree row by row.",
    sample: { document: "docs/GATES.md", why: "there is no row for the gate e1-dedupe-policy" },
  }),
  "wiring-undecidable": finding<{ path: string; why: string }>({
    verdict: "blocked",
    title: "It cannot be told what is run",
    message: ({ path, why }) => `${path}: ${why}`,
    mend: () => "write down what is run, plainly: literal lists, and commands of one line",
    meaning:
      "Lists that a program computes, and commands that a shell puts together, are only known when they run. Here it has to be known before.",
    sample: { path: "phasegate.config.ts", why: "suites.quick is computed" },
  }),
} as const;
