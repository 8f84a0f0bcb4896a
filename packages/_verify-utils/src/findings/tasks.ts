import { finding, list } from "./define.ts";

/** Findings on what Turborepo runs, hashes and keeps. */
export const taskFindings = {
  "task-input-uncovered": finding<{ task: string; paths: readonly string[]; more: number }>({
    verdict: "failed",
    title: "Evidence depends on a file that its task does not hash",
    message: ({ task, paths, more }) =>
      `the evidence of ${task} depends on ${list(paths)}${more === 0 ? "" : ` and ${more} more`}, which its hash does not cover`,
    mend: ({ task }) =>
      `let ${task} depend on a task of the package that holds it (\`"dependsOn": ["^transit"]\`), or name it in its inputs or in globalDependencies`,
    meaning:
      "A cache answers by hash. When something that evidence depends on is not part of it, evidence of another tree is brought back, which the gate then refuses as stale, again and again.",
    sample: { task: "@rawr/server#test", paths: ["packages/coordination/src/index.ts"], more: 12 },
  }),
  "task-env-uncovered": finding<{ task: string; what: string; names: readonly string[] }>({
    verdict: "failed",
    title: "Evidence depends on the environment beyond what its task hashes",
    message: ({ task, what, names }) =>
      `the evidence of ${task} depends on ${what}, and its hash on none of ${list(names)}`,
    mend: ({ names }) => `add ${names[0] ?? "the variable"} to the task's \`env\` or to \`globalEnv\``,
    meaning:
      "Evidence is of one runtime and of the variables that its package declares. Turborepo hashes neither by itself.",
    sample: {
      task: "@rawr/server#test",
      what: "the version of the runtime",
      names: ["npm_config_user_agent"],
    },
  }),
  "task-env-open": finding<{ task: string; name: string }>({
    verdict: "failed",
    title: "A task sees variables that are not part of its hash",
    message: ({ task, name }) => `${name} reaches ${task}, and is not part of its hash`,
    mend: ({ name }) => `move ${name} to \`env\`, or say in the gate that it is harmless`,
    meaning:
      "What a task can see, its evidence can depend on. In strict mode a task sees what is hashed, and what is passed through; in loose mode everything.",
    sample: { task: "@rawr/server#test", name: "passThroughEnv DATABASE_URL" },
  }),
  "task-output-undeclared": finding<{ task: string; path: string }>({
    verdict: "failed",
    title: "A gate reads what a task's cache does not keep",
    message: ({ task, path }) => `gates read ${path}, which is not among the outputs of ${task}`,
    mend: ({ task, path }) => `add ${path} to the outputs of ${task}`,
    meaning:
      "On a cache hit a task does not run and its outputs are brought back. What is not declared stays as an earlier run, of another tree, left it.",
    sample: { task: "@rawr/server#test", path: "apps/server/.evidence/vitest.json" },
  }),
  "task-cached": finding<{ task: string; what: string }>({
    verdict: "failed",
    title: "A verdict could come out of a cache",
    message: ({ task, what }) => `${task} judges ${what}, and may be answered by a cache`,
    mend: ({ task }) => `write \`"cache": false\` for ${task}`,
    meaning: "A verdict is computed, never replayed. Turborepo caches work, such as test runs.",
    sample: { task: "//#suite-quick", what: "the suite quick" },
  }),
  "task-missing": finding<{ task: string; what: string; why: string }>({
    verdict: "failed",
    title: "A task that has to run does not exist",
    message: ({ task, what, why }) => `${task}, which has to run for ${what}, ${why}`,
    mend: ({ task }) => `define ${task} in turbo.json, and a script of that name in its package`,
    meaning: "Turborepo ends with exit code 0 when no script implements what it was asked to run.",
    sample: { task: "//#suite-quick", what: "the suite quick", why: "is implemented by no script" },
  }),
  "task-evidence-missing": finding<{ task: string; what: string; needs: string }>({
    verdict: "failed",
    title: "A suite or gate is judged without the evidence that it reads being made first",
    message: ({ task, what, needs }) =>
      `${task} judges ${what}, which reads the evidence of ${needs}, and does not depend on it`,
    mend: ({ task, needs }) => `add ${needs} to the \`dependsOn\` of ${task}`,
    meaning: "Without the dependency, evidence is what an earlier run left, or none at all in a fresh clone.",
    sample: { task: "//#suite-quick", what: "the suite quick", needs: "@rawr/server#test" },
  }),
  "task-endless": finding<{ task: string; field: string }>({
    verdict: "failed",
    title: "A task that makes evidence or judges does not come to an end by itself",
    message: ({ task, field }) => `${task} is ${field}`,
    mend: ({ task, field }) => `take \`${field}\` from ${task}`,
    meaning: "Nothing can wait for a persistent task, and an interactive one waits for somebody.",
    sample: { task: "@rawr/server#test", field: "persistent" },
  }),
  "suite-command-weak": finding<{ script: string; what: string }>({
    verdict: "failed",
    title: "The command that starts a suite leaves something out",
    message: ({ script, what }) => `the script ${script} ${what}`,
    mend: ({ script }) =>
      `let ${script} run its suite with \`--continue=always\`, and without flags that select tasks, open the environment or skip dependencies`,
    meaning:
      "Flags can open the environment (`--env-mode=loose`), leave out dependencies (`--only`), ignore their order (`--parallel`), select nothing (`--affected`, `--filter`) or run nothing (`--dry`). Without `--continue=always` a suite is not judged when evidence failed, so nobody is told which decision is affected.",
    sample: { script: "verify:quick", what: "has `--env-mode=loose`" },
  }),
  "tasks-unreadable": finding<{ path: string; why: string }>({
    verdict: "blocked",
    title: "It cannot be told what Turborepo runs, hashes or keeps",
    message: ({ path, why }) => `${path} cannot be judged: ${why}`,
    mend: ({ path }) => `write ${path} in terms that Turborepo's documentation explains, or update the kit`,
    meaning:
      "The model of Turborepo covers what is documented and was compared with it. What it does not know it does not guess.",
    sample: { path: "turbo.json", why: "inputs of @rawr/server#test: @(src)/**" },
  }),
  "tasks-unobserved": finding<{ why: string; command: string }>({
    verdict: "blocked",
    title: "Turborepo cannot be asked",
    message: ({ why }) => `what Turborepo itself says of its tasks is not known: ${why}`,
    mend: ({ command }) => `run \`${command}\` and mend what it says`,
    meaning: "In a working tree, what is modelled from turbo.json is compared with Turborepo's own dry run.",
    sample: {
      why: "exit code 1: Invalid task configuration",
      command: "turbo run //#suite-quick --dry=json",
    },
  }),
  "tasks-disagree": finding<{ task: string; what: string; expected: string; actual: string }>({
    verdict: "blocked",
    title: "Turborepo says something else than its configuration",
    message: ({ task, what, expected, actual }) =>
      `${what} of ${task}: from the files of the repository ${expected}, Turborepo says ${actual}`,
    mend: () => "see which of them is right; a newer Turborepo may read its configuration in another way",
    meaning:
      "The judgement on hashes rests on a model of Turborepo. Where the installed Turborepo disagrees, nothing is known.",
    sample: {
      task: "@rawr/server#test",
      what: "hashing rawr.hq.ts",
      expected: "yes",
      actual: "no",
    },
  }),
} as const;
