import { finding, list } from "./define.ts";
import { type OfPackage, rerun } from "./tests.ts";

/** Findings about evidence that tests ran. */
export const evidenceFindings = {
  "evidence-absent": finding<OfPackage & { command: string }>({
    verdict: "blocked",
    title: "There is no evidence that the tests ran",
    message: ({ package: name }) => `no evidence of the tests of ${name}`,
    mend: ({ command }) => `make it: \`${command}\``,
    meaning:
      "Missing evidence is not success. Evidence is derived: it is not committed, and one command makes it again.",
    sample: { package: "@rawr/server", command: "pnpm turbo run test --filter=@rawr/server" },
  }),
  "evidence-unfinished": finding<OfPackage & { command: string }>({
    verdict: "blocked",
    title: "The test run did not end",
    message: ({ package: name }) => `the last test run of ${name} was started and never ended`,
    mend: ({ command }) => rerun(command),
    meaning:
      "A run invalidates the evidence before it when it starts. A run that is killed, or still going on, therefore leaves no usable evidence.",
    sample: { package: "@rawr/server", command: "pnpm turbo run test --filter=@rawr/server" },
  }),
  "evidence-crashed": finding<OfPackage & { reason: string; command: string }>({
    verdict: "blocked",
    title: "The test run crashed",
    message: ({ package: name, reason }) => `the test run of ${name} could not be carried out: ${reason}`,
    mend: ({ command }) => `correct the cause, then ${rerun(command)}`,
    meaning:
      "The test runner itself failed, for example on a configuration that cannot be loaded, so no test says anything.",
    sample: {
      package: "@rawr/server",
      reason: "failed to load config",
      command: "pnpm turbo run test --filter=@rawr/server",
    },
  }),
  "evidence-stale": finding<OfPackage & { changes: readonly string[]; more: number; command: string }>({
    verdict: "blocked",
    title: "The evidence belongs to other sources",
    message: ({ package: name, changes, more }) =>
      `the evidence of ${name} was made from something else; since then changed: ${list(changes)}${more > 0 ? ` and ${more} more` : ""}`,
    mend: ({ command }) => rerun(command),
    meaning:
      "Evidence carries a key over everything that could change it. The key is computed again when it is read; one difference and it counts for nothing.",
    sample: {
      package: "@rawr/server",
      changes: ["apps/server/src/orpc.ts"],
      more: 0,
      command: "pnpm turbo run test --filter=@rawr/server",
    },
  }),
  "evidence-invalid": finding<OfPackage & { reason: string; command: string }>({
    verdict: "blocked",
    title: "The evidence cannot be read",
    message: ({ package: name, reason }) => `the evidence of ${name} is not valid: ${reason}`,
    mend: ({ command }) => rerun(command),
    meaning: "The document does not fit its schema, or its contents do not fit its own key.",
    sample: {
      package: "@rawr/server",
      reason: "key: expected string",
      command: "pnpm turbo run test --filter=@rawr/server",
    },
  }),
  "evidence-foreign": finding<OfPackage & { actual: string; command: string }>({
    verdict: "blocked",
    title: "The evidence belongs to another package",
    message: ({ package: name, actual }) => `what lies here is evidence of ${actual}, not of ${name}`,
    mend: ({ command }) => rerun(command),
    meaning: "Evidence names the package that it was made for.",
    sample: {
      package: "@rawr/server",
      actual: "@rawr/other",
      command: "pnpm turbo run test --filter=@rawr/server",
    },
  }),
  "evidence-task-replaced": finding<OfPackage & { script: string; expected: string; actual: string }>({
    verdict: "failed",
    title: "The task that makes the evidence was replaced",
    message: ({ package: name, script, expected, actual }) =>
      `script \`${script}\` of ${name} is \`${actual}\`, expected \`${expected}\``,
    mend: ({ script, expected }) => `set \`${script}\` to \`${expected}\``,
    meaning:
      "The runner of the kit decides how tests are run, so that no filter, retry or configuration can make a weaker run look like the whole one.",
    sample: { package: "@rawr/server", script: "test", expected: "phasegate-evidence", actual: "true" },
  }),
} as const;
